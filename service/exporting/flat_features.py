"""Places with their states as flat rows: one definition for GeoJSON, tables and OGC API Features.

Names are those of the GraphQL schema. Lists are lists of text; what a table makes of them is the table's affair.
"""

from dataclasses import dataclass
from typing import Any

from domain.control.aspects import Level, direction_held, status_held
from domain.control.state import UNKNOWN, State
from domain.geo.winding import right_handed
from domain.values.coordinates import Coordinates
from domain.values.knowledge import written_moment
from domain.values.terms import Direction
from service.wording.why import actors_named, why_text
from store.db.connections import Connection
from store.read import actors
from store.read import features as stored
from store.read.features import Chosen, Feature
from store.read.fold_pool import FoldPool

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
    "levelCertainty",
    "since",
    "lastWord",
    "manner",
    "basisVoices",
    "why",
    "alternatives",
    "status",
    "statusDirection",
    "statusCertainty",
    "statusSince",
    "statusAlternatives",
    "sources",
    "date",
    "knownOn",
    "knownAt",
    "position",
    "policy",
)
LISTS = frozenset({"codes", "alternatives", "statusAlternatives", "sources"})


@dataclass(frozen=True, slots=True)
class Page:
    """Some features of one snapshot, with the names of the actors in them by id."""

    at: Coordinates
    features: list[Feature]
    names: dict[str, str]

    @property
    def sources(self) -> set[str]:
        """Ids of all whose word is in the page."""
        return {source for one in self.features for source in one.sources}

    def properties(self, feature: Feature) -> Json:
        """In the order of COLUMNS. Every row has its coordinates: rows of many snapshots may lie in one table."""
        place, state, at = feature.place, feature.state, self.at
        assert at.date is not None, "a state is that of a day"
        last_word = state.last_word(at.date)
        return {
            "place": place.id,
            "name": place.name,
            "kind": place.kind.value,
            "parent": place.parent,
            "codes": [f"{code.scheme}:{code.edition}:{code.code}" for code in place.codes],
            "holder": state.holder,
            "holderName": self.names.get(state.holder or "", state.holder),
            "level": state.level.value,
            "certainty": state.certainty.value,
            "levelCertainty": state.level_certainty.value,
            "since": state.since,
            "lastWord": last_word and last_word.isoformat(),
            "manner": state.manner and state.manner.value,
            "basisVoices": state.voices,
            "why": why_text(state, at.policy, self.names),
            "alternatives": others(state),
            **_status(feature.status),
            "sources": [*feature.sources],
            "date": at.date.isoformat(),
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
    folds: FoldPool | None = None,
) -> Page:
    found = await stored.features(conn, at, chosen, after=after, before=before, first=first, folds=folds)
    named = {actor for one in found for actor in actors_named(one.state)}
    rows = await actors.actors_by_ids(conn, named, position=at.position)
    return Page(at, found, {id: row.name for id, row in rows.items()})


def geometry(feature: Feature) -> Json | None:
    if feature.geometry is not None:
        return right_handed(feature.geometry)
    place = feature.place
    if place.longitude is None:
        return None
    return {"type": "Point", "coordinates": [place.longitude, place.latitude]}


def _status(state: State) -> Json:
    """Null where nobody reports a status, which does not mean that the place is open."""
    is_known = state != UNKNOWN
    direction = direction_held(state.level)
    return {
        "status": status_held(state.holder).value if is_known else None,
        "statusDirection": direction and direction.value,
        "statusCertainty": state.certainty.value if is_known else None,
        "statusSince": state.since,
        "statusAlternatives": [
            " ".join(filter(None, (status_held(other.holder), one_way(other.level)))) for other in state.alternatives
        ],
    }


def one_way(level: Level) -> str | None:
    """The direction where the status is about one alone."""
    return None if (direction := direction_held(level)) in (None, Direction.BOTH) else direction


def others(state: State) -> list[str]:
    """What standing claims say otherwise: `CONTROL taliban`, or the level alone where they name nobody."""
    return [f"{other.level} {other.holder}" if other.holder else other.level.value for other in state.alternatives]
