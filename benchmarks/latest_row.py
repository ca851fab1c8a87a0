"""What a user would pick instead: one table of rows, and the latest row of each district wins.

It gives a map of a day. It does not give disputes, doubt, since when, who says so, what was known when, or an answer
that stays as it was when a correction comes.
"""

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

LATEST = """
    SELECT place, holder FROM (
        SELECT place, holder, row_number() OVER (PARTITION BY place ORDER BY day DESC, id DESC) AS age
        FROM told WHERE day <= ?
    ) WHERE age = 1
"""


def load(path: Path, events: Iterable[Mapping[str, Any]]) -> sqlite3.Connection:
    """Every assertion as a row; a correction overwrites its row."""
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE told (id TEXT PRIMARY KEY, place TEXT, day TEXT, holder TEXT, source TEXT)")
    connection.execute("CREATE INDEX told_by_place ON told (place, day)")
    with connection:
        connection.executemany("INSERT OR REPLACE INTO told VALUES (?, ?, ?, ?, ?)", (_row(one) for one in events))
    return connection


def _row(event: Mapping[str, Any]) -> tuple[str, ...]:
    said = event.get("replacement", event)
    return event.get("event", event["id"]), said["place"], said["occurred"], said["holder"], said["source"]
