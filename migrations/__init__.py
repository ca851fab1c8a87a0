"""Alembic's migrations: the only thing that creates tables."""
