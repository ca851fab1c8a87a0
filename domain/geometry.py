"""GeoJSON geometries (RFC 7946), kept as they were given."""

import json
from typing import Annotated, Any

from geojson_pydantic.geometries import Geometry as GeoJson
from pydantic import AfterValidator, TypeAdapter, ValidationError

from domain import limits
from domain.problems import FieldError

_GEOJSON = TypeAdapter(GeoJson)


def _check(given: dict[str, Any]) -> dict[str, Any]:
    if (size := len(json.dumps(given))) > limits.GEOMETRY_CHARS_MAX:
        raise FieldError("TOO_LONG", f"has {size:,} characters, {limits.GEOMETRY_CHARS_MAX:,} at most: simplify the outline")
    try:
        _GEOJSON.validate_python(given)
    except ValidationError as error:
        raise FieldError("NOT_GEOJSON", f"not a GeoJSON geometry: {error.errors()[0]['msg']}") from None
    return given


Geometry = Annotated[dict[str, Any], AfterValidator(_check)]
