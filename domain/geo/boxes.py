"""Boxes on the map, and what lies in them: WGS 84, degrees, longitude before latitude (RFC 7946, section 5)."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from domain.geo.rings import Ring, is_inside


class Box(NamedTuple):
    """All four sides belong to it."""

    west: float
    south: float
    east: float
    north: float


def box_of(geometry: dict[str, Any] | None, longitude: float | None, latitude: float | None) -> Box | None:
    """The smallest box around a place: around its outline where it has one, else around its point."""
    if geometry is not None:
        corners = [*chain.from_iterable(_lines(geometry))]
        east_west, north_south = [corner[0] for corner in corners], [corner[1] for corner in corners]
        return Box(min(east_west), min(north_south), max(east_west), max(north_south))
    if longitude is None or latitude is None:
        return None
    return Box(longitude, latitude, longitude, latitude)


def parts(box: Box) -> list[Box]:
    """The box itself; two where it crosses the antimeridian, which its west side shows by lying east of its east."""
    if box.west <= box.east:
        return [box]
    return [box._replace(east=180.0), box._replace(west=-180.0)]


def touches(geometry: dict[str, Any], box: Box) -> bool:
    """Whether the geometry and the box have a point in common."""
    lines = [*_lines(geometry)]
    if any(_meets(line[n], line[min(n + 1, len(line) - 1)], box) for line in lines for n in range(len(line))):
        return True
    # No side of the outline meets the box: the box lies wholly inside or wholly outside.
    return geometry["type"].endswith("Polygon") and is_inside(lines, box.west, box.south)


def _lines(geometry: dict[str, Any]) -> Iterator[Ring]:
    """Every line of a geometry; a point is a line of one corner."""
    given = geometry["coordinates"]
    match geometry["type"]:
        case "Point":
            yield [given]
        case "MultiPoint":
            yield from ([point] for point in given)
        case "LineString":
            yield given
        case "MultiLineString" | "Polygon":
            yield from given
        case "MultiPolygon":
            yield from chain.from_iterable(given)


def _meets(start: Sequence[float], end: Sequence[float], box: Box) -> bool:
    """Whether a stretch of line and the box have a point in common (Liang and Barsky, 1984)."""
    along, across = end[0] - start[0], end[1] - start[1]
    first, last = 0.0, 1.0
    for step, room in (
        (-along, start[0] - box.west),
        (along, box.east - start[0]),
        (-across, start[1] - box.south),
        (across, box.north - start[1]),
    ):
        if step == 0:
            if room < 0:
                return False
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    return first <= last
