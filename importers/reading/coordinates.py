"""In what the coordinates of a JSON document are: degrees of WGS 84 are taken, and other systems refused by name."""

import json
import re
from typing import Any, BinaryIO

from domain.values.problems import Problem

DEGREES = "coordinates are degrees, longitude before latitude (WGS 84): ogr2ogr -t_srs EPSG:4326 OUT.geojson IN.geojson"
_DECLARED = re.compile(rb'"(crs|spatialReference)"\s*:\s*(\{(?:[^{}]|\{[^{}]*\})*\})')
_IN_DEGREES = re.compile(r"CRS[:/]?84h?$|(EPSG[:/](?:[\d.]*[:/])?|^wkid )(4326|4979)$|^WGS ?84$", re.IGNORECASE)
_ENDS_BYTES = 65_536
_NAME_CHARS_MAX = 60


def other_crs(file: BinaryIO) -> Problem | None:
    """Why the coordinates of a JSON document cannot be taken: it declares another system, at its beginning or its end.

    GeoJSON of 2008 has `crs` by name, code or link; Esri has `spatialReference`. Leaves the file at its beginning.
    """
    file.seek(0)
    beginning = file.read(_ENDS_BYTES)
    file.seek(max(file.seek(0, 2) - _ENDS_BYTES, 0))
    ending = file.read()
    file.seek(0)
    for declared in (*_DECLARED.finditer(beginning), *_DECLARED.finditer(ending)):
        name = _name(declared[2])
        if name is not None and not _IN_DEGREES.search(name):
            shown = name[:_NAME_CHARS_MAX]
            remedy = "ogr2ogr -t_srs EPSG:4326 OUT.geojson IN.geojson"
            return Problem((), "OTHER_CRS", f"the coordinates are in {shown}, not in degrees of WGS 84: {remedy}")
    return None


def _name(text: bytes) -> str | None:
    try:
        declared = json.loads(text)
    except ValueError:
        return None
    if not isinstance(declared, dict):
        return None
    if "wkid" in declared or "latestWkid" in declared:
        return f"wkid {declared.get('latestWkid', declared.get('wkid'))}"
    properties: Any = declared.get("properties")
    if not isinstance(properties, dict):
        return None
    code = properties.get("code")
    named = properties.get("name") or (f"EPSG:{code}" if code else properties.get("href"))
    return str(named) if named else None
