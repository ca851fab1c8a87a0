"""The table of goals as Markdown."""

import pytest

from benchmarks.report.row import Figure, Row
from benchmarks.report.table import goals_table, number


def last_line(row: Row) -> list[str]:
    return [cell.strip() for cell in goals_table([row]).splitlines()[-1].strip("|").split("|")]


def test_a_ratio_is_shown_with_its_spread_and_its_goal() -> None:
    row = Row("as-of", "map", "ours", Figure((2.0, 3.0), "ms"), 0.5, Figure((4.0, 4.0), "ms"), "SQL")

    assert last_line(row) == ["map; ours", "2.5 ms", "SQL 4 ms", "0.625 x", "0.5 to 0.75", "<= 0.5 x", "**no**"]


def test_a_figure_without_a_peer_is_shown_in_its_unit() -> None:
    row = Row("appends", "appends", "ours", Figure((1_200.0,), "/s"), 1_000, at_least=True)

    assert last_line(row) == ["appends; ours", "1,200 /s", "", "1,200 /s", "", ">= 1,000 /s", "yes"]


def test_a_refusal_keeps_the_table_whole() -> None:
    """Given an error with bars and line ends, when it is shown, then it stays in its cell."""
    row = Row("diff", "diff", "ours", None, 60, refusal="too much | ask\nfor less")

    assert last_line(row)[-1] == "**no**: too much / ask for less"
    assert len(last_line(row)) == 7


@pytest.mark.parametrize(
    ("value", "text"), [(0.84, "0.84"), (1234.5, "1,234"), (9.876, "9.88"), (0.0001234, "0.0001"), (0, "0")]
)
def test_numbers_have_three_digits_that_count(value: float, text: str) -> None:
    assert number(value) == text
