"""The claims of control or of status that stand at given coordinates, in the form that domain.control reads.

Three statements, whatever the number of places: the claims with their sources, what annuls them, and the sides of the
actors. Actors and sources are those in force at the position of the log; `known_at` never hides them.
"""

import asyncio
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from domain.control.aspects import Aspect
from domain.control.claims import Claim, stakes
from domain.control.interest import Speaker, interest
from domain.control.standing import Annulment
from domain.events import Control, Event, content
from domain.values.terms import Interest
from store.db import tables
from store.db.columns import any_of, elements, in_force, listed, positions_listed
from store.db.connections import Connection
from store.read.annulments import acts_upon, annulled_among, stands_at_head
from store.read.claim_rows import OF_SOURCE, OWN_COLUMNS, ClaimRow, actors_named, claims_of
from store.read.entry import Entry

ROWS_AT_ONCE = 1_000
"""That are turned into claims before others have their turn: ten milliseconds."""


async def standing_rows(
    conn: Connection,
    places: Iterable[str],
    *,
    aspect: Aspect | None = Aspect.CONTROL,
    known_at: datetime | None = None,
    position: int | None = None,
) -> tuple[list[ClaimRow], dict[str, str | None]]:
    """The claims that stand, in order of position, and the sides of the actors in them.

    `aspect` None: both; `known_at` None: everything known; `position` None: the head.
    """
    known_claims = _known_claims(places, known_at, position, aspect)
    rows = await _rows(conn, known_claims, position)
    annulled = await annulled_among(conn, select(known_claims.c.position), known_at, position)
    standing = [row for row in rows if row.position not in annulled]
    return standing, await sides_of(conn, actors_named(standing), position)


async def standing_claims(
    conn: Connection,
    places: Iterable[str],
    *,
    aspect: Aspect = Aspect.CONTROL,
    known_at: datetime | None = None,
    position: int | None = None,
) -> dict[str, list[Claim]]:
    """The same as domain.control reads them, by place."""
    rows, sides = await standing_rows(conn, places, aspect=aspect, known_at=known_at, position=position)
    found: dict[str, list[Claim]] = {}
    for row, claim in zip(rows, claims_of(rows, sides), strict=True):
        found.setdefault(row.place, []).append(claim)
    return found


async def standing_rows_at_head(
    conn: Connection, places: Iterable[str]
) -> tuple[list[ClaimRow], dict[str, str | None]]:
    """Those about both aspects of each place, with everything known, and the sides. Two statements, for a writer."""
    rows = [ClaimRow._make(row) for row in await conn.execute(_STANDING_AT_HEAD, {"places": elements(places)})]
    return rows, await sides_at_head(conn, rows)


async def sides_at_head(conn: Connection, rows: Iterable[ClaimRow]) -> dict[str, str | None]:
    """Of the actors in these claims."""
    sides = await conn.execute(_SIDES_AT_HEAD, {"actors": elements(actors_named(rows))})
    return dict(sides.all())


async def rows_at(conn: Connection, place: str, positions: Collection[int]) -> list[ClaimRow]:
    """The claims about a place at these positions, whether they stand or not."""
    if not positions:
        return []
    claim = tables.claim.c
    chosen = claim.place == place, claim.position.in_(positions_listed(positions))
    return [ClaimRow._make(row) for row in await conn.execute(_at_head(*chosen))]


async def all_rows(
    conn: Connection, places: Iterable[str], *, aspect: Aspect | None = Aspect.CONTROL, position: int
) -> tuple[list[ClaimRow], dict[str, str | None], dict[Annulment, datetime]]:
    """Every claim about these places up to a position, whether it stands or not, in the order of the log; the sides of
    the actors in them; and the annulments of these and of each other, each with the moment from which it was known.

    `aspect` None: both.
    """
    known_claims = _known_claims(places, None, position, aspect)
    rows = await _rows(conn, known_claims, position)
    acts = await acts_upon(conn, select(known_claims.c.position), None, position)
    return rows, await sides_of(conn, actors_named(rows), position), acts


