"""What a table reader needs of the gazetteer: the points that lie in polygons, or the names inside a country."""

from dataclasses import dataclass
from typing import Any

from domain.values.problems import Problem, Refused
from importers.tables import areas
from importers.tables.known_places import KnownPlace, KnownPlaces
from importers.tables.mapping import Mapping
from importers.tables.mapping_nodes import Inside
from store.db.connections import Connection
from store.read import name_search
from store.write import import_lookups


@dataclass(frozen=True, slots=True)
class PlacesInArea:
    """Finds the places of the gazetteer whose points lie in a polygon."""

    points: dict[Inside, areas.Points]

    def __call__(self, inside: Inside, geometry: Any) -> list[str]:
        """Raises FieldError."""
        return self.points[inside].inside(geometry)

    def all(self, inside: Inside) -> list[str]:
        return self.points[inside].ids


async def places_in_areas(conn: Connection, mapping: Mapping) -> PlacesInArea | None:
    """None where the mapping has no `area`. Raises Refused where shapely is missing, or the gazetteer has no points."""
    wanted = set(mapping.areas())
    if not wanted:
        return None
    try:
        points = {
            inside: areas.Points(await import_lookups.points(conn, kind=inside.kind, within=inside.within))
            for inside in wanted
        }
    except ImportError:
        raise Refused(Problem(("place", "area"), "AREAS_MISSING", areas.MISSING)) from None
    if empty := next((inside for inside in wanted if not len(points[inside])), None):
        message = f"no place has a point (kind {empty.kind}, within {empty.within}): import the gazetteer first"
        raise Refused(Problem(("place", "area"), "NO_POINTS", message))
    return PlacesInArea(points)


async def known_places(conn: Connection, within: str | None) -> KnownPlaces | None:
    """None where `within` is None. Raises Refused where it is not registered."""
    if within is None:
        return None
    places = KnownPlaces(within, [KnownPlace(*row) for row in await name_search.named_places(conn)])
    if within not in places:
        raise Refused(Problem(("within",), "UNKNOWN_PLACE", f"no place {within} is registered: check the id"))
    return places
