"""The claims of control that stand at given coordinates, in the form that domain.control reads.

Three statements, whatever the number of places: the claims with their sources, what annuls them, and the sides of the
actors. Actors and sources are those in force at the position of the log; `known_at` never hides them.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select

from domain.control.claims import Claim, stakes
from domain.control.interest import Stakes, interest, utterer
from domain.control.standing import Annulment
from domain.events import Control, content
from domain.values.terms import ControlLevel, Interest, Manner, Reliability
from store.db import tables
from store.db.columns import in_force, listed
from store.db.connections import Connection
from store.read.annulments import acts_upon, annulled_among
from store.read.entry import Entry

Sides = dict[str, str | None]


async def standing_claims(
    conn: Connection, places: Iterable[str], *, known_at: datetime | None = None, position: int | None = None
) -> dict[str, list[Claim]]:
    """By place, in order of position. `known_at` None: everything known; `position` None: the head."""
    known_claims = _known_claims(places, known_at, position)
    rows = (await conn.execute(_with_sources(known_claims, position))).all()
    annulled = await annulled_among(conn, select(known_claims.c.position), known_at, position)
    standing = [row for row in rows if row.position not in annulled]
    by_place: dict[str, list[Claim]] = {}
    for row, claim in zip(standing, await _claims(conn, standing, position), strict=True):
        by_place.setdefault(row.place, []).append(claim)
    return by_place


async def all_claims(conn: Connection, place: str, *, position: int) -> tuple[list[Claim], dict[Annulment, datetime]]:
    """Every claim about one place up to a position, whether it stands or not, in the order of the log; and the
    annulments of these and of each other, each with the moment from which it was known.
    """
    known_claims = _known_claims([place], None, position)
    rows = (await conn.execute(_with_sources(known_claims, position))).all()
    acts = await acts_upon(conn, select(known_claims.c.position), None, position)
    return await _claims(conn, rows, position), acts


def _known_claims(places: Iterable[str], known_at: datetime | None, position: int | None) -> Any:
    claim = tables.claim
    wanted = select(claim).where(claim.c.place.in_(listed(places)))
    if known_at is not None:
        wanted = wanted.where(claim.c.known <= known_at)
    if position is not None:
        wanted = wanted.where(claim.c.position <= position)
    return wanted.subquery("known_claims")


def _with_sources(known_claims: Any, position: int | None) -> Any:
    source = tables.source_version
    is_source = (source.c.source == known_claims.c.source) & in_force(source, position)
    joined = known_claims.outerjoin(source, is_source)
    columns = known_claims, source.c.affiliation, source.c.reliability
    return select(*columns).select_from(joined).order_by(known_claims.c.position)


async def _claims(conn: Connection, rows: Sequence[Any], position: int | None) -> list[Claim]:
    sides = await sides_of(conn, (actor for row in rows for actor in _actors(row)), position)
    return [_claim(row, sides) for row in rows]


def _actors(row: Any) -> Iterable[str]:
    return filter(None, (row.holder, row.loser, row.first_utterer, row.affiliation))


def _claim(row: Any, sides: Sides) -> Claim:
    speaker = utterer((row.first_utterer,) if row.first_utterer else (), row.affiliation, sides)
    return Claim(
        position=row.position,
        changed=row.changed,
        holder=row.holder,
        level=ControlLevel(row.level),
        occurred=row.occurred,
        known=row.known,
        source=row.source,
        loser=row.loser,
        manner=Manner(row.manner) if row.manner else None,
        interest=interest(Stakes(row.holder, row.loser), speaker, row.source is not None, sides),
        reliability=Reliability(row.reliability) if row.reliability else None,
        credibility=row.credibility,
    )


async def sides_of(conn: Connection, actors: Iterable[str], position: int | None) -> Sides:
    """The belligerent side of each of these that is a registered actor."""
    actor = tables.actor_version
    wanted = select(actor.c.actor, actor.c.side).where(actor.c.actor.in_(listed(actors)), in_force(actor, position))
    return dict((await conn.execute(wanted)).all())


async def interests(conn: Connection, entries: Iterable[Entry], position: int | None) -> dict[int, Interest]:
    """What the voice of each claim has to gain, by position. A claim that names no gainer is nobody's gain."""
    events = {entry.position: content(entry.event) for entry in entries}
    affiliations = await _affiliations(conn, {event.source for event in events.values() if event.source}, position)
    gains = {at: stakes(event) if isinstance(event, Control) else Stakes(None, None) for at, event in events.items()}
    actors = {name for event in events.values() for name in event.attribution[:1]}
    actors |= {actor for actor in affiliations.values() if actor}
    actors |= {actor for actors_named in gains.values() for actor in actors_named if actor}
    sides = await sides_of(conn, actors, position)
    return {
        at: interest(
            gains[at],
            utterer(event.attribution, affiliations.get(event.source or ""), sides),
            bool(event.source),
            sides,
        )
        for at, event in events.items()
    }


async def _affiliations(conn: Connection, sources: Iterable[str], position: int | None) -> dict[str, str | None]:
    source = tables.source_version
    query = select(source.c.source, source.c.affiliation)
    query = query.where(source.c.source.in_(listed(sources)), in_force(source, position))
    return dict((await conn.execute(query)).all())
