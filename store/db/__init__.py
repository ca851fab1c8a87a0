"""The database itself: engines, connections, tables, errors, migrations, limits."""
