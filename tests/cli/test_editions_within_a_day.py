"""Several editions of a list, a map or a series on one day: the last speaks for its end, the others stay to be seen."""

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from tests.support.cli_runner import Cli
from tests.support.table_imports import counts

LIST = r"""
name = "towns"
source = "list"
[published]
file = '(\d{8})T'
dates = ["%Y%m%d"]
[snapshot]
[[once]]
type = "SourceRegistered"
source = { value = "list" }
name = { value = "List" }
[[once]]
type = "ActorRegistered"
actor = { column = "held", slug = true }
name = { column = "held" }
kind = { value = "STATE_FORCES" }
[[once]]
type = "PlaceRegistered"
place = { column = "town", slug = true }
kind = { value = "POPULATED_PLACE" }
names = [{ text = "town" }]
[event]
type = "ControlAsserted"
place = { column = "town", slug = true }
occurred = { file = '(\d{8})T', dates = ["%Y%m%d"] }
holder = { column = "held", values = { A = "a", B = "b" } }
"""
WITH_HOURS = LIST.replace(
    "[published]\nfile = '(\\d{8})T'\ndates = [\"%Y%m%d\"]",
    "[published]\nfile = '\\d{8}T\\d{6}Z'\ndates = [\"%Y%m%dT%H%M%SZ\"]",
)
ROWS = WITH_HOURS.replace("[snapshot]\n", "")
SERIES = """
name = "s"
source = "s"
published = "known_at"
[[once]]
type = "SourceRegistered"
source = { value = "s" }
name = { value = "S" }
[[once]]
type = "PlaceRegistered"
place = { value = "ua" }
kind = { value = "COUNTRY" }
names = [{ text = { value = "Ukraine" } }]
[event]
type = "MeasureReported"
measure = { value = "m" }
place = { value = "ua" }
occurred = "day"
count = { best = "n", qualifier = { value = "EXACT" } }
"""
ARCHIVE = {
    "20220323T120000Z": "A",
    "20220324T010000Z": "A",
    "20220324T140000Z": "B",
    "20220324T160000Z": "A ",
    "20220325T120000Z": "A",
}


def written(cli: Cli, archive: dict[str, str] = ARCHIVE) -> list[Path]:
    files = []
    for stamp, held in archive.items():
        files.append(cli.folder / f"{stamp}.csv")
        files[-1].write_text(f"town,held\nKherson,{held}\n")
    return files


def load(cli: Cli, mapping: str, *files: Path) -> dict[str, Any]:
    path = cli.folder / "mapping.toml"
    path.write_text(mapping)
    report: dict[str, Any] = json.loads(cli.does("import", *files, "--mapping", path, "--json"))
    assert report["refused"] == 0, report["problems"]
    return report


def held(cli: Cli, day: str, *words: str) -> tuple[str | None, str, str | None]:
    state = cli("state", "kherson", "--as-of", day, "--json", *words).json
    return (state["holder"] or {}).get("id"), state["certainty"], state["since"]


