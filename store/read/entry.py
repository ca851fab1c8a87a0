"""An event as it stands in the log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from domain.events import Event, content
from domain.values import edtf
from store.db import tables
from store.db.connections import Connection
from store.db.errors import DamagedRow, DatabaseDamaged, StoreError
from store.read.stored_event import digest_of, event_of


@dataclass(frozen=True, slots=True)
class Entry:
    """`payload` is the exact stored text; `known` the moment from which it counts (UTC)."""

    position: int
    event: Event
    recorded_at: datetime
    recorded_by: str
    payload: str
    known: datetime
    target: int | None = None
    """The position of the event that this one corrects or retracts."""

    @property
    def id(self) -> str:
        assert self.event.id, "given when the event was accepted"
        return self.event.id


_COLUMNS = tuple(
    tables.event.c[name] for name in ("position", "recorded_at", "recorded_by", "payload", "sha256", "known", "target")
)


async def entries_where(conn: Connection, *conditions: ColumnElement[bool], limit: int | None = None) -> list[Entry]:
    """The events whose rows pass every condition, in the order of the log. Raises DamagedRow."""
    query = select(*_COLUMNS).where(*conditions).order_by(tables.event.c.position).limit(limit)
    try:
        rows = (await conn.execute(query)).all()
    except (ValueError, TypeError) as error:  # SQLite keeps what is no date in a column of dates
        raise await _damaged(conn, conditions) from error
    return [_entry(row) for row in rows]


async def _damaged(conn: Connection, conditions: Sequence[ColumnElement[bool]]) -> StoreError:
    """Which of these rows has a column that cannot be read."""
    position = tables.event.c.position
    positions = (await conn.execute(select(position).where(*conditions).order_by(position))).scalars().all()
    for each in positions:
        try:
            (await conn.execute(select(*_COLUMNS).where(position == each))).all()
        except (ValueError, TypeError):
            return DamagedRow(each, "cannot be read: one of its columns has no value of its kind")
    return DatabaseDamaged()


def _entry(row: Any) -> Entry:
    # Events of older versions are raised to the current one on reading; what is stored stays as it is.
    event = event_of(row.position, row.payload, row.sha256)
    return Entry(row.position, event, row.recorded_at, row.recorded_by, row.payload, row.known, row.target)


def to_row(entry: Entry) -> dict[str, Any]:
    event, claim = entry.event, content(entry.event)
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
        "occurred": claim.occurred,
        "source": claim.source,
        "target": entry.target,
        "payload": entry.payload,
        "sha256": digest_of(entry.payload),
    }


def days_occurred(event: Event) -> tuple[date | None, date | None]:
    """The first and the last civil day on which the event may have happened; None is an open end."""
    occurred = content(event).occurred
    if occurred is None:
        return None, None
    when = edtf.interval(occurred)
    return when.first_day, when.last_day
