"""What the log and its projections answer. Reads only."""
