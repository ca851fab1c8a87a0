"""A database that fails at a chosen statement: for good from there on, or only once."""

from typing import Any

from sqlalchemy import event

from store.db.connections import Database
from store.db.errors import DatabaseUnreachable


class FailingStatements:
    """Counts the statements and the commits of every connection of a database that it has opened so far."""

    def __init__(self, db: Database):
        self._left, self._only_once, self._has_failed = -1, False, False
        engines = [db._reader.sync_engine, db._writer.sync_engine, *([db._thread.engine] if db._thread else [])]
        for engine in engines:
            event.listen(engine, "before_cursor_execute", self._count)
            event.listen(engine, "commit", self._count)

    def after(self, statements: int, *, only_once: bool = False) -> None:
        """From now on so many succeed."""
        self._left, self._only_once, self._has_failed = statements, only_once, False

    @property
    def is_over(self) -> bool:
        """Whether one has failed."""
        return self._has_failed

    def never(self) -> None:
        self._left = -1

    def _count(self, *_: Any) -> None:
        if self._left == 0:
            self._has_failed = True
            if self._only_once:
                self._left = -1
            raise DatabaseUnreachable
        if self._left > 0:
            self._left -= 1
