"""Features of binary map formats as rows, in the columns that a GeoJSON feature has: `@geometry`, `@type`, `@lon`."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from domain.values.problems import Problem
from importers import limits
from importers.reading.row import Row

_BAD_GEOMETRY = ("BAD_GEOMETRY", "its geometry cannot be read (a curve? a damaged file?): write the file anew")


def row(number: int, end: int, properties: Mapping[str, Any], geometry: bytes | None, *, is_map: bool = True) -> Row:
    """A row of the properties of a feature, and of its geometry as well-known binary. Needs shapely for that."""
    cells: dict[str, Any] = {}
    _flatten(properties, "", cells)
    if not is_map:
        return Row(number, end, cells)
    cells["@geometry"] = None
    if geometry is None:
        return Row(number, end, cells)
    import shapely

    try:
        shape = shapely.force_2d(shapely.from_wkb(geometry))
    except (shapely.errors.ShapelyError, ValueError, TypeError):
        return Row(number, end, problems=(Problem((), *_BAD_GEOMETRY),))
    if (corners := int(shapely.get_num_coordinates(shape))) > limits.OUTLINE_NODES_MAX // 4:
        message = f"its geometry has {corners:,} corners: simplify it"
        return Row(number, end, problems=(Problem((), "TOO_LONG", message),))
    cells["@geometry"] = json.loads(shapely.to_geojson(shape))
    cells["@type"] = shape.geom_type
    if shape.geom_type == "Point" and not shape.is_empty:
        [(cells["@lon"], cells["@lat"])] = shapely.get_coordinates(shape).tolist()
    return Row(number, end, cells)


def _flatten(properties: Mapping[str, Any], before: str, cells: dict[str, Any]) -> None:
    for name, value in properties.items():
        if isinstance(value, dict):
            _flatten(value, f"{before}{name}.", cells)
        elif not isinstance(value, bytes):
            cells[f"{before}{name}".strip()] = _plain(value)


def _plain(value: Any) -> Any:
    """As JSON would have it: dates as ISO 8601, a day where it has no hour."""
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value
