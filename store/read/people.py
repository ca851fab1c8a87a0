"""The claims of crossings or casualties that stand at given coordinates, in the form that domain.counting reads.

Seven statements, however many claims there are: the days to look at, the claims, what annuls them, what they correct,
the tree of places, the sides of actors, and the publishers of sources. Places, actors and sources are those in force at
the position of the log.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Select, func, or_, select

from domain.control.standing import Annulment, annulled
from domain.counting.people_claims import PeopleClaim, in_reach, people_claim
from domain.events import CasualtiesReported, PersonsCrossedBorder
from domain.gazetteer.place_tree import PlaceTree
from domain.values.coordinates import Coordinates
from domain.values.terms import CasualtyKind
from store.db import tables
from store.db.columns import describes, in_force, listed, positions_listed
from store.db.connections import Connection
from store.read.annulments import acts_upon
from store.read.place_tree import above
from store.read.stored_event import claims_of

PeopleType = type[PersonsCrossedBorder] | type[CasualtiesReported]
_NOTHING: frozenset[str] = frozenset()


class PeopleRow(NamedTuple):
    """An event that numbers people: what it says, as JSON of the interchange format, is in `claim`."""

    position: int
    id: str
    target: int | None
    claim: Mapping[str, Any]


@dataclass(frozen=True)
class People:
    """What a sum needs: the standing claims in order of position, and the tree of the places concerned."""

    claims: list[PeopleClaim]
    place_tree: PlaceTree

    def by_kinds(self) -> dict[frozenset[CasualtyKind], list[PeopleClaim]]:
        """The claims of casualties by the kinds that each counts together, in the order of CasualtyKind."""
        order = list(CasualtyKind)
        kinds = sorted({one.kinds for one in self.claims}, key=lambda these: [one not in these for one in order])
        return {these: [one for one in self.claims if one.kinds == these] for these in kinds}


@dataclass(frozen=True)
class PeopleLog:
    """The rows of claims about a period, whether they stand or not, in order of position, with what explains them.

    `acts` annul some of them, and each other. `replaced` are, by the position of a correction, the ids of what it
    corrects. `sides` are those of actors, `publishers` those of sources.
    """

    rows: Sequence[PeopleRow]
    acts: Collection[Annulment]
    replaced: Mapping[int, frozenset[str]]
    sides: Mapping[str, str | None]
    publishers: Mapping[str, str | None]
    place_tree: PlaceTree

    def standing(self, first: date, last: date) -> People:
        """Those that stand, as far as they bear on civil days of the period, both ends included: `in_reach`."""
        gone = annulled(self.acts)
        claims = [
            people_claim(
                row.position, row.id, self.replaced.get(row.position, _NOTHING), row.claim, self.sides, self.publishers
            )
            for row in self.rows
            if row.position not in gone
        ]
        return People(in_reach(claims, first, last), self.place_tree)


async def people(
    conn: Connection, type: PeopleType, first: date, last: date, at: Coordinates, *, places: Iterable[str] = ()
) -> People:
    """The claims that bear on a period of civil days, both ends included: `domain.counting.people_claims.in_reach`.

    The tree of places covers those of the claims and `places`. The date of the coordinates plays no part.
    """
    return (await people_log(conn, type, first, last, at, places=places)).standing(first, last)


async def people_log(
    conn: Connection,
    type: PeopleType,
    first: date,
    last: date,
    at: Coordinates,
    *,
    places: Iterable[str] = (),
    incidents: Iterable[str] = (),
) -> PeopleLog:
    """The same, with those that do not stand. `incidents`: keys of which every claim is wanted, of whatever days."""
    rows = await _rows(conn, type, first, last, at, incidents)
    acts = await acts_upon(conn, positions_listed(row.position for row in rows), at.known_at, at.position)
    replaced = await replaced_ids(conn, [row.position for row in rows if row.target])
    publishers = await publishers_of(conn, {row.claim["source"] for row in rows if "source" in row.claim}, at.position)
    sides = await _sides(conn, at.position)
    named = {place for row in rows for place in places_named(row.claim)}
    return PeopleLog(rows, acts, replaced, sides, publishers, await _atlas(conn, named | set(places), at.position))


def places_named(claim: Mapping[str, Any]) -> Iterable[str]:
    """The ids of the places that a claim names."""
    yield from (claim[name] for name in ("origin", "destination", "place") if claim.get(name))
    yield from claim.get("via", ())


async def _rows(
    conn: Connection, type: PeopleType, first: date, last: date, at: Coordinates, incidents: Iterable[str]
) -> list[PeopleRow]:
    row, event = tables.people.c, tables.event.c
    first, last = await _with_periods(conn, type, first, last)
    near = _in_time(type, first, last).cte("near")
    keys = select(near.c.incident).where(near.c.incident.is_not(None))
    wanted = select(row.position).where(
        row.type == type.TYPE,
        or_(row.position.in_(select(near.c.position)), row.incident.in_(keys), row.incident.in_(listed(incidents))),
    )
    counting = [event.position.in_(wanted), event.position <= at.position]
    if at.known_at is not None:
        counting.append(event.known <= at.known_at)
    columns = event.position, event.id, event.target, event.payload, event.sha256
    found = (await conn.execute(select(*columns).where(*counting).order_by(event.position))).all()
    claims = claims_of([(row.position, row.payload, row.sha256) for row in found])
    return [PeopleRow(row.position, row.id, row.target, claim) for row, claim in zip(found, claims, strict=True)]


def _in_time(type: Any, first: date, last: date) -> Select[Any]:
    row = tables.people.c
    return select(row.position, row.incident, row.earliest, row.latest).where(
        row.type == type.TYPE,
        or_(row.latest.is_(None), row.latest >= first),
        or_(row.earliest.is_(None), row.earliest <= last),
    )


async def _with_periods(conn: Connection, type: Any, first: date, last: date) -> tuple[date, date]:
    """These days and those of every claim without a key that may be a total over a period with some of them."""
    near = _in_time(type, first, last).subquery("near").c
    periods = select(
        func.min(func.coalesce(near.earliest, date.min)), func.max(func.coalesce(near.latest, date.max))
    ).where(near.incident.is_(None), near.earliest.is_distinct_from(near.latest))
    earliest, latest = (await conn.execute(periods)).one()
    return (first, last) if earliest is None else (min(first, earliest), max(last, latest))


async def publishers_of(conn: Connection, sources: Iterable[str], position: int) -> dict[str, str | None]:
    source = tables.source_version
    wanted = select(source.c.source, source.c.publisher)
    wanted = wanted.where(source.c.source.in_(listed(sources)), in_force(source, position))
    return dict((await conn.execute(wanted)).all())


async def replaced_ids(conn: Connection, corrections: Sequence[int]) -> dict[int, frozenset[str]]:
    """The ids of each of these, of what it corrects, and of what that corrects in turn: a part may refer to any."""
    event = tables.event
    down = (
        select(event.c.position.label("top"), event.c.position, event.c.id, event.c.target)
        .where(event.c.position.in_(positions_listed(corrections)))
        .cte("down", recursive=True)
    )
    lower = event.alias("lower")
    step = select(down.c.top, lower.c.position, lower.c.id, lower.c.target).join(
        lower, lower.c.position == down.c.target
    )
    found: dict[int, set[str]] = {position: set() for position in corrections}
    for row in await conn.execute(select(down.union(step))):
        found[row.top].add(row.id)
    return {position: frozenset(ids) for position, ids in found.items()}


async def _sides(conn: Connection, position: int) -> dict[str, str | None]:
    """The belligerent side of every registered actor."""
    actor = tables.actor_version
    return dict((await conn.execute(select(actor.c.actor, actor.c.side).where(in_force(actor, position)))).all())


async def _atlas(conn: Connection, places: Iterable[str], position: int) -> PlaceTree:
    chain = above(listed(places), position)
    version = tables.place_version.c
    rows = (
        await conn.execute(
            select(version.place, version.parent, version.kind).where(
                version.place.in_(select(chain.c.place)), describes(tables.place_version, position, None)
            )
        )
    ).all()
    return PlaceTree({row.place: row.parent for row in rows}, {row.place: row.kind for row in rows})
