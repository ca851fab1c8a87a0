"""Polygons as they come: each is mended by name or refused by name, and the rest of the file loads."""

import json
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support.cli_runner import Cli

RING = [[0.0, 30.0], [1.0, 30.0], [1.0, 31.0], [0.0, 31.0], [0.0, 30.0]]
HOLE = [[0.4, 30.4], [0.4, 30.6], [0.6, 30.6], [0.6, 30.4], [0.4, 30.4]]
ISLAND = [[x + 2, y] for x, y in RING]
EIGHT = [[0.0, 30.0], [1.0, 31.0], [1.0, 30.0], [0.0, 31.0], [0.0, 30.0]]
"""It crosses itself in the middle."""
ROUND = [[179.0, 0.0], [-179.0, 0.0], [-179.0, 1.0], [179.0, 1.0], [179.0, 0.0]]
EAST = [[[179.0, 0.0], [180.0, 0.0], [180.0, 1.0], [179.0, 0.0]]]
WEST = [[[-180.0, 0.0], [-179.0, 0.0], [-180.0, 1.0], [-180.0, 0.0]]]
"""Beyond the antimeridian."""
WHOLE = {"type": "Polygon", "coordinates": [RING]}


def geometry(type: str, coordinates: Any) -> dict[str, Any]:
    return {"type": type, "coordinates": coordinates}


def given(cli: Cli, *geometries: Any, **more: Any) -> Path:
    path = cli.folder / "outlines.geojson"
    made = [{"type": "Feature", "properties": {"name": f"P{n}"}, "geometry": one} for n, one in enumerate(geometries)]
    path.write_text(json.dumps({"type": "FeatureCollection", **more, "features": made}))
    return path


def loaded(cli: Cli, path: Path, *words: str) -> dict[str, Any]:
    return cli("places", "import", path, "--kind", "district", "--register", "--json", *words).json


def outline(cli: Cli, place: str = "p0") -> dict[str, Any]:
    return next(told["geometry"] for line in cli.log() if (told := json.loads(line))["place"] == place)


@pytest.mark.parametrize(
    ("shape", "repairs", "type"),
    [
        (geometry("Polygon", [RING, HOLE]), {}, "Polygon"),
        (geometry("Polygon", [RING[::-1], HOLE[::-1]]), {}, "Polygon"),
        (geometry("MultiPolygon", [[RING], [ISLAND]]), {}, "MultiPolygon"),
        (geometry("MultiPolygon", [[RING]]), {}, "Polygon"),
        (geometry("Polygon", [[[*at, 812.5] for at in RING]]), {"HEIGHT_LEFT_OUT": 1}, "Polygon"),
        (geometry("Polygon", [RING[:-1]]), {"RING_CLOSED": 1}, "Polygon"),
        (geometry("Polygon", [RING, HOLE[:2]]), {"RING_CLOSED": 1, "PARTS_LEFT_OUT": 1}, "Polygon"),
        (geometry("Polygon", [EIGHT]), {"RING_MENDED": 1}, "MultiPolygon"),
        (
            {"type": "GeometryCollection", "geometries": [WHOLE, geometry("LineString", RING[:2])]},
            {"PARTS_LEFT_OUT": 1},
            "Polygon",
        ),
        (geometry("MultiPolygon", [EAST, WEST]), {}, "MultiPolygon"),
    ],
)  # fmt: skip
def test_what_can_be_repaired_is_and_the_repair_is_named(sqlite_cli: Cli, shape: Any, repairs: dict, type: str) -> None:
    path = given(sqlite_cli, shape)
    told = loaded(sqlite_cli, path)
    before = sqlite_cli.log()

    assert (told["new"], told["refused"]) == (1, 0)
    assert {code: count for code, count in told["repairs"].items() if code != "IN_NOTHING"} == repairs
    assert outline(sqlite_cli)["type"] == type
    assert loaded(sqlite_cli, path)["repeated"] == 1
    assert sqlite_cli.log() == before


