"""Editions of a table: once is enough, a newer one corrects, a bad row costs itself."""

from tests.support.builders import source
from tests.support.cli_runner import Cli
from tests.support.table_imports import CONTROL, counts, imported_events, load, table


class TestEditions:
    HEADER = "pcode,date,holder,vintage"

    def test_the_same_table_twice_adds_nothing(self, begun: Cli) -> None:
        rows = table(begun, self.HEADER, "AF1905,2021-06-20,1,2021-07-01", "AF1905,2021-06-22,0,2021-07-01")
        assert counts(load(begun, CONTROL, rows)) == {"read": 2, "new": 2}
        before = begun.log()

        assert counts(load(begun, CONTROL, rows)) == {"read": 2, "repeated": 2}
        assert begun.log() == before

    def test_a_newer_edition_corrects_what_differs_and_nothing_else(self, begun: Cli) -> None:
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
        assert [one.get("published") for one in imported_events(begun)] == ["2021-07-01", "2021-08-01", "2021-09-01"]

    def test_an_edition_that_comes_late_counts_until_the_newer_one(self, begun: Cli) -> None:
        load(begun, CONTROL, table(begun, self.HEADER, "AF1905,2021-06-22,1,2021-08-01"))
        late = table(begun, self.HEADER, "AF1905,2021-06-22,0,2021-07-01")

        report = load(begun, CONTROL, late)

        assert counts(report) == {"read": 1, "corrected": 1}
        assert "came late" in report["files"][0]["notes"][0]

        def holder(*words: str) -> str:
            return begun("state", "af-imam-sahib", "--as-of", "2021-06-22", "--json", *words).json["holder"]["id"]

        assert (holder("--known-on", "2021-07-31"), holder()) == ("government", "taliban")
        before = begun.log()
        assert counts(load(begun, CONTROL, late)) == {"read": 1, "repeated": 1}
        assert begun.log() == before

    def test_a_correction_by_hand_stands_while_the_table_says_what_it_said(self, begun: Cli) -> None:
        rows = table(begun, self.HEADER, "AF1905,2021-06-22,1,2021-07-01")
        load(begun, CONTROL, rows)
        [id] = [one["id"] for one in imported_events(begun)]
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

    def test_two_answers_for_one_row_in_one_edition_are_reported_and_are_no_correction(self, begun: Cli) -> None:
        rows = table(begun, self.HEADER, "AF1905,2021-06-22,1,2021-07-01", "AF1905,2021-06-22,0,2021-07-01")
        for _ in range(2):
            report = load(begun, CONTROL, rows)
            assert [one["code"] for one in report["problems"]] == ["TOLD_TWICE"]
        assert len(imported_events(begun)) == 1

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
        assert imported_events(begun) == []

        report = load(begun, CONTROL, rows)
        assert counts(report) == {"read": 4, "new": 1, "refused": 3}
        assert [(one["line"], one["code"]) for one in report["problems"]] == [
            (3, "IMPOSSIBLE_DATE"),
            (4, "UNKNOWN_PLACE"),
            (5, "UNKNOWN_VALUE"),
        ]
        assert report["files"][0]["refusals"] == {"IMPOSSIBLE_DATE": 1, "UNKNOWN_PLACE": 1, "UNKNOWN_VALUE": 1}

    def test_a_dry_run_reports_everything_and_stores_nothing(self, begun: Cli) -> None:
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

    def test_an_option_gives_what_no_row_has(self, begun: Cli) -> None:
        mapping = CONTROL.replace('[published]\ncolumn = "vintage"\n', "")
        rows = table(begun, "pcode,date,holder", "AF1905,2021-06-20,1")

        load(begun, mapping, rows, options=("--known-at", "2021-07-05"))

        assert [one["published"] for one in imported_events(begun)] == ["2021-07-05"]

    def test_a_table_that_nobody_has_explained_is_sent_to_the_mapping(self, begun: Cli) -> None:
        ended = begun("import", table(begun, self.HEADER, "AF1905,2021-06-20,1,2021-07-01"))

        assert ended.code == 1
        assert "--mapping" in ended.err
