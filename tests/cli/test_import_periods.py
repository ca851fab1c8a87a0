"""A table of periods, through the doors: a state ends where its source says that it does."""

from pathlib import Path

from tests.support.cli_runner import Cli
from tests.support.table_imports import counts, load, table

SPANS = """
name = "spans"
source = "neutral"
[periods]
until = "valid_to"
[event]
type = "ControlAsserted"
occurred = "valid_from"
place = { name = "town" }
holder = "holder"
"""


def spans(cli: Cli, *rows: str) -> Path:
    return table(cli, "town,holder,valid_from,valid_to", *rows)


def holders(cli: Cli, place: str, *days: str) -> list[str | None]:
    states = [cli("state", place, "--as-of", f"2021-06-{day}", "--json").json for day in days]
    return [state["holder"] and state["holder"]["id"] for state in states]


def test_a_state_holds_from_its_first_day_to_its_last_and_not_for_ever(begun: Cli) -> None:
    path = spans(begun, "Ford,taliban,2021-06-01,2021-06-10", "Hill,government,2021-06-01,")
    report = load(begun, SPANS, path, options=("--known-at", "2021-07-01"))

    assert counts(report) == {"read": 2, "new": 2}
    assert holders(begun, "t-1", "01", "05", "10", "11", "25") == ["taliban", "taliban", "taliban", None, None]
    assert holders(begun, "t-2", "25") == ["government"]
    assert counts(load(begun, SPANS, path, options=("--known-at", "2021-07-01"))) == {"read": 2, "repeated": 2}


def test_one_period_after_another_leaves_no_gap(begun: Cli) -> None:
    load(begun, SPANS, spans(begun, "Ford,government,2021-06-11,", "Ford,taliban,2021-06-01,2021-06-10"))

    assert holders(begun, "t-1", "05", "10", "11", "25") == ["taliban", "taliban", "government", "government"]


def test_a_state_ends_where_the_row_that_goes_on_from_it_is_refused(begun: Cli) -> None:
    """Given two rows that go on from each other, and the second is refused; mended, it goes on."""
    known = ("--known-at", "2021-07-01")
    rows = "Ford,taliban,2021-06-01,2021-06-10", "Ford,nobody-we-know,2021-06-11,2021-06-20"
    for _ in range(2):
        report = load(begun, SPANS, spans(begun, *rows), options=known)
        assert report["refused"] == 1
        assert holders(begun, "t-1", "10", "11", "25") == ["taliban", None, None]

    load(begun, SPANS, spans(begun, rows[0], rows[1].replace("nobody-we-know", "government")), options=known)
    assert holders(begun, "t-1", "10", "11", "20", "25") == ["taliban", "government", "government", None]


def test_where_both_rows_are_refused_nothing_is_recorded_of_the_place(begun: Cli) -> None:
    """Not even that it ends."""
    rows = "Ford,who,2021-06-01,2021-06-10", "Ford,whoever,2021-06-11,2021-06-20", "Hill,taliban,2021-06-01,"
    load(begun, SPANS, spans(begun, *rows))

    assert not [line for line in begun.log() if '"t-1"' in line and "ControlAsserted" in line]


def test_a_state_goes_on_in_the_other_of_two_rows_where_one_is_refused(begun: Cli) -> None:
    rows = (
        "Ford,taliban,2021-06-01,2021-06-10",
        "Ford,who,2021-06-11,2021-06-15",
        "Ford,government,2021-06-11,2021-06-20",
    )
    load(begun, SPANS, spans(begun, *rows))

    assert holders(begun, "t-1", "10", "11", "20", "25") == ["taliban", "government", "government", None]


def test_a_later_edition_moves_the_end(begun: Cli) -> None:
    for known, last in (("2021-07-01", ""), ("2021-07-02", "2021-06-10"), ("2021-07-03", "2021-06-20")):
        load(begun, SPANS, spans(begun, f"Ford,taliban,2021-06-01,{last}"), options=("--known-at", known))

    def known_on(day: str) -> list[str | None]:
        words = ("--known-on", f"2021-07-{day}", "--json")
        states = [begun("state", "t-1", "--as-of", f"2021-06-{at}", *words).json for at in ("15", "25")]
        return [state["holder"] and state["holder"]["id"] for state in states]

    assert known_on("01") == ["taliban", "taliban"]
    assert known_on("02") == [None, None]
    assert known_on("03") == ["taliban", None]
