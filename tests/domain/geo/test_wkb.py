"""Geometries in the bytes that databases and readers of Parquet take, worked out by hand from OGC 06-103r4."""

import pytest

from domain.geo.wkb import wkb

POINT = "01 01000000 000000000000F03F 0000000000000040"
CORNERS = "000000000000F03F 0000000000000040 0000000000000840 0000000000001040"


@pytest.mark.parametrize(
    ("kind", "coordinates", "expected"),
    [
        ("Point", [1, 2], POINT),
        ("Point", [1, 2, 300], POINT),  # a height is left out
        ("LineString", [[1, 2], [3, 4]], f"01 02000000 02000000 {CORNERS}"),
        ("Polygon", [[[1, 2], [3, 4]], [[1, 2]]], f"01 03000000 02000000 02000000 {CORNERS} 01000000 {CORNERS[:33]}"),
        ("MultiPoint", [[1, 2], [1, 2]], f"01 04000000 02000000 {POINT} {POINT}"),
        ("MultiLineString", [[[1, 2], [3, 4]]], f"01 05000000 01000000 01 02000000 02000000 {CORNERS}"),
        ("MultiPolygon", [[[[1, 2], [3, 4]]]], f"01 06000000 01000000 01 03000000 01000000 02000000 {CORNERS}"),
    ],
)
def test_the_bytes_are_those_of_the_standard(kind: str, coordinates: list, expected: str) -> None:
    assert wkb({"type": kind, "coordinates": coordinates}) == bytes.fromhex(expected)
