"""The scalars of answers in columns: JSON objects of arrays. What each array has stands in the description."""

from typing import Any, NewType

from strawberry.types.scalar import ScalarDefinition

from api.graphql.types.scalars import answer_scalar

GazetteerColumns = NewType("GazetteerColumns", dict[str, Any])

COLUMN_SCALARS: dict[object, ScalarDefinition] = {
    GazetteerColumns: answer_scalar(
        "GazetteerColumns",
        "Places by id, as arrays of equal length: place (id), name (the preferred one), kind (PlaceKind), parent (id "
        "of the place that it lies in), longitude and latitude (degrees, WGS 84), existsFrom (the first civil day on "
        "which it exists), existsTo (the first on which it exists no longer); with `outlines` also outline (a GeoJSON "
        "geometry, longitude first). Null: not known, or no such day.",
    ),
}
