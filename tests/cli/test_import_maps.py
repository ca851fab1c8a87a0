"""Maps of areas: each place is held as the area around it."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.support.builders import cast, place
from tests.support.cli_runner import Cli
from tests.support.table_imports import LIST, counts, imported_events, load


class TestMaps:
    MAP = LIST.replace('place = { name = "town" }', 'place = { area = true, kind = "DISTRICT" }')

    @pytest.fixture
    def places(self, begun: Cli) -> Cli:
        begun.imported(*(place(f"c-{x}", f"C{x}", latitude=1.0, longitude=float(x)) for x in (1, 3, 5)))
        return begun

    def map(self, cli: Cli, day: str, *areas: tuple[int, dict[str, Any]]) -> Path:
        features = [
            {"type": "Feature", "properties": {"date": day, "holder": holder}, "geometry": geometry}
            for holder, geometry in areas
        ]
        path = cli.folder / f"{day}.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
        return path

    def square(self, west: float, east: float) -> dict[str, Any]:
        """With heights, as maps are drawn in the field."""
        ring = [[west, 0, 0], [east, 0, 0], [east, 2, 0], [west, 2, 0], [west, 0, 0]]
        return {"type": "Polygon", "coordinates": [ring]}

    def states(self, cli: Cli, day: str) -> dict[str, Any]:
        found = {x: cli("state", f"c-{x}", "--as-of", day, "--json").json for x in (1, 3, 5)}
        return {x: one["holder"] and one["holder"]["id"] for x, one in found.items()}

    def test_a_place_in_areas_of_two_holders_is_noted_and_takes_no_other_place_with_it(self, places: Cli) -> None:
        both = self.map(places, "2021-06-01", (0, self.square(0, 4)), (1, self.square(2, 6)))

        report = load(places, self.MAP, both)

        assert counts(report) == {"read": 2, "new": 2}
        assert report["files"][0]["notes"] == ["in areas of several holders, of which nothing is recorded: c-3"]
        assert self.states(places, "2021-06-01") == {1: "government", 3: None, 5: "taliban"}

    def test_several_areas_of_one_holder_are_one_answer(self, places: Cli) -> None:
        report = load(places, self.MAP, self.map(places, "2021-06-01", *[(1, self.square(0, x)) for x in (2, 4)]))

        assert report["refused"] == 0
        assert [one["place"] for one in imported_events(places)] == ["c-1", "c-3"]

    @pytest.mark.parametrize(
        "geometry",
        [
            {"type": "Polygon", "coordinates": [[[0, 0], [4, 2], [4, 0], [0, 2], [0, 0]]]},
            {
                "type": "GeometryCollection",
                "geometries": [
                    {"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [4, 2], [0, 2], [0, 0]]]},
                    {"type": "LineString", "coordinates": [[0, 0], [9, 9]]},
                ],
            },
        ],
        ids=["crosses itself", "a collection"],
    )
    def test_areas_are_read_as_they_are_drawn(self, places: Cli, geometry: dict[str, Any]) -> None:
        report = load(places, self.MAP, self.map(places, "2021-06-01", (1, geometry)))

        assert report["refused"] == 0
        assert "c-3" in {one["place"] for one in imported_events(places)}

    def test_an_area_without_a_place_is_passed_over_and_a_broken_one_is_refused(self, places: Cli) -> None:
        broken = {"type": "Polygon", "coordinates": [[[0, 0]]]}
        areas = [(1, self.square(50, 51)), (1, broken), (1, {"type": "Point", "coordinates": [1, 1]})]

        report = load(places, self.MAP, self.map(places, "2021-06-01", (1, self.square(0, 2)), *areas))

        assert counts(report) == {"read": 4, "new": 1, "skipped": 1, "refused": 2}
        assert {one["code"] for one in report["problems"]} == {"BAD_POLYGON"}

    def test_what_a_map_of_one_side_leaves_over_is_recorded_where_the_mapping_says_whose_it_is(
        self, places: Cli
    ) -> None:
        mapping = self.MAP.replace("area = true", 'area = true, elsewhere = "government"')
        maps = [
            self.map(places, "2021-06-01", (1, self.square(0, 4))),
            self.map(places, "2021-06-02", (1, self.square(0, 2))),
        ]

        report = load(places, mapping, *maps)

        # c-5 is a district of the cast's gazetteer as much as t-1, which has no point and so no place on a map.
        assert self.states(places, "2021-06-01") == {1: "taliban", 3: "taliban", 5: "government"}
        assert self.states(places, "2021-06-02") == {1: "taliban", 3: "government", 5: "government"}
        assert report["files"][1]["notes"] == ["2021-06-02: moved since 2021-06-01: c-3 to government"]
        assert counts(load(places, mapping, *maps)) == {"read": 2, "repeated": 2}

    def test_of_a_map_with_a_broken_area_nobody_knows_what_it_leaves_over(self, places: Cli) -> None:
        mapping = self.MAP.replace("area = true", 'area = true, elsewhere = "government"')
        broken = {"type": "Polygon", "coordinates": [[[0, 0]]]}

        load(places, mapping, self.map(places, "2021-06-01", (1, self.square(0, 2)), (1, broken)))

        assert [one["place"] for one in imported_events(places)] == ["c-1"]

    def test_a_broken_area_in_a_file_of_many_maps_is_reported_once(self, places: Cli) -> None:
        mapping = self.MAP.replace("area = true", 'area = true, elsewhere = "government"')
        broken = {"type": "Polygon", "coordinates": [[[0, 0]]]}
        paths = [self.map(places, f"2021-06-0{day}", (1, self.square(0, 2))) for day in (1, 2, 3)]
        paths.append(self.map(places, "2021-06-04", (1, broken)))
        features = [one for path in paths for one in json.loads(path.read_text())["features"]]
        paths[0].write_text(json.dumps({"type": "FeatureCollection", "features": features}))

        report = load(places, mapping, paths[0])

        assert counts(report) == {"read": 4, "new": 1, "confirmed": 2, "refused": 1}
        assert [note for note in report["files"][0]["notes"] if "elsewhere" in note] == [
            "an area was refused, so nothing is told of what lies elsewhere, on any day of the file"
        ]


@pytest.mark.parametrize("known", [[], [place("xx", "Xland", kind="COUNTRY"), place("xx-a", "Alpha", parent="xx")]])
def test_a_map_of_areas_over_a_gazetteer_without_points_says_what_is_missing(cli: Cli, known: list[Any]) -> None:
    cli.imported(*cast(), *known)
    mapping = 'name = "m"\nsource = "neutral"\n[event]\ntype = "ControlAsserted"\noccurred = { value = "2021-06-22" }\n'
    path = cli.folder / "areas.toml"
    path.write_text(mapping + 'place = { area = true, kind = "DISTRICT" }\nholder = "holder"\n', "utf-8")
    area = {"type": "Polygon", "coordinates": [[[30, 13], [31, 13], [31, 14], [30, 13]]]}
    feature = {"type": "Feature", "properties": {"holder": "taliban"}, "geometry": area}
    areas = cli.folder / "areas.geojson"
    areas.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}), "utf-8")

    ended = cli("import", areas, "--mapping", path)

    assert ended.code == 1
    assert "no place has a point" in ended.err
