"""Coordinates are degrees of WGS 84; a file in any other system is refused, and never projected in silence."""

import re

from domain.values.problems import FieldError

_WGS_84 = re.compile(
    r"(EPSG:(4326|4979)|OGC:CRS84h?)$|(GEOGCS|GEOGCRS|GEODCRS)\[\s*\"(WGS[ _]?84|GCS_WGS_1984|WGS[ _]?1984)[^\"]*\"",
    re.IGNORECASE,
)
_REMEDY = "ogr2ogr -t_srs EPSG:4326 OUT.geojson FILE"


def check(name: str | None) -> None:
    """`name` is an authority with its code, or well-known text; None where the file has none. Raises FieldError."""
    if name is None:
        message = (
            "the file does not say in which coordinate system it is: add its .prj, or, if it is in degrees of WGS 84, "
            "ogr2ogr -a_srs EPSG:4326 OUT.geojson FILE"
        )
        raise FieldError("NO_CRS", message)
    if not _WGS_84.match(name):
        shown = re.split(r"[\[,]", name)[1].strip('" ') if "[" in name and "," in name else name
        raise FieldError("OTHER_CRS", f"the coordinates are in {shown[:60]}, not in degrees of WGS 84: {_REMEDY}")
