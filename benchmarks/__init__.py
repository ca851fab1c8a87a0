"""What is fast, measured beside what a user would pick instead. Never part of the tests: timings are no promises."""
