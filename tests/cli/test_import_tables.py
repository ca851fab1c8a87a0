"""Tables by a mapping: once is enough, a newer edition corrects, a bad row costs itself, a list is not told twice."""

import json
from pathlib import Path
from typing import Any

import pytest

from api.cli.commands import importing
from importers import limits
from tests.support.builders import cast, place, source
from tests.support.cli_runner import Cli, CompletedCommand

CONTROL = """
name = "control"
source = "neutral"
[published]
column = "vintage"
[event]
type = "ControlAsserted"
occurred = "date"
place = { scheme = { value = "ocha-cod-ab" }, code = "pcode" }
holder = { column = "holder", values = { 0 = "government", 1 = "taliban" } }
"""
LIST = """
name = "list"
source = "neutral"
published = "date"
[snapshot]
every_days = 1
[event]
type = "ControlAsserted"
occurred = "date"
place = { name = "town" }
holder = { column = "holder", values = { 0 = "government", 1 = "taliban" } }
"""
COUNTS = ("read", "new", "corrected", "confirmed", "repeated", "skipped", "refused")


@pytest.fixture
def begun(cli: Cli) -> Cli:
    cli.imported(*cast(), place("t-1", "Ford"), place("t-2", "Hill"), place("t-3", "Mill"))
    return cli


def table(cli: Cli, header: str, *rows: str, name: str = "table.csv") -> Path:
    path = cli.folder / name
    path.write_text("\n".join([header, *rows, ""]), "utf-8")
    return path


def load(cli: Cli, mapping: str, *files: Path, code: int = 0, options: tuple[str, ...] = ()) -> dict[str, Any]:
    path = cli.folder / "mapping.toml"
    path.write_text(mapping, "utf-8")
    ended: CompletedCommand = cli("import", *files, "--mapping", path, "--json", *options)
    assert ended.code == code, ended.err or ended.out
    return ended.json


def counts(report: dict[str, Any]) -> dict[str, int]:
    return {name: report[name] for name in COUNTS if report[name]}


def edition(cli: Cli, day: str, *rows: str) -> Path:
    return table(cli, "date,town,holder", *(f"{day},{row}" for row in rows), name=f"{day}.csv")


def told(cli: Cli) -> list[dict[str, Any]]:
    """The events that the tables brought."""
    return [one for one in map(json.loads, cli.log()) if one["id"].startswith(("control/", "list/"))]


