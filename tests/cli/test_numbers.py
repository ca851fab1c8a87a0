"""`timeline tallies` and `timeline measure`: the same numbers as over GraphQL, in words, as JSON and as CSV."""

import csv
import io

import pytest

from api.cli.output import numbers
from tests.support.builders import cast, corrected, measured, stated
from tests.support.cli_runner import Cli
from tests.support.tally_cases import CASES, Case, facts


def table(text: str) -> list[dict[str, str]]:
    return [*csv.DictReader(io.StringIO(text))]


@pytest.mark.parametrize("case", CASES, ids=[case.name for case in CASES])
def test_given_these_events_the_total_stands_beside_this(cli: Cli, case: Case) -> None:
    cli.imported(*case.log)
    known_on = ["--known-on", case.known_on] if case.known_on else []

    found = facts(cli("tallies", "--json", *known_on).json["tallies"])

    assert case.answer == (found and {name: found[name] for name in case.answer or found})


def test_more_than_50_of_370_is_shown_beside_our_own_count(sample_cli: Cli) -> None:
    told = sample_cli.does("tallies", "--within", "Afghanistan")

    assert "Afghanistan, district, Taliban (taliban), GROSS_FALLS, 2021-05-01 to 2021-06-22" in told
    assert "  stated  more than 50 of 370\n  log     7 to 8 of 401: cannot be known\n" in told
    [row] = [one for one in table(sample_cli.does("tallies", "--csv")) if one["denominator"] == "370"]
    assert (row["statedLow"], row["shownLow"], row["shownHigh"], row["shownDenominator"]) == ("51", "7", "8", "401")


def test_the_absence_of_totals_is_reported(sqlite_cli: Cli) -> None:
    sqlite_cli.imported(*cast(), stated(1))

    assert sqlite_cli("tallies", "--to", "2021-01-01").err == "No such totals.\n"
    assert "ask for more with --first" not in sqlite_cli("tallies").err
    sqlite_cli.imported(stated(2))
    assert "There are 2: ask for more with --first" in sqlite_cli("tallies", "--first", "1").err


@pytest.fixture
def arrivals(cli: Cli) -> Cli:
    """Two days: one revised twice, one disputed."""
    cli.imported(
        *cast(),
        measured(100, id="v-1", published="2021-06-22"),
        measured(120, id="v-2", published="2021-06-23"),
        corrected("v-2", measured(125, published=None), id="v-3", published="2021-06-25"),
        measured({"low": 41, "qualifier": "MORE_THAN"}, "2021-06-22"),
        measured(50, "2021-06-22", source="ministry"),
        measured(200, "2021-06-23"),
        measured(150, "2021-06-23", source="ministry"),
    )
    return cli


def test_a_series_is_shown_as_bars(arrivals: Cli) -> None:
    told = arrivals.does("measure", "arrivals", "Imam Sahib").splitlines()

    assert told[0].startswith("arrivals, Imam Sahib (af-imam-sahib), with all that is known, log position ")
    assert [line.split() for line in told[2:]] == [
        ["2021-06-21", "125", "#" * 19, "2", "Neutral"],
        ["2021-06-22", "50", "#" * 8, "Neutral,", "Ministry"],
        [
            *("2021-06-23", "150", "to", "200", "#" * 22 + "." * 8),
            *("disputed:", "Neutral", "200;", "Ministry", "150"),
        ],
    ] or told[3].split()[3:] == ["Ministry,", "Neutral"]


def test_a_series_as_it_was_known(arrivals: Cli) -> None:
    def first(*known_on: str) -> tuple[int, int]:
        point = arrivals("measure", "arrivals", "AF1905", "--json", *known_on).json["points"][0]
        return point["count"]["best"], point["revisions"]

    assert first() == (125, 2)
    assert first("--known-on", "2021-06-24") == (120, 1)
    assert first("--known-on", "2021-06-22") == (100, 0)
    early = arrivals("measure", "arrivals", "af-imam-sahib", "--known-on", "2021-06-01")
    assert (early.code, early.err) == (0, "No values for these days, as far as was known.\n")


