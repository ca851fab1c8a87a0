"""Checkpoints of the log: signed, remembered and published."""
