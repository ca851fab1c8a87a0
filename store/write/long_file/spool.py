"""What a long file would bring into the log, on disk until all of it is checked: memory does not grow with the file."""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from types import TracebackType
from typing import Any, NamedTuple, Self

from domain.events import target
from store.db.driver_errors import in_temporary_file
from store.write.admission import Accepted

_TABLES = """
CREATE TABLE event (position INTEGER PRIMARY KEY, id TEXT UNIQUE, target TEXT, target_at INTEGER, payload TEXT);
CREATE INDEX event_by_target ON event (target) WHERE target IS NOT NULL;
CREATE TABLE part (first INTEGER PRIMARY KEY, last INTEGER, digest TEXT);
"""


class Spooled(NamedTuple):
    """An event as it would enter the log, at the position that it has if nobody else writes meanwhile. `target_at` is
    the position of what it annuls.
    """

    position: int
    payload: str
    target_at: int | None


@dataclass(frozen=True, slots=True)
class Part:
    """What is recorded in one transaction. `digest` is that of the events as they were handed in."""

    digest: str
    events: Sequence[Spooled]
    is_last: bool


class Spool:
    """A file of SQLite's own in the folder for temporary files, which is gone when it is closed."""

    def __init__(self) -> None:
        with in_temporary_file():
            self._file = sqlite3.connect("", isolation_level=None)
            self._file.execute("PRAGMA synchronous=OFF")
            self._file.executescript(_TABLES)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()

    def add(self, accepted: Sequence[Accepted], digest: str) -> None:
        """The next part. Raises StoreError."""
        rows = [(each.position, each.event.id, target(each.event), each.target, each.payload) for each in accepted]
        with in_temporary_file(), self._file:
            self._file.execute("BEGIN")
            self._file.executemany("INSERT INTO event VALUES (?, ?, ?, ?, ?)", rows)
            self._file.execute("INSERT INTO part VALUES (?, ?, ?)", (rows[0][0], rows[-1][0], digest))

    def by_ids(self, ids: Iterable[str]) -> list[Spooled]:
        """Those of these events that are here."""
        return self._where("id IN (SELECT value FROM json_each(?))", json.dumps([*ids]))

    def acts_upon(self, ids: Iterable[str]) -> list[Spooled]:
        """What corrects or retracts any of these events."""
        return self._where("target IN (SELECT value FROM json_each(?))", json.dumps([*ids]))

    def parts(self) -> Iterator[Part]:
        """In the order in which they were added; each is read when its turn comes."""
        parts = self._file.execute("SELECT first, last, digest FROM part ORDER BY first").fetchall()
        for number, (first, last, digest) in enumerate(parts, start=1):
            yield Part(digest, self._where("position BETWEEN ? AND ?", first, last), number == len(parts))

    def _where(self, condition: str, *values: Any) -> list[Spooled]:
        query = f"SELECT position, payload, target_at FROM event WHERE {condition} ORDER BY position"
        with in_temporary_file():
            return [Spooled(*row) for row in self._file.execute(query, values)]