class TestEditions:
    HEADER = "pcode,date,holder,vintage"

    def test_the_same_table_twice_adds_nothing(self, begun: Cli) -> None:
        rows = table(begun, self.HEADER, "AF1905,2021-06-20,1,2021-07-01", "AF1905,2021-06-22,0,2021-07-01")
        assert counts(load(begun, CONTROL, rows)) == {"read": 2, "new": 2}
        before = begun.log()

        assert counts(load(begun, CONTROL, rows)) == {"read": 2, "repeated": 2}
        assert begun.log() == before

    def test_a_newer_edition_corrects_what_it_says_otherwise_and_nothing_else(self, begun: Cli) -> None:
        old = table(begun, self.HEADER, "AF1905,2021-06-20,1,2021-07-01", "AF1905,2021-06-22,1,2021-07-01")
        new = table(
            begun, self.HEADER, "AF1905,2021-06-20,1,2021-08-01", "AF1905,2021-06-22,0,2021-08-01", name="n.csv"
        )
        load(begun, CONTROL, old)

        assert counts(load(begun, CONTROL, new)) == {"read": 2, "corrected": 1, "repeated": 1}

        def holder(known: str) -> str:
            return begun("state", "af-imam-sahib", "--as-of", "2021-06-22", "--known-on", known, "--json").json[
                "holder"
            ]["id"]

        assert (holder("2021-07-31"), holder("2021-08-01")) == ("taliban", "government")
        before = begun.log()
        assert counts(load(begun, CONTROL, old, new)) == {"read": 4, "repeated": 4}
        assert begun.log() == before

    def test_one_file_with_all_vintages_in_any_order_is_what_was_known_when(self, begun: Cli) -> None:
        rows = table(
            begun,
            self.HEADER,
            "AF1905,2021-06-22,1,2021-09-01",
            "AF1905,2021-06-22,0,2021-08-01",
            "AF1905,2021-06-22,1,2021-07-01",
        )

        assert counts(load(begun, CONTROL, rows)) == {"read": 3, "new": 1, "corrected": 2}
        assert counts(load(begun, CONTROL, rows)) == {"read": 3, "repeated": 3}
        assert [one.get("published") for one in told(begun)] == ["2021-07-01", "2021-08-01", "2021-09-01"]

    def test_an_older_edition_never_corrects_a_newer_one(self, begun: Cli) -> None:
        load(begun, CONTROL, table(begun, self.HEADER, "AF1905,2021-06-22,1,2021-08-01"))

        late = load(begun, CONTROL, table(begun, self.HEADER, "AF1905,2021-06-22,0,2021-07-01"), code=1)

        assert [one["code"] for one in late["problems"]] == ["OLDER_EDITION"]
        assert len(told(begun)) == 1

    def test_a_correction_by_hand_stands_while_the_table_says_what_it_said(self, begun: Cli) -> None:
        rows = table(begun, self.HEADER, "AF1905,2021-06-22,1,2021-07-01")
        load(begun, CONTROL, rows)
        [id] = [one["id"] for one in told(begun)]
        begun.imported(
            {
                "type": "EventCorrected",
                "event": id,
                "published": "2021-07-15",
                "reason": "a slip",
                "replacement": {
                    "type": "ControlAsserted",
                    "occurred": "2021-06-22",
                    "place": "af-imam-sahib",
                    "holder": None,
                    "source": "neutral",
                },
            }
        )
        again = table(begun, self.HEADER, "AF1905,2021-06-22,1,2021-08-01", name="again.csv")

        assert counts(load(begun, CONTROL, again)) == {"read": 1, "repeated": 1}

    def test_two_answers_of_one_row_in_one_edition_are_told_and_not_taken_for_a_correction(self, begun: Cli) -> None:
        rows = table(begun, self.HEADER, "AF1905,2021-06-22,1,2021-07-01", "AF1905,2021-06-22,0,2021-07-01")
        for _ in range(2):
            report = load(begun, CONTROL, rows)
            assert [one["code"] for one in report["problems"]] == ["TOLD_TWICE"]
        assert len(told(begun)) == 1

    def test_the_rest_of_a_dirty_table_is_stored_unless_it_is_to_be_strict(self, begun: Cli) -> None:
        rows = table(
            begun,
            self.HEADER,
            "AF1905,2021-06-20,1,2021-07-01",
            "AF1905,0025-06-21,1,2021-07-01",
            "AF9999,2021-06-21,1,2021-07-01",
            "AF1905,2021-06-22,Ukraine?,2021-07-01",
        )

        strict = load(begun, CONTROL, rows, code=1, options=("--strict",))
        assert not strict["files"][0]["stored"]
        assert told(begun) == []

        report = load(begun, CONTROL, rows)
        assert counts(report) == {"read": 4, "new": 1, "refused": 3}
        assert [(one["line"], one["code"]) for one in report["problems"]] == [
            (3, "IMPOSSIBLE_DATE"),
            (4, "UNKNOWN_PLACE"),
            (5, "UNKNOWN_VALUE"),
        ]
        assert report["files"][0]["refusals"] == {"IMPOSSIBLE_DATE": 1, "UNKNOWN_PLACE": 1, "UNKNOWN_VALUE": 1}

    def test_a_dry_run_tells_all_and_stores_nothing(self, begun: Cli) -> None:
        before = begun.log()
        rows = table(begun, self.HEADER, "AF1905,2021-06-20,1,2021-07-01")

        assert counts(load(begun, CONTROL, rows, options=("--dry-run",))) == {"read": 1, "new": 1}
        assert begun.log() == before

    def test_rows_with_the_longest_ids_are_corrected_and_exported_as_others_are(self, begun: Cli) -> None:
        mapping = CONTROL.replace("[published]", 'key = ["x"]\n[published]').replace(
            "[event]", '[event]\nsource = "by"'
        )
        mapping = mapping.replace('"control"', f'"{"control" * 5}"')
        voice, x = "v" * 100, "x" * 119
        begun.imported(source(voice))
        for vintage, holder in (("2021-07-01", 1), ("2021-08-01", 0)):
            rows = table(begun, f"{self.HEADER},x,by", f"AF1905,2021-06-20,{holder},{vintage},{x},{voice}")
            assert load(begun, mapping, rows)["refused"] == 0

        assert begun("import", begun.file(*begun.log()), "--json").json["repeated"] == len(begun.log())

    def test_what_no_row_tells_the_option_tells(self, begun: Cli) -> None:
        mapping = CONTROL.replace('[published]\ncolumn = "vintage"\n', "")
        rows = table(begun, "pcode,date,holder", "AF1905,2021-06-20,1")

        load(begun, mapping, rows, options=("--known-at", "2021-07-05"))

        assert [one["published"] for one in told(begun)] == ["2021-07-05"]

    def test_a_table_that_nobody_has_explained_is_sent_to_the_mapping(self, begun: Cli) -> None:
        ended = begun("import", table(begun, self.HEADER, "AF1905,2021-06-20,1,2021-07-01"))

        assert ended.code == 1
        assert "--mapping" in ended.err


