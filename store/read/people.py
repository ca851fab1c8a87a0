"""The claims of crossings or casualties that stand at given coordinates, in the form that domain.counting reads.

Seven statements, however many claims there are: the days to look at, the claims, what annuls them, what they correct,
the tree of places, the sides of actors, and the publishers of sources. Places, actors and sources are those in force at
the position of the log.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select

from domain.counting.people_claims import PeopleClaim, in_reach, people_claim
from domain.events import CasualtiesReported, PersonsCrossedBorder, interchange
from domain.gazetteer.place_tree import PlaceTree
from domain.values.coordinates import Coordinates
from domain.values.terms import CasualtyKind
from store.db import tables
from store.db.columns import describes, in_force, listed, positions_listed
from store.db.connections import Connection
from store.read.annulments import annulled_among
from store.read.place_tree import above

_NOTHING: frozenset[str] = frozenset()


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


async def people(
    conn: Connection,
    type: type[PersonsCrossedBorder] | type[CasualtiesReported],
    first: date,
    last: date,
    at: Coordinates,
    *,
    places: Iterable[str] = (),
) -> People:
    """The claims that bear on a period of civil days, both ends included: `domain.counting.people_claims.in_reach`.

    The tree of places covers those of the claims and `places`. The date of the coordinates plays no part.
    """
    rows = await _standing(conn, type, first, last, at)
    replaced = await _replaced(conn, [row.position for row in rows if row.target])
    publishers = await _publishers(conn, {row.source for row in rows if row.source}, at.position)
    sides = await _sides(conn, at.position)
    claims = [
        people_claim(
            row.position,
            row.id,
            replaced.get(row.position, _NOTHING),
            content,
            sides,
            publishers,
        )
        for row, content in zip(rows, interchange.stored_claims([row.payload for row in rows]), strict=True)
    ]
    named = {
        place for claim in claims for place in (claim.origin, claim.destination, claim.place, *claim.ways) if place
    }
    return People(in_reach(claims, first, last), await _atlas(conn, named | set(places), at.position))


async def _standing(conn: Connection, type: Any, first: date, last: date, at: Coordinates) -> list[Any]:
    row, event = tables.people.c, tables.event.c
    first, last = await _with_periods(conn, type, first, last)
    near = _in_time(type, first, last).cte("near")
    incidents = select(near.c.incident).where(near.c.incident.is_not(None))
    wanted = select(row.position).where(
        row.type == type.TYPE,
        or_(row.position.in_(select(near.c.position)), row.incident.in_(incidents)),
    )
    counting = [event.position.in_(wanted), event.position <= at.position]
    if at.known_at is not None:
        counting.append(event.known <= at.known_at)
    columns = event.position, event.id, event.target, event.source, event.payload
    rows = (await conn.execute(select(*columns).where(*counting).order_by(event.position))).all()
    annulled = await annulled_among(conn, positions_listed(row.position for row in rows), at.known_at, at.position)
    return [row for row in rows if row.position not in annulled]


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


async def _publishers(conn: Connection, sources: Iterable[str], position: int) -> dict[str, str | None]:
    source = tables.source_version
    wanted = select(source.c.source, source.c.publisher)
    wanted = wanted.where(source.c.source.in_(listed(sources)), in_force(source, position))
    return dict((await conn.execute(wanted)).all())


async def _replaced(conn: Connection, corrections: Sequence[int]) -> dict[int, frozenset[str]]:
    """The ids of what each of these corrects, and of what that corrects in turn: a part may refer to any of them."""
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
