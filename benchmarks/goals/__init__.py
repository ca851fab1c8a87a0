"""The works that are measured, a goal for each: see docs/benchmarks.md."""
