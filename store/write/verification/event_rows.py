"""Stored rows of the log, held against what an append of their texts would have written."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple

from sqlalchemy import Dialect, Row

from domain.events import Event, stored, target
from store.db import tables
from store.read.entry import Entry, to_row
from store.write.entries import known_since
from store.write.rows import driver_values
from store.write.verification.finding import Code

COLUMNS = tuple(tables.event.columns)


class Fault(NamedTuple):
    code: Code
    message: str


class Target(NamedTuple):
    """The event that a correction or a retraction names, as the log has it: its position, and when it was known."""

    position: int
    known: Any


def read(row: Row[Any]) -> Event | Fault:
    """The event of a row whose values are as the driver gives them."""
    if not isinstance(row.payload, str):
        return Fault(Code.UNREADABLE, "the text of the event is no text")
    if hashlib.sha256(row.payload.encode(errors="replace")).hexdigest() != row.sha256:
        return Fault(Code.PAYLOAD_CHANGED, "the text of the event, or its SHA-256, is not the one that was recorded")
    try:
        return stored.read(row.payload)
    except Exception:  # text that was changed can fail anywhere
        return Fault(Code.UNREADABLE, "the text is no event that this version of the program can read")


def faults(
    rows: Sequence[Row[Any]], events: Sequence[Event | Fault], annulled: Mapping[str, Target], dialect: Dialect
) -> Iterator[tuple[int, Fault]]:
    """By position, what is wrong with the rows. `annulled` has what the events correct or retract, by id."""
    read_rows, expected = [], []
    for row, event in zip(rows, events, strict=True):
        wanted = event if isinstance(event, Fault) else _expected(row, event, annulled.get(target(event) or ""))
        if isinstance(wanted, Fault):
            yield row.position, wanted
        else:
            read_rows.append(row)
            expected.append(wanted)
    if expected:
        for row, values in zip(read_rows, driver_values(tables.event, expected, dialect), strict=True):
            if values != tuple(row):
                yield row.position, _differing(row, values)


def _differing(row: Row[Any], expected: Sequence[Any]) -> Fault:
    pairs = zip(COLUMNS, row, expected, strict=True)
    names = ", ".join(column.name for column, value, wanted in pairs if value != wanted)
    return Fault(Code.COLUMNS_DIFFER, f"the text of the event says otherwise than its row: {names}")


def _expected(row: Row[Any], event: Event, annulled: Target | None) -> dict[str, Any] | Fault:
    try:
        recorded_at = _moment(row.recorded_at)
        known = known_since(event, recorded_at, _moment(annulled.known) if annulled else None)
        position = annulled.position if annulled else None
        values = to_row(Entry(row.position, event, recorded_at, row.recorded_by, row.payload, known, position))
        if row.version != values["version"]:
            # Text of an older version is raised to the current one as it is read.
            values["version"] = stored.version(row.payload)
        return values
    except Exception:  # as above
        return Fault(Code.UNREADABLE, "a date of the event, or of its row, cannot be read")


def _moment(value: Any) -> datetime:
    """A moment (UTC) as the driver gives it. Raises ValueError, TypeError."""
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return moment.replace(tzinfo=UTC)


def targets(events: Sequence[Event | Fault]) -> set[str]:
    """The ids of the events that these correct or retract."""
    return {id for event in events if not isinstance(event, Fault) and (id := target(event))}
