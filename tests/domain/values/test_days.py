"""Runs of days say what the sets of their days say."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.values.days import ALWAYS, Days, joined

FIRST = date(2021, 6, 1)
CALENDAR = [FIRST + timedelta(days=n) for n in range(15)]

days = st.sampled_from(CALENDAR)
runs = st.tuples(days, days).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: Days(*pair))
possibly_empty_runs = st.builds(Days, days, days)


def days_in(run: Days) -> set[date]:
    return {day for day in CALENDAR if run.since <= day < run.until}


@given(runs, runs)
def test_runs_overlap_if_they_share_a_day(left: Days, right: Days) -> None:
    assert left.overlaps(right) == right.overlaps(left) == bool(days_in(left) & days_in(right))


@given(runs, runs)
def test_a_run_covers_another_if_it_has_all_its_days(left: Days, right: Days) -> None:
    assert left.covers(right) == (days_in(left) >= days_in(right))


@given(st.lists(possibly_empty_runs, max_size=8))
def test_joined_runs_have_the_same_days_in_as_few_runs_as_can_be(given_runs: list[Days]) -> None:
    result = joined(given_runs)

    assert set().union(*map(days_in, result)) == set().union(*map(days_in, given_runs))
    assert all(run.since < run.until for run in result)
    assert all(before.until < after.since for before, after in pairwise(result))


@given(days, days)
def test_both_days_between_which_a_run_is_made_belong_to_it(first: date, last: date) -> None:
    run = Days.between(first, last)

    assert days_in(run) == {day for day in CALENDAR if first <= day <= last}
    assert (run.first, run.last) == (first, last)


@pytest.mark.parametrize("last", [None, date.max])
def test_a_run_without_bounds_is_always(last: date | None) -> None:
    """The day after the last one of the calendar does not exist, and must not be asked for."""
    run = Days.between(None, last)

    assert run == ALWAYS
    assert (run.first, run.last) == (None, date.max)


@given(runs)
def test_always_covers_and_overlaps_every_run(run: Days) -> None:
    assert ALWAYS.covers(run)
    assert ALWAYS.overlaps(run)
    assert joined([run, ALWAYS]) == [ALWAYS]
