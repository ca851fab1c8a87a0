"""Changes of a log in a file of SQLite by somebody with all rights, who leaves no guard and no digest in his way."""

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from store.db.guards import GUARDS
from store.read.entry import Entry

COLUMNS = ("id", "type", "version", "recorded_at", "published", "known", "earliest", "latest", "occurred", "source")
Damage = Callable[[Entry, int], str]
"""A statement that damages the log at an event; the number chooses among the ways in which that can be done."""


def tamper(file: Path, *statements: str) -> None:
    """Carry out what the guards would refuse, and put them back as if nothing had been."""
    guards = GUARDS["sqlite"]
    execute(file, *(f"DROP TRIGGER {name}" for name in guards), *statements, *guards.values())


def drop_guards(file: Path) -> None:
    """Open the log to every change: whatever triggers there are go, and stay away."""
    with closing(sqlite3.connect(file)) as connection, connection:
        for (trigger,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {trigger}")


def execute(file: Path, *statements: str) -> None:
    """In one transaction of a connection that is not ours."""
    with closing(sqlite3.connect(file)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


def changed_byte(entry: Entry, number: int) -> str:
    """One bit of the text, which may then be no UTF-8."""
    text = entry.payload.encode()
    at = number % len(text)
    changed = text[:at] + bytes([text[at] ^ (1 << number % 8)]) + text[at + 1 :]
    return f"UPDATE event SET payload = CAST(x'{changed.hex()}' AS TEXT) WHERE position = {entry.position}"


def forged_text(entry: Entry, number: int) -> str:
    """A date or a source in the text, with the digest to it."""
    record = json.loads(entry.payload)
    content = record.get("replacement", record)
    content["occurred" if number % 2 and "occurred" in content else "source"] = "2021-05-05"
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"))
    digest = hashlib.sha256(text.encode()).hexdigest()
    quoted = text.replace("'", "''")
    return f"UPDATE event SET payload = '{quoted}', sha256 = '{digest}' WHERE position = {entry.position}"


def changed_column(entry: Entry, number: int) -> str:
    column = COLUMNS[number % len(COLUMNS)]
    return f"UPDATE event SET {column} = '1999-01-01 00:00:00.000000' WHERE position = {entry.position}"


def removed(entry: Entry, number: int) -> str:
    return f"DELETE FROM event WHERE position = {entry.position}"


def moved(entry: Entry, number: int) -> str:
    return f"UPDATE event SET position = {100_000 + number} WHERE position = {entry.position}"


DAMAGES: tuple[Damage, ...] = (changed_byte, forged_text, changed_column, removed, moved)
