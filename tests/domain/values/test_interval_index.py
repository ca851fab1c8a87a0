"""The index of intervals finds what a scan over all of them finds, in the same order."""

from datetime import datetime, timedelta
from typing import NamedTuple

from hypothesis import example, given
from hypothesis import strategies as st

from domain.values.interval import OPEN_END, OPEN_START, Interval
from domain.values.interval_index import IntervalIndex
from tests.support.call_counting import count_calls

NOON = datetime(2021, 6, 22, 12)


class Item(NamedTuple):
    number: int
    interval: Interval


moments = st.one_of(
    st.integers(0, 12).map(lambda hours: NOON + timedelta(hours=hours)), st.sampled_from([OPEN_START, OPEN_END])
)
# Most have a length; some are empty, and for the index those are as good as any.
intervals = st.tuples(moments, moments).map(lambda pair: Interval(*sorted(pair)))
item_lists = st.lists(intervals, max_size=40).map(
    lambda found: [Item(number, interval) for number, interval in enumerate(found)]
)


def index(items: list[Item]) -> IntervalIndex[Item]:
    return IntervalIndex(items, lambda item: item.interval)


def scan(items: list[Item], first: datetime, last: datetime) -> list[Item]:
    touching = [item for item in items if item.interval.end >= first and item.interval.start < last]
    return sorted(touching, key=lambda item: item.interval.start)


@given(item_lists, moments, moments)
@example([], NOON, NOON)
@example([Item(0, Interval(NOON, NOON))], NOON, NOON)
def test_it_finds_what_a_scan_finds(items: list[Item], first: datetime, last: datetime) -> None:
    assert list(index(items).touching(first, last)) == scan(items, first, last)


@given(item_lists, st.lists(st.tuples(moments, moments), max_size=5))
def test_an_answer_does_not_depend_on_those_before_it(items: list[Item], asked: list) -> None:
    once = index(items)

    assert [list(once.touching(*pair)) for pair in asked] == [list(index(items).touching(*pair)) for pair in asked]


def test_few_matches_among_many_intervals_are_found_in_few_steps() -> None:
    """One long interval at the start must not make every search pass over all that follow it."""
    hours = [NOON + timedelta(hours=n) for n in range(20_000)]
    many = index([Item(0, Interval(NOON, OPEN_END)), *(Item(n, Interval(at, at)) for n, at in enumerate(hours, 1))])

    with count_calls() as total:
        found = list(many.touching(hours[-2], hours[-1]))

    assert [item.number for item in found] == [0, 19_999]
    assert total.calls < 500
