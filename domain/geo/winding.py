"""Which way round the rings of an outline run."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from domain.geo.rings import Ring


def right_handed(geometry: dict[str, Any]) -> dict[str, Any]:
    """The same geometry with outer rings anticlockwise and holes clockwise, as RFC 7946, section 3.1.6, wants it.

    Outlines are kept in the log as they were given, and many tools write them the other way round.
    """
    given = geometry["coordinates"]
    match geometry["type"]:
        case "Polygon":
            return {**geometry, "coordinates": _polygon(given)}
        case "MultiPolygon":
            return {**geometry, "coordinates": [_polygon(part) for part in given]}
    return geometry


def _polygon(rings: Sequence[Ring]) -> list[Ring]:
    return [ring if (_area(ring) >= 0) == (number == 0) else ring[::-1] for number, ring in enumerate(rings)]


def _area(ring: Ring) -> float:
    """Twice the area in square degrees, below zero where the ring runs clockwise."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1, *_), (x2, y2, *_) in pairwise(ring))