class TestSnapshots:
    def test_what_a_list_says_again_is_one_record_and_what_differs_is_told(self, begun: Cli) -> None:
        files = [
            edition(begun, "2021-06-01", "Ford,0", "Hill,0", "Mill,1"),
            edition(begun, "2021-06-02", "Ford,1", "Hill,0", "Mill,1"),
        ]

        assert counts(load(begun, LIST, *files)) == {"read": 6, "new": 4, "confirmed": 2}
        assert [one["type"] for one in told(begun)] == ["ControlAsserted"] * 4 + ["ControlConfirmed"] * 2
        before = begun.log()
        assert counts(load(begun, LIST, *files)) == {"read": 6, "repeated": 6}
        assert counts(load(begun, LIST, *reversed(files))) == {"read": 6, "repeated": 6}
        assert begun.log() == before

    def test_a_place_that_vanished_is_reported_and_not_ended(self, begun: Cli) -> None:
        load(begun, LIST, edition(begun, "2021-06-01", "Ford,0", "Hill,1"))

        report = load(begun, LIST, edition(begun, "2021-06-02", "Ford,0"))

        [note] = report["files"][0]["notes"]
        assert "not listed any more" in note
        assert "t-2" in note
        assert begun("state", "t-2", "--as-of", "2021-06-03", "--json").json["holder"]["id"] == "taliban"

    def test_a_gap_between_editions_is_told_as_one(self, begun: Cli) -> None:
        load(begun, LIST, edition(begun, "2021-06-01", "Ford,0"))

        report = load(begun, LIST, edition(begun, "2021-06-09", "Ford,0"))

        assert "no edition for 8 days" in report["files"][0]["notes"][0]

    def test_two_answers_for_one_place_are_both_refused(self, begun: Cli) -> None:
        report = load(begun, LIST, edition(begun, "2021-06-01", "Ford,0", "Hill,1", "ford,1"))

        assert [(one["line"], one["code"]) for one in report["problems"]] == [(2, "TWO_ANSWERS"), (4, "TWO_ANSWERS")]
        assert [one["place"] for one in told(begun)] == ["t-2"]

    def test_a_newer_edition_of_one_day_corrects_what_was_asserted_and_what_was_confirmed(self, begun: Cli) -> None:
        mapping = LIST.replace('published = "date"', "")
        files = [
            edition(begun, "2021-06-01", "Ford,0", "Hill,0", "Mill,0"),
            edition(begun, "2021-06-02", "Ford,0", "Hill,0", "Mill,1"),
        ]
        load(begun, mapping, *files, options=("--known-at", "2021-06-03"))

        mended = edition(begun, "2021-06-02", "Ford,1", "Hill,0", "Mill,0")
        report = load(begun, mapping, mended, options=("--known-at", "2021-06-10"))

        assert counts(report) == {"read": 3, "corrected": 2, "repeated": 1}

        def holders(known: str) -> list[str]:
            words = ("--as-of", "2021-06-02", "--known-on", known, "--json")
            return [begun("state", f"t-{n}", *words).json["holder"]["id"] for n in (1, 2, 3)]

        assert holders("2021-06-09") == ["government", "government", "taliban"]
        assert holders("2021-06-10") == ["taliban", "government", "government"]
        before = begun.log()
        assert counts(load(begun, mapping, mended, options=("--known-at", "2021-06-10"))) == {"read": 3, "repeated": 3}
        assert begun.log() == before

    def test_an_archive_in_one_file_may_have_its_rows_in_any_order(self, begun: Cli) -> None:
        rows = [f"2021-06-0{day},{town},{int(day > 2)}" for town in ("Ford", "Hill") for day in range(1, 6)]

        report = load(begun, LIST, table(begun, "date,town,holder", *rows))

        assert counts(report) == {"read": 10, "new": 4, "confirmed": 6}
        history = begun("history", "t-1", "--json").json["history"]
        assert [one["holder"] and one["holder"]["id"] for one in history][-1] == "taliban"

    def test_areas_are_told_for_the_places_in_them(self, begun: Cli) -> None:
        begun.imported(
            place("c-1", "North", latitude=1.0, longitude=1.0), place("c-2", "South", latitude=9.0, longitude=9.0)
        )
        mapping = LIST.replace('place = { name = "town" }', 'place = { area = true, kind = "DISTRICT" }')
        ring = [[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]
        feature = {
            "type": "Feature",
            "properties": {"date": "2021-06-01", "holder": 1},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        path = begun.folder / "map.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": [feature]}))

        load(begun, mapping, path)

        assert [(one["place"], one["holder"]) for one in told(begun)] == [("c-1", "taliban")]

    def test_a_wide_table_is_an_archive_of_editions(self, begun: Cli) -> None:
        mapping = LIST.replace('published = "date"', '[columns]\nmatch = "^\\\\d{4}-"\nvalue = "holder"')
        rows = table(begun, "town,2021-06-01,2021-06-02,2021-06-03", "Ford,0,1,1", "Hill,0,0,?", "Mill,1,,1")

        report = load(begun, mapping, rows, options=("--known-at", "2021-07-01"))

        assert counts(report) == {"read": 9, "new": 5, "confirmed": 2, "skipped": 1, "refused": 1}
        assert [(one["line"], one["code"]) for one in report["problems"]] == [(3, "UNKNOWN_VALUE")]
        [moved, *_] = [note for note in report["files"][0]["notes"] if "moved" in note]
        assert moved == "2021-06-02: moved since 2021-06-01: t-1 to taliban"
        again = load(begun, mapping, rows, options=("--known-at", "2021-07-01"))
        assert counts(again) == {"read": 9, "repeated": 7, "skipped": 1, "refused": 1}


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
        assert [one["place"] for one in told(places)] == ["c-1", "c-3"]

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
        assert "c-3" in {one["place"] for one in told(places)}

    def test_an_area_without_a_place_is_passed_over_and_a_broken_one_is_refused(self, places: Cli) -> None:
        broken = {"type": "Polygon", "coordinates": [[[0, 0]]]}
        areas = [(1, self.square(50, 51)), (1, broken), (1, {"type": "Point", "coordinates": [1, 1]})]

        report = load(places, self.MAP, self.map(places, "2021-06-01", (1, self.square(0, 2)), *areas))

        assert counts(report) == {"read": 4, "new": 1, "skipped": 1, "refused": 2}
        assert {one["code"] for one in report["problems"]} == {"BAD_POLYGON"}

    def test_what_a_map_of_one_side_leaves_over_is_told_where_the_mapping_says_whose_it_is(self, places: Cli) -> None:
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

        assert [one["place"] for one in told(places)] == ["c-1"]

    def test_of_a_file_of_many_maps_with_a_broken_area_that_is_told_once(self, places: Cli) -> None:
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


