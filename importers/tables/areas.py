"""Which places of the gazetteer lie in a polygon: who holds an area holds each of its points.

Needs shapely, which the extra `boundaries` brings; nothing else does.
"""

from collections.abc import Sequence
from typing import Any

from domain.values.problems import FieldError
from importers.reading.coordinates import DEGREES
from importers.reading.numbers import is_on_earth


class Points:
    """Places with a point, found by polygon. Longitudes and latitudes are WGS 84 degrees."""

    def __init__(self, points: Sequence[tuple[str, float, float]]):
        """Raises ImportError without shapely; MISSING says what to do."""
        import shapely

        self.ids = [id for id, _, _ in points]
        positions = [(longitude, latitude) for _, longitude, latitude in points]
        self._tree = shapely.STRtree(shapely.points(positions) if positions else [])

    def __len__(self) -> int:
        return len(self.ids)

    def inside(self, geometry: Any) -> list[str]:
        """Ids of the places in it or on its edge, in order. Raises FieldError where it is no area.

        Rings that cross themselves are mended; heights, and lines beside areas, are ignored.
        """
        import shapely
        from shapely.geometry import shape

        try:
            area = shape(geometry)
            if not area.is_valid:
                area = shapely.make_valid(area)
        except (
            shapely.errors.ShapelyError,
            ValueError,
            TypeError,
            KeyError,
            AttributeError,
            IndexError,
            OverflowError,  # a whole number that no float holds
        ) as error:
            raise FieldError(
                "BAD_POLYGON", f"its geometry cannot be read ({type(error).__name__}): draw it anew"
            ) from None
        if area.area == 0:
            raise FieldError(
                "BAD_POLYGON", f"its geometry is no area but a {area.geom_type}: only polygons hold points"
            )
        west, south, east, north = area.bounds
        if not (is_on_earth(west, south) and is_on_earth(east, north)):
            raise FieldError(
                "NOT_ON_EARTH", f"its geometry reaches {west:g}, {south:g} to {east:g}, {north:g}: {DEGREES}"
            )
        return sorted(self.ids[i] for i in self._tree.query(area, predicate="intersects"))


MISSING = "to lay places into polygons shapely is needed: pip install 'conflict-timeline[boundaries]'"