def test_every_revision_with_the_day_from_which_it_was_known(arrivals: Cli) -> None:
    words = ("measure", "arrivals", "af-imam-sahib", "--to", "2021-06-21", "--history")

    assert [line.split() for line in arrivals.does(*words).splitlines()[2:]] == [
        ["2021-06-21", "2021-06-22", "100", "Neutral", "v-1"],
        ["2021-06-21", "2021-06-23", "120", "Neutral", "v-2"],
        ["2021-06-21", "2021-06-25", "125", "Neutral", "v-3"],
    ]
    rows = table(arrivals.does(*words, "--csv"))
    assert [(row["knownFrom"], row["best"], row["event"]) for row in rows][-1] == ("2021-06-25", "125", "v-3")


def test_a_spreadsheet_has_the_bounds_and_who_says_so(arrivals: Cli) -> None:
    rows = table(arrivals.does("measure", "arrivals", "af-imam-sahib", "--csv"))

    assert [(row["date"], row["low"], row["best"], row["high"], row["disputed"]) for row in rows] == [
        ("2021-06-21", "125", "125", "125", "false"),
        ("2021-06-22", "50", "50", "50", "false"),
        ("2021-06-23", "150", "", "200", "true"),
    ]
    assert {*rows[2]["sources"].split()} == {"ministry", "neutral"}


def test_without_an_id_the_series_are_listed(arrivals: Cli) -> None:
    assert arrivals.does("measure").splitlines()[1].split()[:1] == ["arrivals"]
    [row] = table(arrivals.does("measure", "--csv"))
    assert (row["id"], row["place"], row["from"], row["to"], row["reports"]) == (
        "arrivals",
        "af-imam-sahib",
        "2021-06-21",
        "2021-06-23",
        "6",
    )
    assert arrivals("measure", "--json").json["measures"][0]["sources"] == [{"id": "ministry"}, {"id": "neutral"}]


def test_what_is_not_there_is_told_with_what_may_be_meant(arrivals: Cli) -> None:
    unknown = arrivals("measure", "arrival", "af-imam-sahib")
    assert (unknown.code, unknown.out) == (1, "")
    assert "is arrivals meant?" in unknown.err
    assert arrivals("measure", "arrivals").code == 2
    assert arrivals("measure", "--json", "--csv").code == 2


def test_a_cell_that_a_spreadsheet_would_carry_out_is_made_harmless(sqlite_cli: Cli) -> None:
    words = [f"{first}HYPERLINK(1)" for first in ("=", "+", "-", "@")]
    totals = [stated({"qualifier": "MANY", "verbatim": word}) for word in [*words, "many"]]
    sqlite_cli.imported(*cast(), *totals)

    rows = table(sqlite_cli.does("tallies", "--csv"))

    assert [row["stated"] for row in rows] == [*(f"'{word}" for word in words), "many"]


@pytest.mark.parametrize(
    ("bounds", "words", "bar"),
    [
        ((134, 134, 134), "134", "#" * 30),
        ((131, None, None), "131 or more", "#" * 29 + ">"),
        ((None, None, 67), "up to 67", "." * 15),
        ((67, 100, 134), "67 to 134, best 100", "#" * 15 + "." * 15),
        ((None, 67, None), "about 67", "#" * 15 + ">"),
        ((0, 0, 0), "0", ""),
        ((1, None, 2), "1 to 2", "#"),
        ((None, None, None), "many", ""),
    ],
)
def test_bounds_in_words_and_as_a_bar(bounds: tuple[int | None, ...], words: str, bar: str) -> None:
    count = dict(zip(("low", "best", "high"), bounds, strict=True)) | {"qualifier": "MANY", "verbatim": None}

    assert numbers.in_words(count) == words
    assert numbers.bar(count, 134) == bar
