"""Lists of who held what on a day: what differs from the list before is told, what vanished is not ended."""

import json

from tests.support.builders import place
from tests.support.cli_runner import Cli
from tests.support.table_imports import LIST, counts, edition, imported_events, load, table


class TestSnapshots:
    def test_what_a_list_repeats_is_one_record_and_what_differs_is_recorded(self, begun: Cli) -> None:
        files = [
            edition(begun, "2021-06-01", "Ford,0", "Hill,0", "Mill,1"),
            edition(begun, "2021-06-02", "Ford,1", "Hill,0", "Mill,1"),
        ]

        assert counts(load(begun, LIST, *files)) == {"read": 6, "new": 4, "confirmed": 2}
        assert [one["type"] for one in imported_events(begun)] == ["ControlAsserted"] * 4 + ["ControlConfirmed"] * 2
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

    def test_a_gap_between_editions_is_reported_as_a_gap(self, begun: Cli) -> None:
        load(begun, LIST, edition(begun, "2021-06-01", "Ford,0"))

        report = load(begun, LIST, edition(begun, "2021-06-09", "Ford,0"))

        assert "no edition for 8 days" in report["files"][0]["notes"][0]

    def test_two_answers_for_one_place_are_both_refused(self, begun: Cli) -> None:
        report = load(begun, LIST, edition(begun, "2021-06-01", "Ford,0", "Hill,1", "ford,1"))

        assert [(one["line"], one["code"]) for one in report["problems"]] == [(2, "TWO_ANSWERS"), (4, "TWO_ANSWERS")]
        assert [one["place"] for one in imported_events(begun)] == ["t-2"]

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

    def test_areas_are_recorded_for_the_places_in_them(self, begun: Cli) -> None:
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

        assert [(one["place"], one["holder"]) for one in imported_events(begun)] == [("c-1", "taliban")]

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