GED = (
    "id,type_of_violence,side_a,side_b,where_prec,where_coordinates,adm_1,adm_2,country,latitude,longitude,"
    "date_prec,date_start,date_end,low,best,high"
)
DEATHS = (
    "1,Government of Examplia,Hill Front,1,Ford town,Kunduz Province,,Afghanistan,36.5,68.5,"
    "1,2021-06-20,2021-06-20,1,2,3"
)


class TestWithin:
    """Given a gazetteer, when UCDP tells of places in it, then they are its places, and nobody guesses."""

    def load(self, cli: Cli, *rows: str) -> dict[str, Any]:
        path = table(cli, GED, *(f"{number},{row}" for number, row in enumerate(rows, start=1)))
        return cli("import", path, "--known-at", "2021-07-01", "--within", "af", "--json").json

    def test_a_town_lies_in_the_province_of_the_gazetteer_and_twice_is_once(self, begun: Cli) -> None:
        assert counts(self.load(begun, DEATHS)) == {"read": 1, "new": 1}
        before = begun.log()

        assert counts(self.load(begun, DEATHS)) == {"read": 1, "repeated": 1}
        assert begun.log() == before
        found = begun(
            "casualties", "--from", "2021-06-20", "--to", "2021-06-20", "--within", "af-kunduz", "--json"
        ).json
        assert "ucdp-ged/1" in json.dumps(found)

    def test_a_refusal_tells_the_command_that_mends_it(self, begun: Cli) -> None:
        other = DEATHS.replace("Kunduz Province", "Qunduz Oblast")
        [reason] = self.load(begun, other, other)["reasons"]
        [command] = reason["commands"]

        assert (reason["code"], reason["count"]) == ("UNKNOWN_PLACE", 2)
        assert command == "timeline resolve 'Qunduz Oblast' --is af-kunduz"
        begun.does("resolve", "Qunduz Oblast", "--is", "af-kunduz")
        assert counts(self.load(begun, other, other)) == {"read": 2, "new": 2}

    def test_the_dead_of_another_country_are_refused_by_name(self, begun: Cli) -> None:
        [reason] = self.load(begun, DEATHS.replace("Afghanistan", "Elsewhere"))["reasons"]

        assert (reason["code"], list(reason["commands"])) == (
            "OTHER_COUNTRY",
            ["timeline resolve Elsewhere --is af"],
        )

    def test_a_place_that_is_not_registered_is_named_once_and_not_with_every_row(self, begun: Cli) -> None:
        ended = begun("import", table(begun, GED, f"1,{DEATHS}"), "--within", "nowhere")

        assert ended.code == 1
        assert "no place nowhere is registered" in ended.err


