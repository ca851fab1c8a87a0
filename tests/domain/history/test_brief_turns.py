"""Falls that no evening shows: a place that fell and was retaken within one day fell."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.control.resolution import periods
from domain.history.brief_turns import brief_turns, may_have_brief_turns
from domain.history.captures import captures_of, fell_within, gained_within
from domain.history.holding import Holding
from domain.history.place_history import PlaceHistory
from domain.values.days import ALWAYS, Days
from domain.values.terms import ControlLevel
from tests.support.claim_strategies import claim_lists, policies
from tests.support.control_claims import GOVERNMENT, TALIBAN, changed, seen, to_own_gain
from tests.support.place_histories import place_history

HELD = Holding(TALIBAN)
JUNE = Days.between(date(2021, 6, 1), date(2021, 6, 30))


def window(first: int, last: int) -> Days:
    return Days.between(date(2021, 6, first), date(2021, 6, last))


HELD_BEFORE = seen("2021-06-01", GOVERNMENT, "a")
MORNING = changed("2021-06-10T06:00", TALIBAN, "a")
NOON = changed("2021-06-10T12:00", GOVERNMENT, "a")
EVENING = changed("2021-06-10T18:00", TALIBAN, "a")


@pytest.mark.parametrize(
    ("claims", "falls", "lost"),
    [
        pytest.param((HELD_BEFORE, MORNING, NOON, EVENING), (2, 2), False, id="fell twice"),
        pytest.param((MORNING, NOON, EVENING), (2, 2), False, id="of which nobody told before"),
        pytest.param((HELD_BEFORE, MORNING, NOON), (1, 1), True, id="fell and was retaken"),
        pytest.param((HELD_BEFORE, MORNING), (1, 1), False, id="fell"),
        pytest.param((HELD_BEFORE, seen("2021-06-08", TALIBAN, "a"), NOON, EVENING), (2, 2), False, id="retaken"),
        pytest.param(
            (
                HELD_BEFORE,
                seen("2021-06-08", TALIBAN, "a"),
                changed("2021-06-10T05:00", GOVERNMENT, "a"),
                MORNING,
                NOON,
                EVENING,
            ),
            (3, 3),
            False,
            id="lost twice and taken twice",
        ),
        pytest.param(
            (HELD_BEFORE, changed("2021-06-06/2021-06-10T06:00", TALIBAN, "b"), NOON),
            (1, 1),
            True,
            id="fell within days, the last of them the one on which it was retaken",
        ),
        pytest.param(
            (
                HELD_BEFORE,
                changed("2021-06-10", TALIBAN, "b"),
                changed("2021-06-10T18:00", GOVERNMENT, "c", loser=TALIBAN),
            ),
            (1, 1),
            True,
            id="the loser gives the order",
        ),
        pytest.param(
            (HELD_BEFORE, seen("2021-06-10T09:00", TALIBAN, "b"), seen("2021-06-10T15:00", GOVERNMENT, "c")),
            (1, 1),
            True,
            id="seen within the day",
        ),
        pytest.param(
            (HELD_BEFORE, to_own_gain(changed("2021-06-10T06:00", TALIBAN, "b")), NOON),
            (0, 0),
            False,
            id="own gain",
        ),
    ],
)
def test_every_turn_counts(claims, falls, lost) -> None:
    told = fell_within(place_history(*claims), HELD, JUNE)

    assert (told.falls, told.lost) == (falls, lost)
    assert (told.certain, told.possible) == (falls[0] > 0, falls[1] > 0)


@given(st.lists(st.tuples(st.integers(5, 9), st.integers(0, 22)), max_size=8, unique=True), st.booleans())
def test_who_tells_of_every_hour_tells_how_often_it_fell(hours, is_held_first) -> None:
    holders = [TALIBAN, GOVERNMENT] if is_held_first else [GOVERNMENT, TALIBAN]
    when = sorted(f"2021-06-{day:02}T{hour:02}:00" for day, hour in hours)
    changes = [changed(occurred, holders[n % 2], "a") for n, occurred in enumerate(when)]

    falls = sum(claim.holder == TALIBAN for claim in changes)
    assert fell_within(place_history(HELD_BEFORE, *changes), HELD, window(2, 30)).falls == (falls, falls)


def test_where_nobody_knows_the_order_it_may_have_fallen() -> None:
    open_order = changed("2021-06-10", TALIBAN, "b"), changed("2021-06-10", GOVERNMENT, "c")

    told = fell_within(place_history(HELD_BEFORE, *open_order), HELD, JUNE)

    assert (told.certain, told.possible, told.falls) == (False, True, (0, 1))


def test_what_fell_before_the_window_did_not_fall_in_it() -> None:
    place = place_history(HELD_BEFORE, MORNING, NOON, EVENING)

    assert fell_within(place, HELD, window(11, 30)).falls == (0, 0)
    assert fell_within(place, HELD, window(10, 10)).falls == (2, 2)


def test_a_window_that_begins_within_its_time_leaves_it_open() -> None:
    place = place_history(HELD_BEFORE, changed("2021-06-06/2021-06-10T06:00", TALIBAN, "b"), NOON)

    assert fell_within(place, HELD, window(8, 30)).falls == (0, 1)


def test_a_change_of_level_is_no_further_fall() -> None:
    influence = changed("2021-06-10T18:00", TALIBAN, "a", level=ControlLevel.INFLUENCE)

    told = fell_within(place_history(HELD_BEFORE, MORNING, influence), HELD, JUNE)

    assert told.falls[0] <= 1 == told.falls[1]


def test_a_place_that_fell_in_the_morning_and_is_held_in_the_evening_was_gained() -> None:
    told = gained_within(place_history(HELD_BEFORE, MORNING, NOON, EVENING), HELD, JUNE)
    lost = gained_within(place_history(HELD_BEFORE, MORNING, NOON), HELD, JUNE)

    assert (told.certain, lost.certain, lost.possible) == (True, False, False)


@given(claim_lists(), policies)
def test_a_place_of_which_every_claim_backs_an_evening_need_not_be_folded(claims, policy):
    evenings, brief = periods(claims, policy), brief_turns(claims, policy)
    if not may_have_brief_turns(len(claims), evenings):
        by_all, by_evenings = (PlaceHistory("p", [ALWAYS], evenings, turns) for turns in (brief, ()))
        assert captures_of(by_all, HELD) == captures_of(by_evenings, HELD)