@pytest.mark.parametrize(
    ("shape", "code", "remedy"),
    [
        (None, "NO_GEOMETRY", "CSV"),
        (geometry("LineString", RING), "NOT_AN_OUTLINE", "polygons"),
        (geometry("Polygon", [[[0, 30], [1, 30], [2, 30], [0, 30]]]), "NOT_AN_OUTLINE", "without an area"),
        (geometry("Polygon", []), "NOT_AN_OUTLINE", "polygons"),
        (geometry("Polygon", [[[5e5, 4e6], [5e5 + 1, 4e6], [5e5 + 1, 4e6 + 1]]]), "NOT_ON_EARTH", "ogr2ogr"),
        (geometry("Polygon", [ROUND]), "ANTIMERIDIAN", "ogr2ogr"),
        (geometry("Polygon", [[["x", 30], [1, 30], [1, 31]]]), "NOT_GEOJSON", "ogr2ogr"),
        (geometry("Polygon", RING), "NOT_GEOJSON", "ogr2ogr"),
        (geometry("Circle", RING), "NOT_GEOJSON", "ogr2ogr"),
        (geometry("Point", [0, 0]), "NULL_ISLAND", "missing"),
        (geometry("Point", [37.0, 135.0]), "NOT_ON_EARTH", "longitude before latitude"),
        (geometry("MultiPoint", [[1, 2], [3, 4]]), "NOT_AN_OUTLINE", "points"),
    ],
)  # fmt: skip
def test_what_cannot_be_mended_is_refused_and_the_rest_loads(
    sqlite_cli: Cli, shape: Any, code: str, remedy: str
) -> None:
    told = loaded(sqlite_cli, given(sqlite_cli, WHOLE, shape, geometry("Polygon", [ISLAND])))

    assert [(one["line"], one["code"]) for one in told["problems"]] == [(2, code)]
    assert remedy in told["problems"][0]["message"]
    assert (told["read"], told["new"]) == (3, 2)


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:EPSG::32642", "EPSG:3857", "urn:ogc:def:crs:EPSG::14326"])
def test_another_system_of_coordinates_is_refused_with_the_command_that_helps(sqlite_cli: Cli, name: str) -> None:
    crs = {"type": "name", "properties": {"name": name}}
    told = loaded(sqlite_cli, given(sqlite_cli, WHOLE, crs=crs))
    assert [one["code"] for one in told["problems"]] == ["OTHER_CRS"]
    assert "ogr2ogr -t_srs EPSG:4326" in told["problems"][0]["message"]
    assert sqlite_cli.log() == []


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"])
def test_an_option_declares_that_coordinates_are_degrees(sqlite_cli: Cli, name: str) -> None:
    crs = {"type": "name", "properties": {"name": name}}
    assert loaded(sqlite_cli, given(sqlite_cli, WHOLE, crs=crs))["new"] == 1


def test_topojson_without_anything_in_it_and_a_truncated_file_are_refused(sqlite_cli: Cli) -> None:
    path = sqlite_cli.folder / "t.json"
    path.write_text('{"type":"Topology","arcs":[],"objects":{}}')
    assert [one["code"] for one in loaded(sqlite_cli, path)["problems"]] in (["NO_ROWS"], ["DAMAGED"])

    whole = given(sqlite_cli, WHOLE, geometry("Polygon", [ISLAND])).read_text()
    path.write_text(whole[:-80])
    told = loaded(sqlite_cli, path)
    assert (told["new"], [one["code"] for one in told["problems"]]) == (1, ["CUT_OFF"])


def test_simplified_neighbours_share_every_corner_of_their_border(sqlite_cli: Cli) -> None:
    """Given four districts that meet in a point, with borders of many small steps."""

    def line(a: list[float], b: list[float]) -> list[list[float]]:
        """Wavy between its ends, and the same from either side."""
        steps = [((a[0] * (20 - n) + b[0] * n) / 20, (a[1] * (20 - n) + b[1] * n) / 20, n) for n in range(21)]
        return [[x + 0.002 * (n % 2), y + 0.002 * (n % 2)] for x, y, n in steps]

    m, n, e, s, w = [1.0, 31.0], [1.0, 32.0], [2.0, 31.0], [1.0, 30.0], [0.0, 31.0]
    spokes = {name: line(m, to) for name, to in zip("nesw", (n, e, s, w), strict=True)}
    corners = {"ne": [2.0, 32.0], "es": [2.0, 30.0], "sw": [0.0, 30.0], "wn": [0.0, 32.0]}
    rings = [[*spokes[a], corner, *spokes[b][::-1]] for (a, b), corner in corners.items()]
    loaded(sqlite_cli, given(sqlite_cli, *(geometry("Polygon", [ring]) for ring in rings)), "--tolerance", "0.01")

    shapes = [{tuple(at) for at in outline(sqlite_cli, f"p{number}")["coordinates"][0]} for number in range(4)]
    for number in range(4):
        shared = shapes[number] & shapes[(number + 1) % 4]
        assert {(1.0, 31.0), tuple((e, s, w, n)[number])} <= shared
        assert len(shapes[number]) < 21, "of 42"
    assert loaded(sqlite_cli, given(sqlite_cli, geometry("Polygon", rings[:1])), "--tolerance", "0")["changed"] == 1
    assert len(outline(sqlite_cli)["coordinates"][0]) < 21, "the first description stays in the log"


def test_without_shapely_the_report_says_that_nothing_was_simplified(
    sqlite_cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "shapely", None)
    path = given(sqlite_cli, geometry("Polygon", [EIGHT]))
    told = loaded(sqlite_cli, path)

    assert told["new"] == 1
    assert "boundaries" in told["notes"][0]
    assert "boundaries" in sqlite_cli("places", "import", path, "--kind", "district").out
    assert loaded(sqlite_cli, path, "--tolerance", "0")["notes"] == []


def test_an_outline_that_is_too_large_for_an_event_says_what_helps(sqlite_cli: Cli) -> None:
    ring = [[n / 30_000, 30 + (n % 2) / 1000] for n in range(30_000)] + [[1.0, 31.0], [0.0, 31.0], [0.0, 30.0]]
    told = loaded(sqlite_cli, given(sqlite_cli, geometry("Polygon", [ring]), WHOLE), "--tolerance", "0")
    assert [one["code"] for one in told["problems"]] == ["TOO_LONG"]
    assert "--tolerance" in told["problems"][0]["message"]
    assert told["new"] == 1
    assert loaded(sqlite_cli, given(sqlite_cli, geometry("Polygon", [ring]), WHOLE))["refused"] == 0
