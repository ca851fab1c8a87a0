"""A promise in each file, with `run(quick)`, which yields its trials."""
