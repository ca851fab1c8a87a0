"""An event as it stands in the log."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from domain.events import Event, content, interchange
from domain.values import edtf
from store.db import tables


@dataclass(frozen=True, slots=True)
class Entry:
    """`payload` is the exact stored text; `known` the day it counts from: published, or recorded (UTC)."""

    position: int
    event: Event
    recorded_at: datetime
    recorded_by: str
    payload: str
    known: date
    target: int | None = None
    """Position of the event that this one corrects or retracts."""

    @property
    def id(self) -> str:
        assert self.event.id, "given when the event was accepted"
        return self.event.id


COLUMNS = tuple(
    tables.event.c[name] for name in ("position", "recorded_at", "recorded_by", "payload", "known", "target")
)


def from_row(row: Any) -> Entry:
    """Older versions are raised to the current one on reading; what is stored stays as it is."""
    event = interchange.read(row.payload)
    return Entry(row.position, event, row.recorded_at, row.recorded_by, row.payload, row.known, row.target)


def from_rows(rows: Sequence[Any]) -> list[Entry]:
    return [from_row(row) for row in rows]


def to_row(entry: Entry) -> dict[str, Any]:
    event, said = entry.event, content(entry.event)
    earliest, latest = days_occurred(event)
    return {
        "position": entry.position,
        "id": event.id,
        "type": event.TYPE,
        "version": event.version,
        "recorded_at": entry.recorded_at,
        "recorded_by": entry.recorded_by,
        "published": event.published,
        "known": entry.known,
        "earliest": earliest,
        "latest": latest,
        "occurred": said.occurred,
        "source": said.source,
        "target": entry.target,
        "payload": entry.payload,
        "sha256": hashlib.sha256(entry.payload.encode()).hexdigest(),
    }


def days_occurred(event: Event) -> tuple[date | None, date | None]:
    """The first and the last civil day on which the event may have happened; None is an open end."""
    occurred = content(event).occurred
    if occurred is None:
        return None, None
    when = edtf.interval(occurred)
    return when.first_day, when.last_day