def test_a_mapping_can_be_drafted_and_tried(begun: Cli) -> None:
    rows = table(begun, "town,day,Held by", "Ford,2021-06-01,Hill Front", "Hill,2021-06-01,Contested", name="towns.csv")
    path = begun.folder / "towns.toml"
    path.write_text(begun.does("mapping", rows), "utf-8")

    assert counts(begun("import", rows, "--mapping", path, "--json").json) == {"read": 2, "new": 2}
    assert begun("mapping", table(begun, "town,day")).code == 1


def test_half_a_character_in_a_table_ends_its_draft_with_a_message(begun: Cli) -> None:
    path = begun.folder / "half.jsonl"
    path.write_text('{"town\\ud800": "Ford", "day": "2021-06-01"}\n', "utf-8")

    ended = begun("mapping", path)

    assert (ended.code, ended.out) == (1, "")
    assert "lone surrogate" in ended.err


def test_the_same_events_with_another_day_of_loading_are_on_record_already(begun: Cli) -> None:
    """Given events that do not say when they were published, whatever day they are given, they are the same events."""
    dated, plain = ("--known-at", "2021-06-25"), ()
    for first, then in ((dated, plain), (plain, dated), (dated, ("--known-at", "2021-06-26"))):
        path = begun.file(
            {"type": "ControlAsserted", "place": "t-1", "holder": "taliban", "occurred": f"2021-06-{len(begun.log())}"}
        )
        begun.does("import", path, *first)

        report = begun("import", path, *then, "--json").json

        assert (report["repeated"], report["refused"]) == (1, 0)
        assert bool(report["files"][0]["notes"]) == (then != plain)


def test_events_without_a_date_of_their_own_are_known_from_the_day_that_is_given(begun: Cli) -> None:
    """Given an export of events that were never published, when another log takes it, then it can say since when."""
    line = {"type": "ControlAsserted", "place": "t-1", "holder": "taliban", "occurred": "2021-06-22"}
    path = begun.file(line)

    begun.does("import", path, "--known-at", "2021-06-25")
    report = begun("import", path, "--known-at", "2021-06-25", "--json").json

    assert json.loads(begun.log()[-1])["published"] == "2021-06-25"
    assert (report["new"], report["repeated"]) == (0, 1)


TOWN = """[[once]]
type = "PlaceRegistered"
place = { column = "town", slug = true }
kind = { value = "POPULATED_PLACE" }
names = [{ text = "town" }]
parent = "within"
"""
"""A table that brings its places."""


def test_a_row_whose_description_is_refused_is_counted_once(begun: Cli) -> None:
    """Given a list that brings its places, of which one has a parent that nobody knows."""
    mapping = LIST.replace('place = { name = "town" }', 'place = { column = "town", slug = true }') + f"\n{TOWN}"
    rows = table(begun, "date,town,holder,within", "2021-06-01,Kokul,0,af", "2021-06-01,Nowhere,1,atlantis")

    report = load(begun, mapping, rows)

    assert counts(report) == {"read": 2, "new": 1, "refused": 1}
    assert [one["line"] for one in report["problems"]] == [3]


