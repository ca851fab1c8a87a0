"""A place over time, and many places together: series, replay, diff, beliefs, tallies, published measures."""
