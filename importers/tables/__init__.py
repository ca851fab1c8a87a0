"""Rows of a table into events, by a mapping file."""
