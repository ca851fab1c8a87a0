"""A log in a file of SQLite, as it lies on the disk: whether all of it is there."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path


def damage(file: Path, acknowledged: dict[str, int]) -> str | None:
    """What is wrong with the log; None where all is as it must be.

    `acknowledged`: by idempotency key, the position that whoever recorded the batch was told.
    """
    with closing(sqlite3.connect(file)) as connection:
        try:
            return _damage(connection, acknowledged)
        except sqlite3.DatabaseError as error:
            return f"cannot be read: {error}"


def _damage(connection: sqlite3.Connection, acknowledged: dict[str, int]) -> str | None:
    if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
        return "the file is damaged"
    rows = connection.execute("SELECT position, payload, sha256 FROM event ORDER BY position").fetchall()
    if [position for position, *_ in rows] != [*range(1, len(rows) + 1)]:
        return "positions have a gap"
    if any(hashlib.sha256(payload.encode()).hexdigest() != sha256 for _, payload, sha256 in rows):
        return "a text does not fit its digest"
    if connection.execute("SELECT position FROM projected").fetchone() != (len(rows),):
        return "the projections are not those of the log"
    batches = connection.execute("SELECT first, last, key FROM batch ORDER BY first").fetchall()
    covered = [position for first, last, _ in batches for position in range(first, last + 1)]
    if covered != [*range(1, len(rows) + 1)]:
        return "an event is of no batch, or of two"
    recorded = {key: last for _, last, key in batches}
    lost = {key for key, position in acknowledged.items() if recorded.get(key) != position}
    return "acknowledged batches are lost" if lost else None
