"""Raw SQLite: the table of events with the same columns that are indexed, written by hand, as durable as ours."""

import hashlib
import json
import sqlite3
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

BATCH = 5_000
COLUMNS = "id, type, version, recorded_at, recorded_by, published, known, occurred, source, payload, sha256"


def copy_of_log(ours: Path, file: Path) -> sqlite3.Connection:
    """An empty table of events with the indexes that ours has, without its triggers."""
    with sqlite3.connect(f"file:{ours}?mode=ro", uri=True) as source:
        statements = source.execute(
            "SELECT sql FROM sqlite_schema WHERE tbl_name = 'event' AND type IN ('table', 'index') AND sql IS NOT NULL"
            " ORDER BY type DESC"
        ).fetchall()
    source.close()
    connection = sqlite3.connect(file, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    for (statement,) in statements:
        connection.execute(statement)
    return connection


def import_seconds(connection: sqlite3.Connection, files: Sequence[Path]) -> float:
    """Processor seconds to read, hash and store the lines, thousands in a transaction."""
    begun = time.process_time()
    for file in files:
        lines = file.read_text("utf-8").splitlines()
        for start in range(0, len(lines), BATCH):
            _insert(connection, [_row(json.loads(line)) for line in lines[start : start + BATCH]])
    return time.process_time() - begun


def append_seconds(connection: sqlite3.Connection, events: Sequence[dict[str, Any]]) -> tuple[float, float]:
    """Processor and wall seconds for each event in a durable transaction of its own."""
    begun, wall = time.process_time(), time.perf_counter()
    for event in events:
        _insert(connection, [_row(event)])
    return (time.process_time() - begun) / len(events), (time.perf_counter() - wall) / len(events)


def _insert(connection: sqlite3.Connection, rows: list[tuple[Any, ...]]) -> None:
    marks = ", ".join("?" * len(rows[0]))
    connection.execute("BEGIN IMMEDIATE")
    next_position = "(SELECT coalesce(max(position), 0) + 1 FROM event)"
    connection.executemany(f"INSERT INTO event (position, {COLUMNS}) VALUES ({next_position}, {marks})", rows)
    connection.execute("COMMIT")


def _row(event: dict[str, Any]) -> tuple[Any, ...]:
    payload = json.dumps(event, separators=(",", ":"), ensure_ascii=False)
    digest = hashlib.sha256(payload.encode()).hexdigest()
    known = event.get("published", "2024-01-01")
    return (
        event["id"],
        event["type"],
        1,
        "2024-01-01 00:00:00.000000",
        "raw",
        event.get("published"),
        known,
        event.get("occurred"),
        event.get("source"),
        payload,
        digest,
    )
