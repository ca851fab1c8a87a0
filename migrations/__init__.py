"""Alembic's migrations: the only thing that creates tables."""

NEWEST = "0017"
"""The revision of the last one. It stands here, since Alembic would read all of them to find it."""
