"""Counts the SQL statements that a database is sent."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from store.db.connections import Database


@contextmanager
def statements_sent(db: Database) -> Iterator[list[str]]:
    """Those of readers and of the writer while the context is open, without BEGIN."""
    statements: list[str] = []

    def note(_connection, _cursor, statement, *_):
        if not statement.startswith("BEGIN"):
            statements.append(statement)

    engines = [db._reader.sync_engine, db._writer.sync_engine]
    engines += [db._thread.engine] if db._thread else []
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield statements
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)