class TestLists:
    def test_where_only_the_day_is_given_the_last_file_speaks_for_it(self, cli: Cli) -> None:
        """Given three editions of one day, A, B and A, when they are loaded, then the day is A, and B is on record."""
        report = load(cli, LIST, *written(cli))

        assert counts(report) == {"read": 5, "new": 1, "confirmed": 2, "corrected": 2}
        assert held(cli, "2022-03-24")[:2] == ("a", "ESTABLISHED")
        said = [json.loads(line) for line in cli.log()]
        assert "b" in [event.get("holder") for event in said]

    def test_the_archive_again_adds_nothing_and_changes_nothing(self, cli: Cli) -> None:
        files = written(cli)
        load(cli, LIST, *files)
        before = cli.log()

        assert counts(load(cli, LIST, *files)) == {"read": 5, "repeated": 5}
        for file in reversed(files):
            assert counts(load(cli, LIST, file)) == {"read": 1, "repeated": 1}
        assert cli.log() == before

    def test_with_hours_each_edition_is_what_was_known_then(self, cli: Cli) -> None:
        report = load(cli, WITH_HOURS, *written(cli))

        def holder(at: str) -> str | None:
            return held(cli, "2022-03-24", "--known-at", at)[0]

        moments = ("2022-03-24T13:59:59Z", "2022-03-24T14:00:00Z", "2022-03-24T18:00:00+02:00")
        assert [holder(moment) for moment in moments] == ["a", "b", "a"]
        assert held(cli, "2022-03-24", "--known-on", "2022-03-24")[0] == "a"
        edits = [note for file in report["files"] for note in file["notes"]]
        assert edits == [
            "2022-03-24: said otherwise by the edition of 2022-03-24T14:00:00Z: kherson to b",
            "2022-03-24: said otherwise by the edition of 2022-03-24T16:00:00Z: kherson to a again",
        ]

    def test_beliefs_have_every_moment_and_the_day_its_last(self, cli: Cli) -> None:
        load(cli, WITH_HOURS, *written(cli))

        found = cli("history", "kherson", "--beliefs", "2022-03-24", "--json").json["beliefs"]

        days = [(one["knownFrom"], (one["state"]["holder"] or {}).get("id")) for one in found]
        assert days == [(None, None), ("2022-03-23", "a"), ("2022-03-24", "b"), ("2022-03-24", "a")]
        assert found[2]["knownFromMoment"] == "2022-03-24T14:00:00+00:00"

    @pytest.mark.parametrize("mapping", [WITH_HOURS, ROWS], ids=["a list", "a table"])
    def test_in_whatever_order_they_come_the_answers_are_the_same(self, cli: Cli, mapping: str, tmp_path: Path) -> None:
        files = written(cli, {**ARCHIVE, "20220324T180000Z": "B", "20220324T200000Z": "A"})
        orders = [*permutations(range(len(files)))][:: 5040 // 6]
        found = set()
        for number, order in enumerate(orders):
            other = Cli(f"sqlite:///{tmp_path / f'{number}.db'}", cli.folder)
            for at in order:
                load(other, mapping, files[at])
            if mapping is ROWS:
                load(other, mapping, *files)  # a row that says what the one before it said leaves no version
            asked = [f"2022-03-24T{hour:02}:30:00Z" for hour in (0, 1, 13, 14, 16, 18, 20)]
            found.add(tuple(held(other, "2022-03-24", "--known-at", moment)[0] for moment in asked))
        assert found == {("a", "a", "a", "b", "a", "b", "a")}


class TestSeries:
    ROWS = ("2022-04-01T07:00:00Z,2022-03-03,100", "2022-04-01T16:00:00Z,2022-03-03,200")

    @pytest.mark.parametrize("order", [(0, 1), (1, 0)], ids=["in order", "late"])
    def test_the_later_vintage_wins_and_each_is_known_at_its_moment(self, cli: Cli, order: tuple[int, int]) -> None:
        for number in order:
            file = cli.folder / f"{number}.csv"
            file.write_text(f"known_at,day,n\n{self.ROWS[number]}\n")
            load(cli, SERIES, file)

        assert self.values(cli) == [200]
        assert self.values(cli, "--known-at", "2022-04-01T15:59:59.999999Z") == [100]
        assert self.values(cli, "--known-at", "2022-04-01T06:00:00Z") == []

    def test_one_file_may_have_both(self, cli: Cli) -> None:
        file = cli.folder / "v.csv"
        file.write_text("\n".join(["known_at,day,n", *self.ROWS, ""]))

        assert counts(load(cli, SERIES, file)) == {"read": 2, "new": 1, "corrected": 1}
        assert self.values(cli) == [200]
        assert counts(load(cli, SERIES, file)) == {"read": 2, "repeated": 2}

    @staticmethod
    def values(cli: Cli, *words: str) -> list[int]:
        points = cli("measure", "m", "ua", "--json", *words).json["points"]
        return [point["count"]["best"] for point in points]
