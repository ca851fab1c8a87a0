"""Rows for the peers: they answer for every day, as ours does."""

from datetime import date

from benchmarks.peers.holdings import without_gaps
from domain.control.state import UNKNOWN, Period, State
from domain.values.terms import Certainty, ControlLevel

HELD = State("army", ControlLevel.CONTROL, Certainty.ESTABLISHED)
FIRST, SECOND, THIRD = date(2020, 1, 1), date(2020, 2, 1), date(2020, 3, 1)


def test_a_place_of_which_nothing_is_known_has_one_row() -> None:
    assert list(without_gaps([])) == [Period(date.min, None, UNKNOWN)]


def test_gaps_are_unknown() -> None:
    """Given a period that ends and a later one that lasts, then the days before and between them have rows too."""
    periods = [Period(FIRST, SECOND, HELD), Period(THIRD, None, HELD)]

    assert list(without_gaps(periods)) == [
        Period(date.min, FIRST, UNKNOWN),
        periods[0],
        Period(SECOND, THIRD, UNKNOWN),
        periods[1],
    ]


def test_after_the_last_period_nothing_is_known() -> None:
    assert list(without_gaps([Period(FIRST, SECOND, HELD)]))[-1] == Period(SECOND, None, UNKNOWN)
