"""What the record says now of who may open its events, looked up by their ids, and what that opens when."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, CompoundSelect, select

from domain.events import VisibilitySet
from domain.events.disclosure import Disclosure
from domain.values.terms import Visibility
from store.db import limits, tables
from store.db.columns import listed
from store.db.connections import Connection
from store.db.errors import DamagedProjection
from store.read import audiences, log
from store.read.annulments import annulled_before

_ROW = tables.disclosure.c
_EVENT = tables.event.c
_WITHHELD = tables.withheld.c


@dataclass(frozen=True, slots=True)
class Disclosed:
    """The newest that is said of an event, by the event `by` at `position`, recorded at `recorded_at` (UTC)."""

    position: int
    by: str
    recorded_at: datetime
    disclosure: Disclosure

    @property
    def opens_at(self) -> datetime:
        """From when (UTC) those may open the event whom it is open to."""
        return max(self.recorded_at, self.disclosure.release_at or self.recorded_at)


async def disclosed(conn: Connection, ids: Iterable[str]) -> dict[str, Disclosed]:
    """Those of these events of which anything is said, by their ids. One statement."""
    columns = _ROW.event, _ROW.position, _EVENT.id, _EVENT.recorded_at, _ROW.visibility, _ROW.release_at
    wanted = select(*columns).join(tables.event, _EVENT.position == _ROW.position).where(_ROW.event.in_(listed(ids)))
    return {
        event: Disclosed(position, by, recorded_at, _disclosure(visibility, release_at))
        for event, position, by, recorded_at, visibility, release_at in await conn.execute(wanted)
    }


async def better_left(conn: Connection, said: Mapping[int, Disclosed]) -> set[int]:
    """Those of these events, by position, that had been corrected or retracted when they could be opened: they come out
    only if that was said afterwards, in so many words.
    """
    taken_back = await annulled_before(conn, {position: each.opens_at for position, each in said.items()})
    return {position for position, by in taken_back.items() if said[position].position < by}


async def are_complete(conn: Connection, after: int, until: int) -> bool:
    """Whether all that is said after one position, and up to another, has its rows, or what replaced it later has. What
    is missing would be taken for open: a server of an older version writes no rows.
    """
    in_rows = select(_ROW.position).where(_ROW.position == _EVENT.position).exists()
    said = select(_EVENT.position).where(_EVENT.type == VisibilitySet.TYPE, _EVENT.position > after, ~in_rows)
    without = (await conn.execute(said.where(_EVENT.position <= until).order_by(_EVENT.position))).scalars().all()
    for first in range(0, len(without), limits.GIVEN_AT_A_TIME):
        part = without[first : first + limits.GIVEN_AT_A_TIME]
        for position, entry in (await log.by_positions(conn, part)).items():
            assert isinstance(entry.event, VisibilitySet), "chosen by that"
            newest = await disclosed(conn, entry.event.events)
            if any(id not in newest or newest[id].position < position for id in entry.event.events):
                return False
    return True


class OnRecord(NamedTuple):
    """What the record says of an event. None: nothing, so everybody may open it."""

    said: Disclosed | None


async def on_record(conn: Connection, ids: Iterable[str]) -> dict[str, OnRecord]:
    """All of these events, by their ids. None of them in the log of an audience, which is told nothing about it."""
    if await audiences.is_of_an_audience(conn):
        return {}
    wanted = set(ids)
    said = await disclosed(conn, wanted)
    return {id: OnRecord(said.get(id)) for id in wanted}


class WithheldEvent(NamedTuple):
    """`disclosure`: what is said of the event itself; None: nothing is, and it refers to something that is withheld."""

    position: int
    id: str
    disclosure: Disclosure | None


async def withheld_from(conn: Connection, audience: Visibility, *, after: int = 0, first: int) -> list[WithheldEvent]:
    """What an audience has not been given after a position, as much as wanted, in the order of the record."""
    columns = _WITHHELD.position, _EVENT.id, _ROW.visibility, _ROW.release_at
    found = select(*columns).join(tables.event, _EVENT.position == _WITHHELD.position)
    found = found.outerjoin(tables.disclosure, _ROW.event == _EVENT.id)
    found = found.where(_WITHHELD.visibility == audience.value, _WITHHELD.position > after)
    return [
        WithheldEvent(position, id, _disclosure(visibility, release_at) if visibility else None)
        for position, id, visibility, release_at in await conn.execute(found.order_by(_WITHHELD.position).limit(first))
    ]


def _disclosure(visibility: str, release_at: datetime | None) -> Disclosure:
    """Raises DamagedProjection."""
    try:
        return Disclosure(Visibility(visibility), release_at)
    except ValueError as error:
        raise DamagedProjection from error


async def next_release(conn: Connection, now: datetime) -> datetime | None:
    """When (UTC) the next embargo ends after a moment. None: none lasts."""
    ends = select(_ROW.release_at).where(_ROW.release_at > now).order_by(_ROW.release_at).limit(1)
    return (await conn.execute(ends)).scalar()


@dataclass(frozen=True, slots=True)
class Seen:
    """That all was looked at which could be opened at the moment `now` (UTC) by what is said up to `position`."""

    now: datetime
    position: int


async def to_be_opened(
    conn: Connection, audience: Visibility, now: datetime, *, since: Seen | None, after: int, first: int
) -> list[int]:
    """Positions of events that an audience has not been given and may open at a moment (UTC), as many as wanted after a
    position, in order. `since`: only those that it could not open then, or of which something was said later.
    """
    found = select(_WITHHELD.position).where(_WITHHELD.visibility == audience.value, _WITHHELD.position > after)
    if since:
        opened = _opened_since(audience, now, since)
        if (await conn.execute(opened.limit(1))).first() is None:
            return []  # after almost every append; what is withheld need not be gone through
        found = found.where(_WITHHELD.position.in_(select(_EVENT.position).where(_EVENT.id.in_(opened))))
    else:
        found = found.join(tables.event, _EVENT.position == _WITHHELD.position)
        found = found.outerjoin(tables.disclosure, _ROW.event == _EVENT.id)
        found = found.where(_ROW.event.is_(None) | _opens(audience, now))
    return list((await conn.execute(found.order_by(_WITHHELD.position).limit(first))).scalars())


def _opened_since(audience: Visibility, now: datetime, since: Seen) -> CompoundSelect[Any]:
    """Two statements in one, each with an index of its own: SQLite has no such plan for one condition."""
    said = select(_ROW.event).where(_opens(audience, now), _ROW.position > since.position)
    ended = select(_ROW.event).where(_is_open_to(audience), _ROW.release_at > since.now, _ROW.release_at <= now)
    return said.union(ended)


def _opens(audience: Visibility, now: datetime) -> ColumnElement[bool]:
    """`Disclosure.opens_to`, for the rows of the table."""
    return _is_open_to(audience) & (_ROW.release_at.is_(None) | (_ROW.release_at <= now))


def _is_open_to(audience: Visibility) -> ColumnElement[bool]:
    return _ROW.visibility.in_([each.value for each in Visibility if each.is_open_to(audience)])
