"""The scalars of answers in columns: JSON objects of arrays. What each array has stands in the description."""

from typing import Any, NewType

from strawberry.types.scalar import ScalarDefinition

from api.graphql.types.scalars import answer_scalar

GazetteerColumns = NewType("GazetteerColumns", dict[str, Any])
ReplayColumns = NewType("ReplayColumns", dict[str, Any])
SeriesColumns = NewType("SeriesColumns", dict[str, Any])
ActivityColumns = NewType("ActivityColumns", dict[str, Any])

COLUMN_SCALARS: dict[object, ScalarDefinition] = {
    GazetteerColumns: answer_scalar(
        "GazetteerColumns",
        "Places by id, as arrays of equal length: place (id), name (the preferred one), kind (PlaceKind), parent (id "
        "of the place that it lies in), longitude and latitude (degrees, WGS 84), existsFrom (the first civil day on "
        "which it exists), existsTo (the first on which it exists no longer); with `outlines` also outline (a GeoJSON "
        "geometry, longitude first). Null: not known, or no such day.",
    ),
    ReplayColumns: answer_scalar(
        "ReplayColumns",
        "Lists of what is named by its index: date (civil days, one for each frame), place (ids), holder (ids of "
        "actors), level (ControlLevel), certainty (Certainty), status (FacilityStatus). And changes, arrays of equal "
        "length in order of frame and place: frame, place, holder (null: nobody is known to hold it), level, "
        "certainty, since (EDTF, null: not known), lastWord (the latest day, up to that of the frame, for which "
        "anything vouches; null: none), status (null: nobody reports it), gone (whether the place exists no longer: "
        "then nobody holds it, at the level UNKNOWN). Frame 0 has every place that exists.",
    ),
    SeriesColumns: answer_scalar(
        "SeriesColumns",
        "Numbers of places by day: date (civil days), denominator (the places that existed on each day); holder (id of "
        "an actor, null: nobody is known to hold them) and level (ControlLevel), which name the rows of low and high, "
        "in order of holder and level; low and high, each a row for every holder and level, with a number for every "
        "day: so many certainly, and so many at most. And statuses, with status (FacilityStatus), which names its rows "
        "of low and high in the same way.",
    ),
    ActivityColumns: answer_scalar(
        "ActivityColumns",
        "Arrays of equal length, with a value for each step in which there is any claim: date (the first day of the "
        "step), and how many of the claims may have occurred first in it (occurred, civil days), became known in it "
        "(published, UTC) and were recorded in it (recorded, UTC).",
    ),
}
