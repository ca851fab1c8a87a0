"""Coordinates in another reference system are refused by every door, and never taken for degrees."""

import io
import json
from typing import Any

import pytest

from domain.values.problems import FieldError
from importers.gazetteer.place_files import rows as place_rows
from importers.tables.areas import Points
from service.importing.draft_mapping import draft_mapping
from tests.support.table_files import codes, mapped

POINTS = """
name = "points"
source = "list"
[event]
type = "PlaceRegistered"
place = { column = "name", slug = true }
kind = { value = "POPULATED_PLACE" }
names = [{ text = "name" }]
longitude = "@lon"
latitude = "@lat"
"""
OTHERS = {
    "by name": {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32636"}}},
    "by a short name": {"crs": {"type": "name", "properties": {"name": "EPSG:3857"}}},
    "by code": {"crs": {"type": "EPSG", "properties": {"code": 32636}}},
    "by link": {"crs": {"type": "link", "properties": {"href": "http://www.opengis.net/def/crs/EPSG/0/3857"}}},
    "Esri's": {"spatialReference": {"wkid": 102100, "latestWkid": 3857}},
}
DEGREES = {
    "none": {},
    "null": {"crs": None},
    "CRS84": {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}},
    "EPSG:4326": {"crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::4326"}}},
    "by code": {"crs": {"type": "EPSG", "properties": {"code": 4326}}},
    "by link": {"crs": {"type": "link", "properties": {"href": "http://www.opengis.net/def/crs/EPSG/0/4326"}}},
    "Esri's": {"spatialReference": {"wkid": 4326}},
}
FEATURE = {"type": "Feature", "properties": {"name": "Ford"}, "geometry": {"type": "Point", "coordinates": [30, 13]}}


def document(more: dict[str, Any], *, at_end: bool = False) -> str:
    whole = {"features": [FEATURE], **more} if at_end else {**more, "features": [FEATURE]}
    return json.dumps({"type": "FeatureCollection", **whole})


@pytest.mark.parametrize("at_end", [False, True])
@pytest.mark.parametrize("declared", OTHERS)
def test_another_system_is_refused_by_every_door(declared: str, at_end: bool) -> None:
    text = document(OTHERS[declared], at_end=at_end)

    assert codes(mapped(POINTS, text, "points.geojson")) == [(1, "OTHER_CRS")]
    assert codes(mapped(POINTS, text, "points.json")) == [(1, "OTHER_CRS")]
    assert codes(list(place_rows(io.BytesIO(text.encode())))) == [(1, "OTHER_CRS")]
    with pytest.raises(FieldError) as refused:
        draft_mapping(io.BytesIO(text.encode()), "points.geojson")
    assert refused.value.code == "OTHER_CRS"
    assert "EPSG:4326" in str(refused.value)


@pytest.mark.parametrize("declared", DEGREES)
def test_degrees_are_degrees_however_they_are_declared(declared: str) -> None:
    [line] = mapped(POINTS, document(DEGREES[declared]), "points.geojson")

    assert (line.events[0].longitude, line.events[0].latitude) == (30, 13)


def test_an_area_in_metres_is_no_area_without_places() -> None:
    metres = [[[3e5, 1e6], [4e5, 1e6], [4e5, 2e6], [3e5, 1e6]]]

    with pytest.raises(FieldError) as refused:
        Points([("a", 30.5, 13.5)]).inside({"type": "Polygon", "coordinates": metres})

    assert refused.value.code == "NOT_ON_EARTH"


def test_a_gazetteer_without_points_has_none_in_any_area() -> None:
    none = Points([])

    assert len(none) == 0
    assert none.inside({"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}) == []
