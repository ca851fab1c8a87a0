"""What a geometry says of a place: a point, or an outline. What can be mended is, by name; the rest is refused.

Rings that run the wrong way round are kept: they are turned where they are handed out (domain/geo/winding.py).
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

from domain.geo import outlines
from domain.values.problems import FieldError
from importers.gazetteer.place_listing import ListedPlace
from importers.reading import numbers
from importers.reading.coordinates import DEGREES

DIGITS = 5
"""Of a degree: about a metre."""
RING_CLOSED = "RING_CLOSED"
"""Repair: the first position of a ring is said again at its end."""
HEIGHT_LEFT_OUT = "HEIGHT_LEFT_OUT"
"""Repair: positions have a third number."""
PARTS_LEFT_OUT = "PARTS_LEFT_OUT"
"""Repair: lines and points beside an area, or rings of fewer than three corners."""
_NULL_ISLAND_DEGREES = 0.01
NO_POINT = "has no coordinates: columns are longitude and latitude, in degrees"
Position = list[float]
Rings = list[list[Position]]


def placed(place: ListedPlace, geometry: Any, point: Sequence[Any], repairs: Sequence[str] = ()) -> ListedPlace:
    """The place where its geometry says, or else its columns, if they do. Raises FieldError."""
    mended = list(repairs)
    if geometry is None:
        return _at(place, _numbers(point, mended), mended)
    made = _read(geometry, mended)
    if made["type"] == "Point":
        return _at(place, made["coordinates"], mended)
    inner = outlines.inner_point(made)
    if inner is None:
        raise FieldError("NOT_AN_OUTLINE", f"{place.name} has a {geometry.get('type')} without an area")
    unique = tuple(dict.fromkeys(mended))
    return replace(place, longitude=inner[0], latitude=inner[1], geometry=made, repairs=unique)


def rounded(geometry: dict[str, Any]) -> dict[str, Any]:
    def less(part: Any) -> Any:
        return round(float(part), DIGITS) if isinstance(part, int | float) else [less(one) for one in part]

    return {"type": geometry["type"], "coordinates": less(geometry["coordinates"])}


def _at(place: ListedPlace, point: Sequence[float] | None, mended: list[str]) -> ListedPlace:
    if point is None:
        return replace(place, repairs=tuple(dict.fromkeys(mended)))
    longitude, latitude = point
    if max(abs(longitude), abs(latitude)) < _NULL_ISLAND_DEGREES:
        raise FieldError("NULL_ISLAND", f"{place.name} is at 0, 0: the coordinates are missing")
    if not numbers.is_on_earth(longitude, latitude):
        raise FieldError("NOT_ON_EARTH", f"{place.name} is at {longitude:g}, {latitude:g}: {DEGREES}")
    return replace(place, longitude=longitude, latitude=latitude, repairs=tuple(dict.fromkeys(mended)))


def _numbers(point: Sequence[Any], mended: list[str]) -> tuple[float, float] | None:
    if None in point:
        mended += [] if point[0] == point[1] else [numbers.NO_POINT]
        return None
    try:
        longitude, latitude = (numbers.decimal(value, mended) for value in point)
    except FieldError:
        raise FieldError("NO_POINT", NO_POINT) from None
    return round(longitude, DIGITS), round(latitude, DIGITS)


def _read(geometry: Any, mended: list[str]) -> dict[str, Any]:
    """A Point, Polygon or MultiPolygon. Raises FieldError."""
    try:
        points, polygons, others = _parts(geometry, mended)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError, OverflowError):
        raise FieldError("NOT_GEOJSON", "has a geometry that is no GeoJSON: write it anew, with ogr2ogr say") from None
    if polygons:
        if points or others:
            mended.append(PARTS_LEFT_OUT)
        _check(polygons)
        of_one = len(polygons) == 1
        return {"type": "Polygon" if of_one else "MultiPolygon", "coordinates": polygons[0] if of_one else polygons}
    if len(points) == 1:
        return {"type": "Point", "coordinates": points[0]}
    raise FieldError("NOT_AN_OUTLINE", f"has a {geometry.get('type')} and no area: outlines are polygons, towns points")


def _parts(geometry: Any, mended: list[str]) -> tuple[list[Position], list[Rings], int]:
    """Its points, its polygons, and how many parts are neither."""
    points: list[Position] = []
    polygons: list[Rings] = []
    others = 0
    match geometry["type"]:
        case "Point":
            points.append(_position(geometry["coordinates"], mended))
        case "MultiPoint":
            points += [_position(one, mended) for one in geometry["coordinates"]]
        case "Polygon" | "MultiPolygon" as type:
            given = [geometry["coordinates"]] if type == "Polygon" else geometry["coordinates"]
            polygons += [rings for one in given if (rings := list(_rings(one, mended)))]
        case "GeometryCollection":
            for one in geometry["geometries"]:
                more = _parts(one, mended)
                points, polygons, others = points + more[0], polygons + more[1], others + more[2]
        case "LineString" | "MultiLineString":
            others += 1
        case _:
            raise ValueError("no type of RFC 7946")
    return points, polygons, others


def _rings(given: Any, mended: list[str]) -> Iterator[list[Position]]:
    """Outer ring first. Where that is no area, its holes are none either."""
    for number, ring in enumerate(given):
        positions = [_position(one, mended) for one in ring]
        if positions and positions[0] != positions[-1]:
            positions.append(positions[0])
            mended.append(RING_CLOSED)
        if len(positions) >= 4:
            yield positions
            continue
        mended.append(PARTS_LEFT_OUT)
        if number == 0:
            return


def _position(given: Any, mended: list[str]) -> Position:
    if len(given) > 2:
        mended.append(HEIGHT_LEFT_OUT)
    longitude, latitude = (round(float(one), DIGITS) for one in given[:2])
    return [longitude, latitude]


def _check(polygons: list[Rings]) -> None:
    every = [position for rings in polygons for ring in rings for position in ring]
    if any(not numbers.is_on_earth(longitude, latitude) for longitude, latitude in every):
        raise FieldError("NOT_ON_EARTH", f"has a position that is not on the earth: {DEGREES}")
    if any(abs(one[0] - other[0]) > 180 for rings in polygons for ring in rings for one, other in pairwise(ring)):
        message = "goes round the earth, or crosses the antimeridian in one piece: cut it there, ogr2ogr -wrapdateline"
        raise FieldError("ANTIMERIDIAN", message)
