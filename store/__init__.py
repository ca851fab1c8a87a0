"""The only floor that speaks SQL: the append-only log, what is derived from it, and how both are read."""
