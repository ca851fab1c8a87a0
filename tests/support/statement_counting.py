"""Counts the SQL statements that a database is sent."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from fastapi import FastAPI
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


def note_statements(app: FastAPI, note: Callable[..., Any]) -> Callable[[], None]:
    """Calls `note`, as SQLAlchemy's before_cursor_execute does, for every statement of an application that reads, in
    whichever of its loops; not for BEGIN, of which there is another after a fold. Returns what ends it.
    """

    def heard(_connection, _cursor, statement, *more):
        if not statement.startswith("BEGIN"):
            note(_connection, _cursor, statement, *more)

    engines = [db._reader.sync_engine for db in (app.state.logs.record.db, app.state.logs.record.worker.db)]
    for engine in engines:
        event.listen(engine, "before_cursor_execute", heard)
    return lambda: [event.remove(engine, "before_cursor_execute", heard) for engine in engines] and None
