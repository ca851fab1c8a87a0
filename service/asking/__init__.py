"""One question's view of the log."""
