"""The claims of crossings or casualties that stand at given coordinates, in the form that domain.counting reads.

Five statements, however many claims there are: the claims, what annuls them, what they correct, the tree of places, and
the sides of actors. Places and actors are those in force at the position of the log.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from sqlalchemy import or_, select

from domain.counting.people_claims import NumbersPeople, PeopleClaim, in_reach, people_claim
from domain.events import CasualtiesReported, PersonsCrossedBorder, content
from domain.events.event_places import place_ids
from domain.gazetteer.place_tree import PlaceTree
from domain.values.coordinates import Coordinates
from domain.values.terms import CasualtyKind
from store.db import tables
from store.db.columns import describes, listed, positions_listed
from store.db.connections import Connection
from store.read.annulments import annulled_among
from store.read.claims import sides_of
from store.read.entry import Entry, entries_where
from store.read.place_tree import above


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
    entries = await _standing(conn, type, first, last, at)
    replaced = await _replaced(conn, entries)
    claim_of = {entry.position: cast(NumbersPeople, content(entry.event)) for entry in entries}
    sides = await sides_of(conn, {one.party for one in claim_of.values() if one.party}, at.position)
    claims = [
        people_claim(entry.position, entry.id, replaced[entry.position], claim_of[entry.position], sides)
        for entry in entries
    ]
    named = {place for one in claim_of.values() for place in place_ids(one)}
    return People(in_reach(claims, first, last), await _atlas(conn, named | set(places), at.position))


async def _standing(conn: Connection, type: Any, first: date, last: date, at: Coordinates) -> list[Entry]:
    row, event = tables.people.c, tables.event.c
    in_time = select(row.position, row.incident).where(
        row.type == type.TYPE,
        or_(row.latest.is_(None), row.latest >= first),
        or_(row.earliest.is_(None), row.earliest <= last),
    )
    near = in_time.cte("near")
    incidents = select(near.c.incident).where(near.c.incident.is_not(None))
    wanted = select(row.position).where(
        row.type == type.TYPE,
        or_(row.position.in_(select(near.c.position)), row.incident.in_(incidents)),
    )
    counting = [event.position.in_(wanted), event.position <= at.position]
    if at.known_at is not None:
        counting.append(event.known <= at.known_at)
    entries = await entries_where(conn, *counting)
    positions = positions_listed(entry.position for entry in entries)
    annulled = await annulled_among(conn, positions, at.known_at, at.position)
    return [entry for entry in entries if entry.position not in annulled]


async def _replaced(conn: Connection, entries: Sequence[Entry]) -> dict[int, frozenset[str]]:
    """The ids of what each of these corrects, and of what that corrects in turn: a part may refer to any of them."""
    event = tables.event
    down = (
        select(event.c.position.label("top"), event.c.position, event.c.id, event.c.target)
        .where(event.c.position.in_(positions_listed(one.position for one in entries if one.target)))
        .cte("down", recursive=True)
    )
    lower = event.alias("lower")
    step = select(down.c.top, lower.c.position, lower.c.id, lower.c.target).join(
        lower, lower.c.position == down.c.target
    )
    found: dict[int, set[str]] = {entry.position: set() for entry in entries}
    for row in await conn.execute(select(down.union(step))):
        found[row.top].add(row.id)
    return {at: frozenset(ids) for at, ids in found.items()}


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
