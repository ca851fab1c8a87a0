"""The forms of `timeline export`."""
