"""The claims of control or of status that stand at given coordinates, in the form that domain.control reads.

Three statements, whatever the number of places: the claims with their sources, what annuls them, and the sides of the
actors. Actors and sources are those in force at the position of the log; `known_at` never hides them.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import select

from domain.control.aspects import LEVELS, Aspect
from domain.control.claims import Claim, stakes
from domain.control.interest import Sides, Speaker, Stakes, interest
from domain.control.standing import Annulment
from domain.events import Control, Event, content
from domain.events.voices import voice
from domain.values.terms import Interest, Manner, Reliability
from store.db import tables
from store.db.columns import any_of, elements, in_force, listed
from store.db.connections import Connection
from store.read.annulments import acts_upon, annulled_among, stands_at_head
from store.read.entry import Entry


async def standing_claims(
    conn: Connection,
    places: Iterable[str],
    *,
    aspect: Aspect = Aspect.CONTROL,
    known_at: datetime | None = None,
    position: int | None = None,
) -> dict[str, list[Claim]]:
    """By place, in order of position. `known_at` None: everything known; `position` None: the head."""
    found = await _standing(conn, _known_claims(places, known_at, position, aspect), known_at, position)
    return {place: claims for (place, _), claims in found.items()}


async def standing_claims_by_aspect(conn: Connection, places: Iterable[str]) -> dict[tuple[str, Aspect], list[Claim]]:
    """Those about both aspects of each place, with everything known, at the head."""
    rows = (await conn.execute(_standing_at_head(), {"places": elements(places)})).all()
    return await _by_aspect(conn, rows, None)


@cache
def _standing_at_head() -> Any:
    claim, source = tables.claim, tables.source_version
    joined = claim.outerjoin(source, (source.c.source == claim.c.source) & in_force(source, None))
    query = select(claim, source.c.affiliation, source.c.reliability, source.c.publisher).select_from(joined)
    query = query.where(claim.c.place.in_(any_of("places")), stands_at_head(claim.c.position))
    return query.order_by(claim.c.position)


async def _standing(
    conn: Connection, known_claims: Any, known_at: datetime | None, position: int | None
) -> dict[tuple[str, Aspect], list[Claim]]:
    rows = (await conn.execute(_with_sources(known_claims, position))).all()
    annulled = await annulled_among(conn, select(known_claims.c.position), known_at, position)
    return await _by_aspect(conn, [row for row in rows if row.position not in annulled], position)


async def _by_aspect(
    conn: Connection, standing: Sequence[Any], position: int | None
) -> dict[tuple[str, Aspect], list[Claim]]:
    found: dict[tuple[str, Aspect], list[Claim]] = {}
    for row, claim in zip(standing, await _claims(conn, standing, position), strict=True):
        found.setdefault((row.place, Aspect(row.aspect)), []).append(claim)
    return found


async def all_claims(conn: Connection, place: str, *, position: int) -> tuple[list[Claim], dict[Annulment, datetime]]:
    """Every claim of control over one place up to a position, whether it stands or not, in the order of the log; and
    the annulments of these and of each other, each with the moment from which it was known.
    """
    known_claims = _known_claims([place], None, position, Aspect.CONTROL)
    rows = (await conn.execute(_with_sources(known_claims, position))).all()
    acts = await acts_upon(conn, select(known_claims.c.position), None, position)
    return await _claims(conn, rows, position), acts


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


def _with_sources(known_claims: Any, position: int | None) -> Any:
    source = tables.source_version
    is_source = (source.c.source == known_claims.c.source) & in_force(source, position)
    joined = known_claims.outerjoin(source, is_source)
    columns = known_claims, source.c.affiliation, source.c.reliability, source.c.publisher
    return select(*columns).select_from(joined).order_by(known_claims.c.position)


async def _claims(conn: Connection, rows: Sequence[Any], position: int | None) -> list[Claim]:
    sides = await sides_of(conn, (actor for row in rows for actor in _actors(row)), position)
    return [_claim(row, sides) for row in rows]


def _actors(row: Any) -> Iterable[str]:
    return filter(None, (row.holder, row.loser, row.first_utterer, row.affiliation))


def _claim(row: Any, sides: Sides) -> Claim:
    speaker = Speaker(row.first_utterer, row.source, row.affiliation)
    return Claim(
        position=row.position,
        changed=row.changed,
        holder=row.holder,
        level=LEVELS[row.level],
        occurred=row.occurred,
        known=row.known,
        loser=row.loser,
        manner=Manner(row.manner) if row.manner else None,
        interest=_interest(row, speaker, sides),
        reliability=Reliability(row.reliability) if row.reliability else None,
        credibility=row.credibility,
        voice=voice(row.first_utterer, row.publisher, row.source, row.position),
        regained=row.regained,
        corrects=None if row.told_at == row.position else (row.told, row.told_at),
        copy_of=row.copy_of,
    )


def _interest(row: Any, speaker: Speaker, sides: Sides) -> Interest:
    """Nobody is asked what the status of a place gains him."""
    if row.aspect != Aspect.CONTROL:
        return Interest.NEUTRAL
    return interest(Stakes(row.holder, row.loser), speaker, sides)


async def sides_of(conn: Connection, actors: Iterable[str], position: int | None) -> dict[str, str | None]:
    """The belligerent side of each of these that is a registered actor."""
    rows = await conn.execute(_SIDES_AT_HEAD if position is None else _sides(position), {"actors": elements(actors)})
    return dict(rows.all())


def _sides(position: int | None) -> Any:
    actor = tables.actor_version
    return select(actor.c.actor, actor.c.side).where(actor.c.actor.in_(any_of("actors")), in_force(actor, position))


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
