"""Workbooks, maps in other formats than GeoJSON, Parquet and the answers of interfaces, through the doors."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from pyarrow import csv as arrow_csv
from pyarrow import parquet

from tests.support import map_files
from tests.support.builders import place
from tests.support.cli_runner import Cli
from tests.support.export_rows import ACLED_ROW, GED
from tests.support.table_imports import CONTROL, COUNTS, counts, load
from tests.support.workbooks import workbook

AREAS = """
name = "areas"
source = "neutral"
[event]
type = "ControlAsserted"
occurred = "day"
place = { area = true, kind = "DISTRICT" }
holder = { column = "holder", values = { government = "government", taliban = "taliban" } }
"""
TOWNS = CONTROL.replace('{ scheme = { value = "ocha-cod-ab" }, code = "pcode" }', '{ name = "town" }')


def holder(cli: Cli, place: str, day: str = "2021-06-20") -> str | None:
    state = cli("state", place, "--as-of", day, "--json").json
    return state["holder"] and state["holder"]["id"]


class TestMapsOfAreas:
    @pytest.fixture
    def places(self, begun: Cli) -> Cli:
        begun.imported(
            place("d-1", "West", latitude=36.5, longitude=68.5), place("d-2", "East", latitude=36.7, longitude=69.7)
        )
        return begun

    @pytest.mark.parametrize("ending", ["shp", "gpkg", "kml", "zip"])
    def test_the_places_in_the_areas_of_a_map_are_held(self, places: Cli, ending: str) -> None:
        path = map_files.write(places.folder / f"areas.{'shp' if ending == 'zip' else ending}")
        mapping = AREAS.replace('"day"', '{ column = "day", dates = ["%Y/%m/%d"] }')
        if ending == "zip":
            path = map_files.zipped(places.folder / "areas.zip", path)

        assert counts(load(places, mapping, path)) == {"read": 2, "new": 2}
        assert (holder(places, "d-1"), holder(places, "d-2")) == ("taliban", "government")
        assert counts(load(places, mapping, path)) == {"read": 2, "repeated": 2}

    def test_a_map_in_another_coordinate_system_is_refused(self, places: Cli) -> None:
        path = map_files.write(places.folder / "areas.gpkg", crs="EPSG:32642")
        report = load(places, AREAS, path, code=1)

        assert [one["code"] for one in report["problems"]] == ["OTHER_CRS"]

    def test_without_a_mapping_it_says_what_the_file_is_and_what_to_do(self, sqlite_cli: Cli) -> None:
        ended = sqlite_cli("import", map_files.write(sqlite_cli.folder / "areas.kml"), "--dry-run")

        assert ended.code != 0
        assert all(word in ended.err for word in ("KML", "timeline mapping", "timeline places import"))

    def test_what_no_mapping_would_mend_is_told_first(self, sqlite_cli: Cli) -> None:
        path = map_files.write(sqlite_cli.folder / "areas.shp")
        path.with_suffix(".dbf").unlink()
        ended = sqlite_cli("import", path, "--dry-run")

        assert "areas.dbf" in ended.err
        assert "ogr2ogr" in ended.err

    def test_a_mapping_is_drafted_from_a_map(self, sqlite_cli: Cli) -> None:
        drafted = sqlite_cli.does("mapping", map_files.write(sqlite_cli.folder / "areas.gpkg"))

        assert "place = { area = true }" in drafted


@pytest.mark.parametrize("ending", ["shp", "gpkg", "kml"])
def test_outlines_of_places_come_in_any_format(sqlite_cli: Cli, ending: str) -> None:
    path = map_files.write(sqlite_cli.folder / f"areas.{ending}")
    words = ("places", "import", path, "--kind", "district", "--register", "--json")

    assert sqlite_cli(*words).json["new"] == 2
    assert sqlite_cli(*words).json["repeated"] == 2
    assert [one["geometry"]["type"] for one in map(json.loads, sqlite_cli.log())] == ["Polygon", "Polygon"]


def test_outlines_in_another_coordinate_system_are_refused(sqlite_cli: Cli) -> None:
    path = map_files.write(sqlite_cli.folder / "areas.shp", crs="EPSG:3857")
    report = sqlite_cli("places", "import", path, "--kind", "district", "--register", "--json").json

    assert [one["code"] for one in report["problems"]] == ["OTHER_CRS"]


class TestWorkbooks:
    LINES = (("pcode", "date", "vintage", "holder"), ("AF1905", "2021-06-20", "2021-07-01", 1))

    def test_a_workbook_is_imported_like_the_same_table_as_csv(self, begun: Cli) -> None:
        lines = [("town", "date", "vintage", "holder"), ("Ford", "2021-06-20", "2021-07-01", 1)]
        path = begun.folder / "table.xlsx"
        path.write_bytes(workbook({"Data": lines}))

        assert counts(load(begun, TOWNS, path)) == {"read": 1, "new": 1}
        assert holder(begun, "t-1") == "taliban"

    def test_a_workbook_of_several_sheets_asks_which(self, begun: Cli) -> None:
        lines = [("town", "date", "vintage", "holder"), ("Ford", "2021-06-20", "2021-07-01", 1)]
        path = begun.folder / "table.xlsx"
        path.write_bytes(workbook({"Notes": [("by hand",), ("2021",)], "June": lines}))
        asked = load(begun, TOWNS, path, code=1)

        assert [one["code"] for one in asked["problems"]] == ["WHICH_SHEET"]
        assert counts(load(begun, f'sheet = "June"\n{TOWNS}', path)) == {"read": 1, "new": 1}

    def test_a_draft_of_one_sheet_says_which_and_where_its_names_are(self, sqlite_cli: Cli) -> None:
        lines = [("Who holds what",), (), ("Town", "Day", "Held by"), ("Ford", "2021-06-20", "Taliban")]
        path = sqlite_cli.folder / "table.xlsx"
        path.write_bytes(workbook({"Notes": [("by hand",), ("2021",)], "June": lines}))

        assert sqlite_cli("mapping", path).code == 1
        drafted = sqlite_cli.does("mapping", path, "--sheet", "June")
        assert 'sheet = "June"' in drafted
        assert "header = 3" in drafted

    def test_places_are_read_from_a_sheet(self, sqlite_cli: Cli) -> None:
        lines = [("Location", "Admin Level", "P-Code", "Name", "Parent P-Code", "Valid from date")]
        lines += [("AFG", 0, "AFG", "Afghanistan", "", "2021-11-17"), ("AFG", 1, "AF18", "Takhar", "AFG", "2021-11-17")]
        path = sqlite_cli.folder / "codes.xlsx"
        path.write_bytes(workbook({"Notes": [("by hand",), ("2021",)], "Codes": lines}))

        assert sqlite_cli("places", "import", path, "--json").json["problems"][0]["code"] == "WHICH_SHEET"
        assert sqlite_cli("places", "import", path, "--sheet", "codes", "--json").json["new"] == 2


def test_a_table_of_parquet_is_imported_like_the_same_table_as_csv(begun: Cli) -> None:
    table = begun.folder / "table.csv"
    table.write_text("town,date,vintage,holder\nFord,2021-06-20,2021-07-01,1\n")
    path = begun.folder / "table.parquet"
    parquet.write_table(arrow_csv.read_csv(table), path)

    assert counts(load(begun, TOWNS, path)) == {"read": 1, "new": 1}
    assert counts(load(begun, TOWNS, table)) == {"read": 1, "repeated": 1}


class TestAnswers:
    def answer(self, cli: Cli, **document: Any) -> Path:
        path = cli.folder / "answer.json"
        path.write_text(json.dumps(document))
        return path

    def imported(self, cli: Cli, path: Path, *words: str) -> dict[str, Any]:
        return cli("import", path, "--json", "--known-at", "2021-08-01", *words).json

    def ged(self, **fields: Any) -> dict[str, Any]:
        """With numbers as JSON has them, and null for what is empty."""
        return GED | {"where_prec": 1, "latitude": 36.5, "best": 5, "where_description": None} | fields

    def test_acled(self, sqlite_cli: Cli) -> None:
        path = self.answer(sqlite_cli, status=200, success=True, count=1, messages=[], data=[ACLED_ROW])
        report = self.imported(sqlite_cli, path)

        assert counts(report) == {"read": 1, "new": 1}
        assert report["files"][0]["notes"] == []
        assert counts(self.imported(sqlite_cli, path, "--format", "acled")) == {"read": 1, "repeated": 1}

    def test_ucdp(self, sqlite_cli: Cli) -> None:
        around = {"TotalCount": 1, "TotalPages": 1, "PreviousPageUrl": "", "NextPageUrl": ""}
        report = self.imported(sqlite_cli, self.answer(sqlite_cli, **around, Result=[self.ged()]))

        assert counts(report) == {"read": 1, "new": 1}
        assert report["files"][0]["notes"] == []

    @pytest.mark.parametrize("at_the_end", [False, True])
    def test_pages_that_are_missing_are_told(self, sqlite_cli: Cli, at_the_end: bool) -> None:
        around = {"TotalCount": 2, "TotalPages": 2, "NextPageUrl": "http://localhost/?page=2"}
        rows = {"Result": [self.ged()]}
        report = self.imported(sqlite_cli, self.answer(sqlite_cli, **(rows | around if at_the_end else around | rows)))

        assert counts(report) == {"read": 1, "new": 1}
        [note] = report["files"][0]["notes"]
        assert "of 2 events in 2 pages 1 are here" in note

    def test_pages_that_were_put_into_one_array_are_whole(self, sqlite_cli: Cli) -> None:
        pages = [{"TotalCount": 2, "TotalPages": 2, "Result": [self.ged(id=str(number))]} for number in (1, 2)]
        path = sqlite_cli.folder / "answers.json"
        path.write_text(json.dumps(pages))
        report = self.imported(sqlite_cli, path)

        assert counts(report) == {"read": 2, "new": 2}
        assert report["files"][0]["notes"] == []

    def test_an_export_that_was_saved_as_a_workbook(self, sqlite_cli: Cli) -> None:
        row = ACLED_ROW | {"event_date": datetime(2021, 6, 24), "fatalities": 3, "latitude": 36.5}
        path = sqlite_cli.folder / "acled.xlsx"
        path.write_bytes(workbook({"Sheet1": [list(row), list(row.values())]}))

        assert counts(self.imported(sqlite_cli, path)) == {"read": 1, "new": 1}

    def test_rows_that_an_answer_counts_and_does_not_have_are_told(self, sqlite_cli: Cli) -> None:
        report = self.imported(sqlite_cli, self.answer(sqlite_cli, status=200, count=7, data=[ACLED_ROW]))

        assert "7 rows, and has 1" in report["files"][0]["notes"][0]

    def test_a_row_that_lacks_a_column_costs_itself(self, sqlite_cli: Cli) -> None:
        lacking = {name: value for name, value in self.ged(id="2").items() if name != "country"}
        path = self.answer(sqlite_cli, TotalPages=1, Result=[self.ged(), lacking, self.ged(id="3")])
        report = self.imported(sqlite_cli, path)

        assert counts(report) == {"read": 3, "new": 2, "refused": 1}
        assert [(one["line"], one["code"]) for one in report["problems"]] == [(2, "NO_SUCH_COLUMN")]

    def test_an_answer_of_somebody_else_is_told_where_its_rows_are(self, sqlite_cli: Cli) -> None:
        path = self.answer(sqlite_cli, status="ok", results=[{"town": "Ford", "holder": "taliban"}])
        ended = sqlite_cli("import", path, "--dry-run")

        assert ended.code != 0
        assert 'items = "results.item"' in ended.err

    def test_an_error_that_an_interface_answers_is_no_table(self, sqlite_cli: Cli) -> None:
        ended = sqlite_cli("import", self.answer(sqlite_cli, status=403, error="no access"), "--dry-run")

        assert ended.code != 0


def test_a_map_that_a_timeline_exported_is_read_again(sqlite_cli: Cli) -> None:
    sqlite_cli.imported(place("d-1", "West", latitude=36.5, longitude=68.5))
    path = sqlite_cli.folder / "own.parquet"
    sqlite_cli.does("export", "--as-of", "2021-06-20", "-o", path)
    report = sqlite_cli("places", "import", path, "--kind", "district", "--json").json

    assert counts({**dict.fromkeys(COUNTS, 0), **report}) == {"read": 1, "repeated": 1}
