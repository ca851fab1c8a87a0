"""Rings of GeoJSON outlines and the even-odd rule: in degrees, on a plane; longitude before latitude.

Good enough for districts, not for the poles.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from typing import Any

Ring = Sequence[Sequence[float]]


def rings(geometry: dict[str, Any]) -> Iterator[Ring]:
    """Every ring of a Polygon or MultiPolygon, holes included; none for other geometries."""
    match geometry["type"]:
        case "Polygon":
            yield from geometry["coordinates"]
        case "MultiPolygon":
            yield from chain.from_iterable(geometry["coordinates"])


def crossings(ring: Ring, latitude: float) -> Iterator[float]:
    """The longitudes at which the ring crosses a parallel."""
    for (x1, y1, *_), (x2, y2, *_) in pairwise(ring):
        if (y1 > latitude) != (y2 > latitude):
            yield x1 + (latitude - y1) * (x2 - x1) / (y2 - y1)


def is_inside(outline: Iterable[Ring], longitude: float, latitude: float) -> bool:
    """Whether a point lies inside, by the even-odd rule: a hole is outside."""
    return sum(at > longitude for ring in outline for at in crossings(ring, latitude)) % 2 == 1
