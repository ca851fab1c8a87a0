"""Places with their states as flat rows: one definition for GeoJSON, tables and OGC API Features.

Names are those of the GraphQL schema. Lists are lists of text; what a table makes of them is the table's affair.
"""

from dataclasses import dataclass
from typing import Any

from domain.control.state import State
from domain.geo.winding import right_handed
from domain.values.coordinates import Coordinates
from domain.values.knowledge import written_moment
from store.db.connections import Connection
from store.read import actors
from store.read import features as stored
from store.read.actors import ActorRow
from store.read.features import Chosen, Feature

Json = dict[str, Any]
COLUMNS = (
    "place",
    "name",
    "kind",
    "parent",
    "codes",
    "holder",
    "holderName",
    "level",
    "certainty",
    "since",
    "manner",
    "alternatives",
    "sources",
    "date",
    "knownOn",
    "knownAt",
    "position",
    "policy",
)
LISTS = frozenset({"codes", "alternatives", "sources"})


@dataclass(frozen=True, slots=True)
class Page:
    """Some features of one snapshot, with the actors that hold them."""

    at: Coordinates
    features: list[Feature]
    holders: dict[str, ActorRow]

    @property
    def sources(self) -> set[str]:
        """Ids of all whose word is in the page."""
        return {source for one in self.features for source in one.sources}

    def properties(self, feature: Feature) -> Json:
        """In the order of COLUMNS. Every row has its coordinates: rows of many snapshots may lie in one table."""
        place, state, at = feature.place, feature.state, self.at
        holder = self.holders.get(state.holder or "")
        return {
            "place": place.id,
            "name": place.name,
            "kind": place.kind.value,
            "parent": place.parent,
            "codes": [f"{code.scheme}:{code.edition}:{code.code}" for code in place.codes],
            "holder": state.holder,
            "holderName": holder.name if holder else state.holder,
            "level": state.level.value,
            "certainty": state.certainty.value,
            "since": state.since,
            "manner": state.manner and state.manner.value,
            "alternatives": others(state),
            "sources": [*feature.sources],
            "date": at.date and at.date.isoformat(),
            "knownOn": at.known_on and at.known_on.isoformat(),
            "knownAt": at.known_moment and written_moment(at.known_moment),
            "position": at.position,
            "policy": at.policy.value,
        }

    def geojson(self, feature: Feature) -> Json:
        """A Feature of RFC 7946: the outline where there is one, else the point, else null."""
        return {
            "type": "Feature",
            "id": feature.place.id,
            "geometry": geometry(feature),
            "properties": self.properties(feature),
        }


async def page_of(
    conn: Connection,
    at: Coordinates,
    chosen: Chosen,
    *,
    after: str | None = None,
    before: str | None = None,
    first: int,
) -> Page:
    found = await stored.features(conn, at, chosen, after=after, before=before, first=first)
    held_by = {one.state.holder for one in found if one.state.holder}
    return Page(at, found, await actors.actors_by_ids(conn, held_by, position=at.position))


def geometry(feature: Feature) -> Json | None:
    if feature.geometry is not None:
        return right_handed(feature.geometry)
    place = feature.place
    if place.longitude is None:
        return None
    return {"type": "Point", "coordinates": [place.longitude, place.latitude]}


def others(state: State) -> list[str]:
    """What standing claims say otherwise: `CONTROL taliban`, or the level alone where they name nobody."""
    return [f"{other.level} {other.holder}" if other.holder else other.level.value for other in state.alternatives]
