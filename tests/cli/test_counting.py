"""The worked cases about numbers on the command line, on both engines; and its tables for spreadsheets."""

import csv
import io

import pytest

from tests.support.builders import corrected
from tests.support.cli_runner import Cli
from tests.support.counting_cases import BACK, CASES, SECOND, Case, crossed, harmed


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_given_these_events_the_sums_have_these_bounds(cli: Cli, case: Case) -> None:
    cli.imported(*case.log)

    for asked in case.asked:
        words = ["--from", asked.first, "--to", asked.last]
        words += ["--known-on", asked.known_on] if asked.known_on else []
        words += [word for name, value in asked.where.items() for word in (f"--{name}", value)]
        words += [word for kind in asked.kinds for word in ("--kind", kind)]
        found = cli("casualties" if asked.kinds else "crossings", *words, "--json").json
        total = found["casualties"][0] if asked.kinds else found
        assert tuple(total["count"][name] for name in ("low", "best", "high")) == asked.bounds, asked


def test_people_read_the_sum_and_what_was_not_added(sample_cli: Cli) -> None:
    told = sample_cli.does("crossings", "--from", "2021-06-01", "--to", "2021-07-31", "--origin", "af")

    assert "low 1171  best 1171  high 1171" in told
    assert "its parts give 1,037 and are not added to it" in told
    assert "2021-07-05  1037" in told
    assert "up to 100" in sample_cli.does("casualties", "--from", "2021-06-22", "--to", "2021-06-22")


def test_a_sum_is_broken_down_by_what_is_asked_for(sqlite_cli: Cli) -> None:
    harm = [harmed("a", ["KILLED"], 3, incident="a", party="taliban"), harmed("b", ["KILLED"], 4, incident="b")]
    sqlite_cli.imported(*Case("", tuple(harm), ()).log)
    asked = ("casualties", "--from", "2021-06-01", "--to", "2021-06-30", "--by", "place", "--by", "month")

    [cell] = sqlite_cli(*asked, "--place-kind", "province", "--json").json["casualties"][0]["breakdown"]

    assert (cell["place"]["id"], cell["from"], cell["to"]) == ("af-kunduz", "2021-06-01", "2021-06-30")
    assert cell["count"]["low"] == 7
    assert "Kunduz, 2021-06-01 to 2021-06-30" in sqlite_cli.does(*asked, "--place-kind", "province")
    assert sqlite_cli(*asked, "--by", "day").code != 0


def test_a_dispute_names_its_tellers(sqlite_cli: Cli) -> None:
    sqlite_cli.imported(*Case("", BACK, ()).log)

    told = sqlite_cli.does("crossings", "--from", "2021-06-22", "--to", "2021-06-22")

    assert "280 to 2300" in told
    assert "DISPUTED" in told
    assert all(teller in told for teller in ("Asia-Plus", "Khovar", "Tolonews"))


def test_a_corrected_number_is_shown_as_it_is_now(sqlite_cli: Cli) -> None:
    told = crossed("counted", {"low": 280, "best": 300, "high": 320, "qualifier": "ABOUT"})
    mended = crossed(None, {"low": 290, "best": 310, "high": 330, "qualifier": "ABOUT"})
    sqlite_cli.imported(*Case("", (SECOND, told, corrected("counted", mended, id="mended")), ()).log)
    asked = ("crossings", "--from", "2021-06-22", "--to", "2021-06-22")

    assert ": mended; " in sqlite_cli.does(*asked)
    rows = csv.DictReader(io.StringIO(sqlite_cli.does(*asked, "--csv")))
    assert {row["claim"]: row["best"] for row in rows}["mended"] == "310"


def test_no_cell_of_a_table_is_a_formula(sqlite_cli: Cli) -> None:
    count = {"qualifier": "SOME", "verbatim": '=HYPERLINK("http://evil.example")'}
    sqlite_cli.imported(*Case("", (SECOND, crossed("evil", count, incident="@evil")), ()).log)

    told = sqlite_cli.does("crossings", "--from", "2021-06-22", "--to", "2021-06-22", "--csv")

    rows = list(csv.DictReader(io.StringIO(told)))
    assert {row["claim"]: row["verbatim"] for row in rows}["evil"] == '\'=HYPERLINK("http://evil.example")'
    assert "'@evil" in {row["incident"] for row in rows}


@pytest.mark.parametrize(
    "words",
    [
        ("--from", "2021-07-01", "--to", "2021-06-01"),
        ("--from", "2021-06-01", "--to", "2021-07-01", "--json", "--csv"),
    ],
)
def test_wrong_use_is_refused_with_a_reason(sample_cli: Cli, words: tuple[str, ...]) -> None:
    assert sample_cli("crossings", *words).code == 2
