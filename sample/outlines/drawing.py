"""Boundaries as outlines for a map of a whole country: simplified all together, so that neighbours keep one border."""

import json
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import shapely

GAP_DEGREES = 0.01
"""Gaps between boundaries that are narrower are mistakes of drawing, of 0.2 km² at most, and are closed."""
TOLERANCE_DEGREES = 0.034
"""A corner goes if the triangle that it makes with its neighbours has less than the square of this for its area."""
DIGITS = 3
"""Of a degree: about 100 m. Corners are rounded after simplifying, those of neighbours alike."""

Outlines = dict[str, shapely.Geometry]


def boundaries(path: Path) -> list[shapely.Geometry]:
    """The areas of a GeoJSON file, in its order."""
    features = json.loads(path.read_text("utf-8"))["features"]
    return [shapely.from_geojson(json.dumps(feature["geometry"])) for feature in features]


def simplified(areas: Mapping[str, shapely.Geometry]) -> Outlines:
    """Raises SystemExit where the outlines overlap, or neighbours would not share each corner of their border."""
    # Younger than the types of shapely.
    whole = shapely.coverage_clean(list(areas.values()), gap_width=GAP_DEGREES)  # type: ignore[attr-defined]
    shapes = [_rounded(shape) for shape in shapely.coverage_simplify(whole, TOLERANCE_DEGREES)]
    if not shapely.coverage_is_valid(shapes) or not shapely.is_valid(shapes).all():
        raise SystemExit("the outlines do not fit together: choose another tolerance, or more digits")
    return dict(zip(areas, shapes, strict=True))


def joined(outlines: Outlines, wholes: Mapping[str, str]) -> Outlines:
    """The outlines of what the given ones lie in, by `wholes`, made of theirs: they share its border."""
    parts: dict[str, list[shapely.Geometry]] = defaultdict(list)
    for place, outline in outlines.items():
        parts[wholes[place]].append(outline)
    return {whole: shapely.coverage_union_all(shapes) for whole, shapes in parts.items()}


def geojson(outline: shapely.Geometry) -> dict[str, Any]:
    """Outer rings run counter-clockwise (RFC 7946)."""
    return dict(json.loads(shapely.to_geojson(shapely.orient_polygons(outline))))


def _rounded(shape: shapely.Geometry) -> shapely.Geometry:
    def corners(degrees: np.ndarray) -> np.ndarray:
        return np.round(degrees, DIGITS)

    return shapely.remove_repeated_points(shapely.transform(shape, corners))
