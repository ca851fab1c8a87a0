"""Outlines are simplified for display all together, so that neighbours keep one border.

That needs shapely, which the extra `boundaries` brings; without it they are taken as they are. What is read is kept in
shapely's own form, 16 bytes a corner, and not as the file has it.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from importers import limits
from importers.gazetteer.place_listing import ListedPlace, ListEntry, unusable
from importers.gazetteer.shapes import PARTS_LEFT_OUT, rounded

RING_MENDED = "RING_MENDED"
"""Repair: a ring that touches or crosses itself is told as areas that do not."""
NOT_SIMPLIFIED = "the outlines are as detailed as in the file: simplifying needs shapely, in the extra `boundaries`"


def can_simplify() -> bool:
    try:
        import shapely  # noqa: F401
    except ImportError:
        return False
    return True


def simplified(
    found: Iterable[ListEntry], tolerance: float, corners_max: int = limits.OUTLINE_CORNERS_MAX
) -> list[ListEntry]:
    """In the same order. `tolerance` in degrees; 0 leaves outlines as they are. More corners than `corners_max` are
    refused, and what comes after them."""
    if tolerance <= 0 or not can_simplify():
        return list(_counted(found, corners_max))
    places: list[ListEntry] = []
    shapes: dict[int, Any] = {}
    for one in _counted(found, corners_max):
        if isinstance(one, ListedPlace) and one.geometry:
            shape, repairs = _shape(one.geometry)
            if shape is None:
                places.append(unusable(one.line, "NOT_AN_OUTLINE", f"{one.name} has an outline without an area"))
                continue
            one = replace(one, geometry=None, repairs=(*one.repairs, *repairs))
            shapes[len(places)] = shape
        places.append(one)
    for number, geometry in _together(places, shapes, tolerance):
        places[number] = replace(places[number], geometry=geometry)  # type: ignore[arg-type]
    return places


def _counted(found: Iterable[ListEntry], most: int) -> Iterator[ListEntry]:
    """Up to as many corners as can be held."""
    corners = 0
    for one in found:
        if isinstance(one, ListedPlace) and one.geometry:
            corners += _corners(one.geometry["coordinates"])
            if corners > most:
                message = (
                    f"the outlines have more than {most:,} corners up to here: simplify the file, or allow more with "
                    "--corners, which takes 250 bytes of memory for each"
                )
                yield unusable(one.line, "TOO_LONG", message)
                return
        yield one


def _corners(coordinates: Any) -> int:
    return 1 if isinstance(coordinates[0], float) else sum(_corners(one) for one in coordinates)


def _shape(geometry: dict[str, Any]) -> tuple[Any, tuple[str, ...]]:
    """With what was mended; None where nothing of it has an area."""
    import shapely

    shape = shapely.from_geojson(json.dumps(geometry))
    if shape.is_valid:
        return shape, ()
    # Mending may leave lines and points beside what has an area.
    parts = [part for one in shapely.get_parts(shapely.make_valid(shape)) for part in shapely.get_parts(one)]
    areas = [part for part in parts if part.geom_type == "Polygon"]
    if not areas:
        return None, ()
    left_out = (PARTS_LEFT_OUT,) if len(areas) < len(parts) else ()
    return shapely.multipolygons(areas) if len(areas) > 1 else areas[0], (RING_MENDED, *left_out)


def _together(
    places: list[ListEntry], shapes: dict[int, Any], tolerance: float
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Those of a kind are neighbours; a province and its districts are not."""
    import shapely

    by_kind: dict[Any, list[int]] = defaultdict(list)
    for number in shapes:
        by_kind[places[number].kind].append(number)  # type: ignore[union-attr]
    for numbers in by_kind.values():
        given = [shapes.pop(number) for number in numbers]
        for number, shape, was in zip(numbers, shapely.coverage_simplify(given, tolerance), given, strict=True):
            yield number, rounded(json.loads(shapely.to_geojson(was if shape.is_empty else shape)))
