"""What a reader of tables needs of the gazetteer: the points that lie in polygons, the names in a country."""

from dataclasses import dataclass
from typing import Any

from domain.values.problems import Problem, Refused
from importers.tables import areas
from importers.tables.known_places import KnownPlace, KnownPlaces
from importers.tables.mapping import Inside, Mapping
from store.db.connections import Connection
from store.read.name_search import named_places
from store.write import import_lookups


@dataclass(frozen=True, slots=True)
class PlacesInArea:
    """The places of the gazetteer whose points lie in areas."""

    points: dict[Inside, areas.Points]

    def __call__(self, one: Inside, geometry: Any) -> list[str]:
        """Raises FieldError."""
        return self.points[one].inside(geometry)

    def all(self, one: Inside) -> list[str]:
        return self.points[one].ids


async def places_in_areas(conn: Connection, mapping: Mapping) -> PlacesInArea | None:
    """None where the mapping has no `area`. Raises Refused where shapely is missing, or the gazetteer has no points."""
    asked = set(mapping.areas())
    if not asked:
        return None
    try:
        points = {
            one: areas.Points(await import_lookups.points(conn, kind=one.kind, within=one.within)) for one in asked
        }
    except ImportError:
        raise Refused(Problem(("place", "area"), "AREAS_MISSING", areas.MISSING)) from None
    if empty := next((one for one in asked if not len(points[one])), None):
        told = f"kind {empty.kind}, within {empty.within}"
        raise Refused(
            Problem(("place", "area"), "NO_POINTS", f"no place has a point ({told}): import the gazetteer first")
        )
    return PlacesInArea(points)


async def known_places(conn: Connection, within: str | None) -> KnownPlaces | None:
    """None where no place is named. Raises Refused where it is not registered."""
    if within is None:
        return None
    found = KnownPlaces(within, [KnownPlace(*one) for one in await named_places(conn)])
    if within not in found:
        raise Refused(Problem(("within",), "UNKNOWN_PLACE", f"no place {within} is registered: check the id"))
    return found
