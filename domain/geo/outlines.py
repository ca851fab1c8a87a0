"""Points in outlines: GeoJSON polygons, in degrees, on a plane. Good enough for districts, not for the poles."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

Ring = list[list[float]]


def contains(geometry: dict[str, Any], longitude: float, latitude: float) -> bool:
    """Whether a point lies in a Polygon or MultiPolygon, by the even-odd rule: holes are out."""
    return sum(_crossings(ring, longitude, latitude) for ring in rings(geometry)) % 2 == 1


def _crossings(ring: Ring, longitude: float, latitude: float) -> int:
    return sum(1 for at in _cuts(ring, latitude) if at > longitude)


def _cuts(ring: Ring, latitude: float) -> Iterator[float]:
    """Where the ring crosses a parallel."""
    for (x1, y1, *_), (x2, y2, *_) in pairwise(ring):
        if (y1 > latitude) != (y2 > latitude):
            yield x1 + (latitude - y1) * (x2 - x1) / (y2 - y1)


def rings(geometry: dict[str, Any]) -> Iterator[Ring]:
    if geometry["type"] == "Polygon":
        yield from geometry["coordinates"]
    elif geometry["type"] == "MultiPolygon":
        for polygon in geometry["coordinates"]:
            yield from polygon


_WIDTH_DEGREES_MIN = 1e-9
"""A tenth of a millimetre: less is what rounding makes of a line that is gone there and back."""


def inner_point(geometry: dict[str, Any]) -> tuple[float, float] | None:
    """A point well inside: in the middle of the widest stretch on one of three parallels. None where it has no area."""
    latitudes = [position[1] for ring in rings(geometry) for position in ring]
    if not latitudes:
        return None
    low, high = min(latitudes), max(latitudes)
    widest = (0.0, 0.0, 0.0)
    for share in (0.5, 0.35, 0.65):
        latitude = low + share * (high - low)
        cuts = sorted(at for ring in rings(geometry) for at in _cuts(ring, latitude))
        for west, east in zip(cuts[::2], cuts[1::2], strict=False):
            widest = max(widest, (east - west, (west + east) / 2, latitude))
    return (round(widest[1], 5), round(widest[2], 5)) if widest[0] > _WIDTH_DEGREES_MIN else None