async def known_moments(
    conn: Connection, places: Iterable[str], *, aspect: Aspect, position: int
) -> dict[str, set[datetime]]:
    """The moments at which a claim about each place, or an annulment of one, became known, up to a position.

    From one of these moments to the next, the same claims stand. Two statements.
    """
    known_claims = _known_claims(places, None, position, aspect)
    rows = await conn.execute(select(known_claims.c.place, known_claims.c.position, known_claims.c.known))
    places_of: dict[int, set[str]] = {}
    moments: dict[str, set[datetime]] = {}
    for some in rows.partitions(ROWS_AT_ONCE):
        for place, claim, known in some:
            places_of.setdefault(claim, set()).add(place)
            moments.setdefault(place, set()).add(known)
        await asyncio.sleep(0)
    acts = await acts_upon(conn, select(known_claims.c.position), None, position)
    # In the order of the log an annulment comes after what it annuls.
    for act, known in sorted(acts.items()):
        places_of.setdefault(act.position, set()).update(places_of[act.target])
        for place in places_of[act.target]:
            moments[place].add(known)
    return moments


def _known_claims(
    places: Iterable[str], known_at: datetime | None, position: int | None, aspect: Aspect | None = None
) -> Any:
    claim = tables.claim
    wanted = select(claim).where(claim.c.place.in_(listed(places)))
    if aspect is not None:
        wanted = wanted.where(claim.c.aspect == aspect)
    if known_at is not None:
        wanted = wanted.where(claim.c.known <= known_at)
    if position is not None:
        wanted = wanted.where(claim.c.position <= position)
    return wanted.subquery("known_claims")


async def _rows(conn: Connection, known_claims: Any, position: int | None) -> list[ClaimRow]:
    source = tables.source_version
    is_source = (source.c.source == known_claims.c.source) & in_force(source, position)
    joined = known_claims.outerjoin(source, is_source)
    columns = *(known_claims.c[name] for name in OWN_COLUMNS), *(source.c[name] for name in OF_SOURCE)
    wanted = select(*columns).select_from(joined).order_by(known_claims.c.position)
    found: list[ClaimRow] = []
    for rows in (await conn.execute(wanted)).partitions(ROWS_AT_ONCE):
        found += map(ClaimRow._make, rows)
        await asyncio.sleep(0)  # others have their turn
    return found


def _at_head(*conditions: ColumnElement[bool]) -> Any:
    claim, source = tables.claim, tables.source_version
    joined = claim.outerjoin(source, (source.c.source == claim.c.source) & in_force(source, None))
    columns = *(claim.c[name] for name in OWN_COLUMNS), *(source.c[name] for name in OF_SOURCE)
    return select(*columns).select_from(joined).where(*conditions).order_by(claim.c.position)


async def sides_of(conn: Connection, actors: Iterable[str], position: int | None) -> dict[str, str | None]:
    """The belligerent side of each of these that is a registered actor."""
    rows = await conn.execute(_sides(position), {"actors": elements(actors)})
    return dict(rows.all())


def _sides(position: int | None) -> Any:
    actor = tables.actor_version
    return select(actor.c.actor, actor.c.side).where(actor.c.actor.in_(any_of("actors")), in_force(actor, position))


_STANDING_AT_HEAD = _at_head(tables.claim.c.place.in_(any_of("places")), stands_at_head(tables.claim.c.position))
_SIDES_AT_HEAD = _sides(None)


async def interests(conn: Connection, entries: Iterable[Entry], position: int | None) -> dict[int, Interest]:
    """What the voice of each claim has to gain, by position. By one that is not about control nobody gains."""
    events = {entry.position: content(entry.event) for entry in entries}
    affiliations = await _affiliations(conn, {event.source for event in events.values() if event.source}, position)
    gains = {at: stakes(event) if isinstance(event, Control) else None for at, event in events.items()}
    speakers = {at: _speaker(event, affiliations) for at, event in events.items()}
    actors = {actor for one in speakers.values() for actor in (one.first_utterer, one.affiliation) if actor}
    actors |= {actor for named in gains.values() for actor in named or () if actor}
    sides = await sides_of(conn, actors, position)
    return {at: interest(gains[at], speakers[at], sides) for at in events}


def _speaker(event: Event, affiliations: Mapping[str, str | None]) -> Speaker:
    first_utterer = event.attribution[0] if event.attribution else None
    return Speaker(first_utterer, event.source, affiliations.get(event.source or ""))


async def _affiliations(conn: Connection, sources: Iterable[str], position: int | None) -> dict[str, str | None]:
    source = tables.source_version
    query = select(source.c.source, source.c.affiliation)
    query = query.where(source.c.source.in_(listed(sources)), in_force(source, position))
    return dict((await conn.execute(query)).all())
