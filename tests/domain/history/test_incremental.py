"""A history that is folded on from where it may have changed is the one that a fold of everything gives."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

import pytest
from hypothesis import event, given
from hypothesis import strategies as st

from domain.control.claims import Claim
from domain.control.resolution import periods_by_policy
from domain.control.state import Period
from domain.history import incremental, recent_claims
from domain.history.incremental import joined, periods_since_change
from domain.values.terms import ControlLevel, Policy
from tests.reference.claims import make_claim
from tests.reference.random_logs import FIRST
from tests.support.changed_logs import changed_log

SMALL = (2, 4, 8, 16, 32, 64)


@pytest.fixture(autouse=True, scope="module")
def small_excerpts():
    """Otherwise short logs are folded whole."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(incremental, "CONTEXTS", SMALL)
        patch.setattr(recent_claims, "PART_MAX", 1)
        yield


def folded_on(old: list[Claim], new: list[Claim]) -> dict[Policy, tuple[Period, ...]] | None:
    """The whole history under each policy, of what it was and what is new."""
    recent = periods_since_change(old, new)
    if recent is None:
        return None
    before = periods_by_policy(old)
    return {policy: joined(before[policy], recent.since, later) for policy, later in recent.periods.items()}


@given(st.integers(0, 10**9))
def test_it_is_that_of_a_fold_of_everything(seed):
    old, new = changed_log(Random(seed))

    found = folded_on(old, new)

    event("from a day on" if found else "whole")
    assert found is None or found == periods_by_policy(new)


def test_it_is_folded_from_a_day_on_for_many_logs_although_they_are_short():
    found = [periods_since_change(*changed_log(Random(seed))) for seed in range(400)]

    assert sum(recent is not None for recent in found) > 40


def reports(days: int, claim_of: Callable[[int], dict]) -> list[Claim]:
    """One of each day, by some of nine voices."""
    return [
        make_claim(number + 1, "abcdefghi"[number * 7 % 9], day, occurred=str(day), **claim_of(number))
        for number in range(days)
        for day in [FIRST + timedelta(days=number)]
    ]


def to_and_fro(number: int) -> dict:
    return {"changed": number % 5 == 0, "holder": "AB"[number // 4 % 2], "level": ControlLevel.CONTROL}


@pytest.mark.parametrize("days", [100, 400])
def test_news_of_today_at_the_end_of_a_long_history_changes_its_last_days(days):
    claims = reports(days, to_and_fro)

    recent = periods_since_change(claims[:-1], claims)

    assert recent is not None
    assert recent.since >= claims[-30].observed.end.date()
    assert folded_on(claims[:-1], claims) == periods_by_policy(claims)


def test_what_was_always_one_tenure_is_folded_whole():
    """Given a place that nobody but one ever held, then its evidence has every claim, and news changes every day."""
    claims = reports(100, lambda number: to_and_fro(0))

    assert periods_since_change(claims[:-1], claims) is None


def test_a_change_of_nothing_leaves_a_history_as_it_is():
    claims = reports(100, to_and_fro)

    assert folded_on(claims, claims) == periods_by_policy(claims)


def test_what_is_kept_ends_where_the_new_begins_and_goes_on_in_it_if_it_is_the_same():
    [whole] = periods_by_policy(reports(1, to_and_fro))[Policy.LATEST]
    cut = date(2021, 7, 1)
    later = Period(cut, None, whole.state)

    assert joined([whole], cut, [later]) == (whole,)
    assert joined([whole], cut, []) == (Period(whole.start, cut, whole.state),)
    assert joined([], cut, [later]) == (later,)
    assert joined([later], cut, []) == ()
