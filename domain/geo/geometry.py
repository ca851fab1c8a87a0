"""GeoJSON geometries (RFC 7946), kept as they were given: WGS 84, longitude before latitude."""

import json
from collections.abc import Iterator
from typing import Annotated, Any

from geojson_pydantic import LineString, MultiLineString, MultiPoint, MultiPolygon, Point, Polygon
from pydantic import AfterValidator, Discriminator, TypeAdapter, ValidationError

from domain.values import limits
from domain.values.problems import FieldError

_GEOJSON: TypeAdapter[Any] = TypeAdapter(
    Annotated[
        Point | MultiPoint | LineString | MultiLineString | Polygon | MultiPolygon,
        Discriminator("type"),
    ]
)


def _check(given: dict[str, Any]) -> dict[str, Any]:
    try:
        text = json.dumps(given, allow_nan=False)
        _GEOJSON.validate_python(given)
        positions = list(_positions(given["coordinates"]))
        if not positions:
            raise ValueError("it has no position: leave it out where there is none")
        if foreign := given.keys() - {"type", "coordinates"}:
            # Nothing here reads them, or sees what they hide.
            raise ValueError(f"it has members of its own ({', '.join(sorted(map(repr, foreign)))}): remove them")
    except (ValidationError, ValueError, TypeError, RecursionError) as error:
        reason = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        raise FieldError("NOT_GEOJSON", f"not a GeoJSON geometry: {reason}") from None
    if len(text) > limits.GEOMETRY_CHARS_MAX:
        raise FieldError(
            "TOO_LONG", f"has {len(text):,} characters, {limits.GEOMETRY_CHARS_MAX:,} at most: simplify the outline"
        )
    if any(abs(longitude) > 180 or abs(latitude) > 90 for longitude, latitude, *_ in positions):
        raise FieldError("NOT_ON_EARTH", "a position is [longitude, latitude] in degrees: is it the other way round?")
    return given


def _positions(coordinates: list[Any]) -> Iterator[list[float]]:
    if coordinates and not isinstance(coordinates[0], list | tuple):
        yield list(coordinates)
        return
    for part in coordinates:
        yield from _positions(part)


Geometry = Annotated[dict[str, Any], AfterValidator(_check)]
