"""Points in outlines: GeoJSON polygons, in degrees, on a plane. Good enough for districts, not for the poles."""

from typing import Any

from domain.geo.rings import crossings, is_inside, rings


def contains(geometry: dict[str, Any], longitude: float, latitude: float) -> bool:
    """Whether a point lies in a Polygon or MultiPolygon, by the even-odd rule: holes are out."""
    return is_inside(rings(geometry), longitude, latitude)


_WIDTH_DEGREES_MIN = 1e-9
"""A tenth of a millimetre: rounding gives as much to an outline without area."""


def inner_point(geometry: dict[str, Any]) -> tuple[float, float] | None:
    """A point well inside: in the middle of the widest stretch on one of three parallels. None where it has no area."""
    latitudes = [position[1] for ring in rings(geometry) for position in ring]
    if not latitudes:
        return None
    low, high = min(latitudes), max(latitudes)
    widest = (0.0, 0.0, 0.0)
    for share in (0.5, 0.35, 0.65):
        latitude = low + share * (high - low)
        cuts = sorted(at for ring in rings(geometry) for at in crossings(ring, latitude))
        for west, east in zip(cuts[::2], cuts[1::2], strict=False):
            widest = max(widest, (east - west, (west + east) / 2, latitude))
    return (round(widest[1], 5), round(widest[2], 5)) if widest[0] > _WIDTH_DEGREES_MIN else None
