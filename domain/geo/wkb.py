"""Well-known binary: geometries as OGC Simple Features (06-103r4, section 8) writes them; longitude before latitude."""

from collections.abc import Sequence
from struct import pack
from typing import Any

_KINDS = ("Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon")
_LITTLE_ENDIAN = b"\x01"


def wkb(geometry: dict[str, Any]) -> bytes:
    """A geometry of GeoJSON, little-endian, in two dimensions: a height is left out."""
    kind, given = geometry["type"], geometry["coordinates"]
    if kind.startswith("Multi"):
        part_kind = kind.removeprefix("Multi")
        parts = [wkb({"type": part_kind, "coordinates": part}) for part in given]
        return _head(kind) + pack("<I", len(parts)) + b"".join(parts)
    if kind == "Point":
        return _head(kind) + _corner(given)
    if kind == "LineString":
        return _head(kind) + _line(given)
    return _head(kind) + pack("<I", len(given)) + b"".join(map(_line, given))


def _head(kind: str) -> bytes:
    return _LITTLE_ENDIAN + pack("<I", _KINDS.index(kind) + 1)


def _line(corners: Sequence[Sequence[float]]) -> bytes:
    return pack("<I", len(corners)) + b"".join(map(_corner, corners))


def _corner(corner: Sequence[float]) -> bytes:
    return pack("<dd", corner[0], corner[1])
