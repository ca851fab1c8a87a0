"""The world changed, or we learned of it: never one taken for the other."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.control.resolution import state_on
from domain.control.state import UNKNOWN
from domain.history.diff import (
    Cause,
    cause,
    claims,
    differences,
    events,
    seen,
    silenced,
    together,
)
from domain.values.knowledge import end_of_known_day
from domain.values.terms import Policy
from tests.support.claim_strategies import DAYS, claim_lists, policies
from tests.support.control_claims import GOVERNMENT, TALIBAN, changed

FELL = changed("2021-06-20", TALIBAN, "a", known=end_of_known_day(date(2021, 6, 20)))
LATE = changed("2021-06-18", GOVERNMENT, "b", known=end_of_known_day(date(2021, 7, 5)))
days = st.sampled_from(DAYS)


def at(claims, day, known_on, policy=Policy.AGAINST_INTEREST):
    return state_on([c for c in claims if c.known <= end_of_known_day(known_on)], day, policy)


def why(claims, first, second):
    (day, known), (later, known_then) = first, second
    return cause(at(claims, day, known), at(claims, later, known), at(claims, later, known_then))


@pytest.mark.parametrize(
    ("causes", "expected"),
    [
        ([Cause.WE_LEARNED], Cause.WE_LEARNED),
        ([Cause.WORLD_CHANGED, Cause.WORLD_CHANGED], Cause.WORLD_CHANGED),
        ([Cause.WORLD_CHANGED, Cause.WE_LEARNED], Cause.BOTH),
    ],
)
def test_two_differences_of_one_place_have_one_cause(causes, expected):
    assert together(causes) is expected


def test_something_happened_between_the_two_days():
    known = date(2021, 7, 1)
    assert why([FELL], (date(2021, 6, 19), known), (date(2021, 6, 21), known)) is Cause.WORLD_CHANGED


def test_a_late_report_changed_what_we_think_of_one_day():
    day = date(2021, 6, 19)
    assert why([FELL, LATE], (day, date(2021, 7, 1)), (day, date(2021, 7, 6))) is Cause.WE_LEARNED


def test_both():
    first, second = (date(2021, 6, 17), date(2021, 6, 19)), (date(2021, 6, 19), date(2021, 7, 6))
    assert why([FELL, LATE], first, second) is Cause.WE_LEARNED, "nothing was known of either day before"
    told = [changed("2021-06-10", GOVERNMENT, "a", known=end_of_known_day(date(2021, 6, 10))), FELL]
    undone = changed("2021-06-20", GOVERNMENT, "c", known=end_of_known_day(date(2021, 7, 5)), loser=TALIBAN)
    first, second = (date(2021, 6, 15), date(2021, 6, 30)), (date(2021, 6, 21), date(2021, 7, 6))
    assert why([*told, undone], first, second) is Cause.BOTH, "it fell, and we learned that it was retaken"


@given(claim_lists(), days, days, days, policies)
def test_two_days_known_alike_differ_only_by_the_world(claims, day, later, known, policy):
    before, after = at(claims, day, known, policy), at(claims, later, known, policy)
    assert cause(before, after, after) in (None, Cause.WORLD_CHANGED)


@given(claim_lists(), days, days, days, policies)
def test_one_day_at_two_days_of_knowledge_differs_only_by_what_we_learned(claims, day, known, known_then, policy):
    before, after = at(claims, day, known, policy), at(claims, day, known_then, policy)
    assert cause(before, before, after) in (None, Cause.WE_LEARNED)


@given(claim_lists(), days, days, days, days, policies)
def test_there_is_a_cause_if_and_only_if_a_reader_sees_a_difference(claims, day, later, known, known_then, policy):
    before, after = at(claims, day, known, policy), at(claims, later, known_then, policy)
    found = cause(before, at(claims, later, known, policy), after)
    assert (found is None) == (seen(before) == seen(after))


@given(claim_lists(), days, days, policies)
def test_only_places_whose_answer_differs_are_listed_and_each_has_its_events(told, day, known_on, policy):
    before, after = at(told, day, known_on, policy), at(told, day, DAYS[-1], policy)
    found = differences({"same": after, "gone": before}, {"same": after}, {"same": after, "new": after})
    assert "same" not in found
    assert list(found) == sorted(one for one in ("gone", "new") if seen((before, after)[one == "new"]) != seen(UNKNOWN))
    for one in found.values():
        made_by = events(one.before, one.after, ())
        assert made_by == sorted(made_by)
        assert set(made_by) <= claims(one.before) | claims(one.after)
        assert silenced(one.before, one.after).isdisjoint(claims(one.after))
