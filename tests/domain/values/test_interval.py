"""Intervals of civil time say what the sets of their seconds say."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.values.interval import (
    OPEN_END,
    OPEN_START,
    Interval,
    civil_days,
    end_of,
    first_day_past,
    first_day_reaching,
    hull,
    shared,
)

MIDNIGHT = datetime(2021, 6, 22)
GRID = [MIDNIGHT + timedelta(seconds=n) for n in range(-6, 7)]
"""Seconds on both sides of a midnight."""
DAYS = [date(2021, 6, 20) + timedelta(days=n) for n in range(4)]

bounds = st.one_of(st.sampled_from(GRID), st.sampled_from([OPEN_START, OPEN_END]))
intervals = st.tuples(bounds, bounds).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: Interval(*pair))
days = st.sampled_from(DAYS)


def seconds(interval: Interval) -> set[datetime]:
    """Those of the grid and one beyond each of its ends, which stand for all that lies there."""
    beyond = [GRID[0] - timedelta(seconds=1), GRID[-1] + timedelta(seconds=1)]
    return {second for second in [*GRID, *beyond] if interval.start < second <= interval.end}


@given(intervals, intervals)
def test_intervals_overlap_if_they_share_a_second(left: Interval, right: Interval) -> None:
    assert left.overlaps(right) == right.overlaps(left) == bool(seconds(left) & seconds(right))


@given(intervals, intervals)
def test_an_interval_covers_another_if_it_has_all_its_seconds(left: Interval, right: Interval) -> None:
    assert left.covers(right) == (seconds(left) >= seconds(right))


@given(intervals, intervals)
def test_what_two_share_is_what_belongs_to_both(left: Interval, right: Interval) -> None:
    if left.overlaps(right):
        assert seconds(left.intersection(right)) == seconds(left) & seconds(right)


@given(st.lists(intervals, min_size=1, max_size=4))
def test_what_several_share_is_what_belongs_to_all_or_else_their_hull(several: list[Interval]) -> None:
    common = set.intersection(*map(seconds, several))

    assert seconds(shared(several)) == (common or seconds(hull(several)))


@given(st.lists(intervals, min_size=1, max_size=4))
def test_a_hull_covers_all_and_begins_and_ends_with_one_of_them(several: list[Interval]) -> None:
    around = hull(several)

    assert all(around.covers(interval) for interval in several)
    assert around.start in {interval.start for interval in several}
    assert around.end in {interval.end for interval in several}


@given(st.sampled_from(GRID), st.sampled_from(GRID))
def test_the_seconds_between_which_an_interval_is_made_belong_to_it(first: datetime, last: datetime) -> None:
    interval = Interval.between(first, last)

    assert seconds(interval) == {second for second in GRID if first <= second <= last}
    assert (interval.earliest, interval.latest) == (first, last)
    assert (interval.first_day, interval.last_day) == (first.date(), last.date())


def test_an_end_that_nobody_knows_has_no_day() -> None:
    interval = Interval.between(None, None)

    assert interval.is_open
    assert (interval.earliest, interval.latest, interval.first_day, interval.last_day) == (None, None, None, None)


@given(days, days)
def test_civil_days_have_all_their_hours_and_no_second_more(one_day: date, another: date) -> None:
    first, last = sorted((one_day, another))
    interval = civil_days(first, last)

    assert interval.earliest == datetime.combine(first, datetime.min.time())
    assert interval.latest == end_of(last)
    assert interval.overlaps(civil_days(last, last))
    assert not interval.overlaps(civil_days(last + timedelta(days=1), last + timedelta(days=1)))


@pytest.mark.parametrize(("hours", "is_period"), [(1, False), (24, False), (25, True), (48, True)])
def test_only_what_is_longer_than_a_day_is_a_period(hours: int, is_period: bool) -> None:
    assert Interval.between(MIDNIGHT, MIDNIGHT + timedelta(hours=hours)).is_period is is_period


@given(st.one_of(st.sampled_from(GRID), days.map(end_of)))
def test_the_first_day_that_reaches_or_passes_a_moment_is_found_by_its_end(moment: datetime) -> None:
    around = [moment.date() + timedelta(days=n) for n in range(-2, 3)]

    assert first_day_reaching(moment) == next(day for day in around if end_of(day) >= moment)
    assert first_day_past(moment) == next(day for day in around if end_of(day) > moment)
