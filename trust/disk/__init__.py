"""A disk between SQLite and the real one: it keeps a record of what is written, and fails when it is told to."""
