"""The claims of control that stand at given coordinates, in the form that the fold reads.

Three statements, whatever the number of places: the claims with their sources, what annuls them, and the
sides of the actors. Actors and sources are those in force at the position of the log; `known_on` never hides
them.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from sqlalchemy import select

from domain.control.claims import Claim, stakes
from domain.control.interest import Stakes, interest, utterer
from domain.control.standing import Annulment, annulled
from domain.events import Control, content
from domain.values.terms import ControlLevel, Interest, Manner, Reliability
from store.db import tables
from store.db.columns import in_force, listed
from store.db.connections import Connection
from store.read.annulments import acts_upon
from store.read.entry import Entry

Sides = dict[str, str | None]


async def standing_claims(
    conn: Connection, places: Iterable[str], *, known_on: date | None = None, position: int | None = None
) -> dict[str, list[Claim]]:
    """By place, in order of position. `known_on` None: everything known; `position` None: the head."""
    told_of = _told_of(places, known_on, position)
    rows = (await conn.execute(_with_sources(told_of, position))).all()
    gone = annulled(await acts_upon(conn, select(told_of.c.position), known_on, position))
    standing = [row for row in rows if row.position not in gone]
    found: dict[str, list[Claim]] = {}
    for row, claim in zip(standing, await _claims(conn, standing, position), strict=True):
        found.setdefault(row.place, []).append(claim)
    return found


async def all_claims(conn: Connection, place: str, *, position: int) -> tuple[list[Claim], dict[Annulment, date]]:
    """Every claim about one place up to a position, whether it stands or not, in the order of the log; and the
    annulments of these and of each other, each with the day from which it was known.
    """
    told_of = _told_of([place], None, position)
    rows = (await conn.execute(_with_sources(told_of, position))).all()
    acts = await acts_upon(conn, select(told_of.c.position), None, position)
    return await _claims(conn, rows, position), acts


def _told_of(places: Iterable[str], known_on: date | None, position: int | None) -> Any:
    claim = tables.claim
    wanted = select(claim).where(claim.c.place.in_(listed(places)))
    if known_on is not None:
        wanted = wanted.where(claim.c.known <= known_on)
    if position is not None:
        wanted = wanted.where(claim.c.position <= position)
    return wanted.subquery("told_of")


def _with_sources(told_of: Any, position: int | None) -> Any:
    source = tables.source_version
    says = (source.c.source == told_of.c.source) & in_force(source, position)
    joined = told_of.outerjoin(source, says)
    return select(told_of, source.c.affiliation, source.c.reliability).select_from(joined).order_by(told_of.c.position)


async def _claims(conn: Connection, rows: Sequence[Any], position: int | None) -> list[Claim]:
    sides = await sides_of(conn, (one for row in rows for one in _actors(row)), position)
    return [_claim(row, sides) for row in rows]


def _actors(row: Any) -> Iterable[str]:
    return (one for one in (row.holder, row.loser, row.first_utterer, row.affiliation) if one is not None)


def _claim(row: Any, sides: Sides) -> Claim:
    speaker = utterer((row.first_utterer,) if row.first_utterer else (), row.affiliation, sides)
    return Claim(
        position=row.position,
        changed=row.changed,
        holder=row.holder,
        level=ControlLevel(row.level),
        occurred=row.occurred,
        published=row.known,
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
    """What those who say it have to gain; what names no gainer is nobody's gain."""
    said = {entry.position: content(entry.event) for entry in entries}
    source = tables.source_version
    wanted = select(source.c.source, source.c.affiliation).where(
        source.c.source.in_(listed(one.source for one in said.values() if one.source)),
        in_force(source, position),
    )
    affiliations = dict((await conn.execute(wanted)).all())
    tellings = {at: stakes(one) if isinstance(one, Control) else Stakes(None, None) for at, one in said.items()}
    named = {name for one in said.values() for name in one.attribution[:1]} | {a for a in affiliations.values() if a}
    named |= {actor for telling in tellings.values() for actor in telling if actor}
    sides = await sides_of(conn, named, position)
    return {
        at: interest(
            tellings[at],
            utterer(one.attribution, affiliations.get(one.source or ""), sides),
            bool(one.source),
            sides,
        )
        for at, one in said.items()
    }