def test_a_file_of_one_edition_larger_than_any_list_is_refused_without_being_held(
    begun: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SNAPSHOT_PLACES_MAX", 3)
    monkeypatch.setattr(limits, "BATCH_LINES_MAX", 2)

    report = load(
        begun, LIST, edition(begun, "2021-06-01", *["Ford,0"] * 9), edition(begun, "2021-06-02", "Ford,0"), code=1
    )

    assert counts(report) == {"read": 10, "new": 1, "refused": 9}
    assert report["files"][0]["refusals"] == {"EDITION_TOO_LARGE": 9}


@pytest.mark.parametrize("mapping", [CONTROL, LIST], ids=["editions", "lists"])
def test_a_file_that_is_sorted_first_is_seen_to_be_read(begun: Cli, mapping: str, monkeypatch: Any) -> None:
    """Else the bar stands still at its beginning, or at its end, for most of the time."""
    monkeypatch.setattr(limits, "BATCH_LINES_MAX", 2)
    seen: list[int] = []
    monkeypatch.setattr(importing, "_advance", lambda bar, file, done: seen.append(round(100 * done / file.size)))
    rows = [f"AF1905,2021-06-{day:02},Ford,1,2021-07-{(7 * day) % 30 + 1:02}" for day in range(1, 21)]

    load(begun, mapping, table(begun, "pcode,date,town,holder,vintage", *rows))

    assert seen == sorted(seen)
    assert seen[0] < 20
    assert seen[-1] == 100
    assert len([one for one in seen if 50 < one < 100]) > 5


TOWNS = f"""
name = "towns"
source = "neutral"
{TOWN}[event]
type = "ControlAsserted"
occurred = "date"
place = {{ column = "at" }}
holder = {{ value = "government" }}
"""


def towns(cli: Cli, *rows: str) -> Path:
    return table(cli, "town,within,date,at", *rows)


def of_towns(cli: Cli) -> list[str]:
    return [one["id"] for one in map(json.loads, cli.log()) if one["id"].startswith("towns/")]


def test_of_a_row_whose_description_is_refused_nothing_is_recorded(begun: Cli) -> None:
    """Given a description of a place in one that nobody knows, with an event elsewhere that would be good."""
    rows = towns(begun, "Newtown,atlantis,2021-06-01,t-1", "Oldtown,af,2021-06-02,t-1")

    assert counts(load(begun, TOWNS, rows)) == {"read": 2, "new": 1, "refused": 1}
    assert of_towns(begun) == ["towns/place/oldtown", "towns/t-1/2021-06-02"]


@pytest.mark.parametrize("lines_max", [1, 5_000], ids=["in two batches", "in one"])
def test_a_description_that_was_refused_does_not_keep_a_good_one_out(
    begun: Cli, lines_max: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a place that is described wrongly at first, then well; once it is known nobody asks what else is said."""
    monkeypatch.setattr(limits, "BATCH_LINES_MAX", lines_max)
    bad, good = "Newtown,atlantis,2021-06-01,newtown", "Newtown,af,2021-06-02,newtown"
    rows = towns(begun, bad, bad, good, bad.replace("01", "03"), good.replace("02", "04"))

    report = load(begun, TOWNS, rows)

    assert counts(report) == {"read": 5, "new": 3, "refused": 2}
    assert of_towns(begun)[0] == "towns/place/newtown"


@pytest.mark.parametrize("also", [False, True], ids=["alone", "among others"])
def test_a_file_of_which_no_row_is_good_leaves_no_descriptions_either(begun: Cli, also: bool) -> None:
    """Given good descriptions of a row whose event is refused; and another file, of which something is kept."""
    bad = towns(begun, "Newtown,af,2021-06-01,nowhere")
    good = table(begun, "town,within,date,at", "Oldtown,af,2021-06-02,t-2", name="good.csv")

    report = load(begun, TOWNS, bad, *([good] if also else []), code=1)

    assert [one["stored"] for one in report["files"]] == [False, True][: 1 + also]
    assert of_towns(begun) == ["towns/place/oldtown", "towns/t-2/2021-06-02"] * also
    if also:
        words = ("state", "t-2", "--as-of", "2021-06-02", "--json")
        assert begun(*words).json["holder"]["id"] == "government"
