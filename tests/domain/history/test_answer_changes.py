"""What would change is every day of which the answer differs, and no other."""

from datetime import date, timedelta

from hypothesis import given

from domain.control.resolution import periods, state_on
from domain.history.answer_changes import answer_changes, answered
from domain.values.days import Days
from domain.values.terms import Certainty, Policy
from tests.support.claim_strategies import DAYS, claim_lists, policies
from tests.support.control_claims import GOVERNMENT, TALIBAN, changed, seen

ALL_DAYS = [min(DAYS) + timedelta(n) for n in range(-5, 60)]
POLICY = Policy.AGAINST_INTEREST


def changes(before, after, policy=POLICY):
    return answer_changes(periods(before, policy), periods(after, policy))


@given(before=claim_lists(), after=claim_lists(), policy=policies)
def test_the_days_are_those_of_which_the_answer_differs(before, after, policy):
    found = changes(before, after, policy)

    listed = [day for day in ALL_DAYS for change in found if change.days.since <= day < change.days.until]
    assert listed == [
        day
        for day in ALL_DAYS
        if answered(state_on(before, day, policy), day) != answered(state_on(after, day, policy), day)
    ]
    for change in found:
        last = change.days.last
        assert answered(change.before, last) == answered(state_on(before, last, policy), last)
        assert answered(change.after, last) == answered(state_on(after, last, policy), last)


@given(claims=claim_lists(), policy=policies)
def test_nothing_differs_from_itself(claims, policy):
    assert changes(claims, claims, policy) == []


def test_a_first_claim_changes_every_day_from_its_own_on():
    [change] = changes([], [changed("2021-06-22", TALIBAN, "a")])

    assert change.days == Days(date(2021, 6, 22), date.max)
    assert (change.before.certainty, change.after.holder) == (Certainty.UNKNOWN, TALIBAN)


def test_a_claim_that_is_taken_out_ends_where_another_takes_its_place():
    fell, retaken = changed("2021-06-20", TALIBAN, "a"), changed("2021-06-25", GOVERNMENT, "a")

    [change] = changes([fell, retaken], [retaken])

    assert change.days == Days(date(2021, 6, 20), date(2021, 6, 25))
    assert (change.before.holder, change.after.holder) == (TALIBAN, None)


def test_one_more_voice_is_a_difference_and_its_later_word_is_another():
    fell = changed("2021-06-20", TALIBAN, "a")
    sight = seen("2021-06-25", TALIBAN, "b")

    first, second = changes([fell], [fell, sight])

    assert (first.days, second.days) == (
        Days(date(2021, 6, 20), date(2021, 6, 25)),
        Days(date(2021, 6, 25), date.max),
    )
    assert (second.before.last_word(date.max), second.after.last_word(date.max)) == (
        date(2021, 6, 20),
        date(2021, 6, 25),
    )


def test_the_same_voice_again_for_the_same_day_is_none():
    fell = changed("2021-06-20", TALIBAN, "a")

    assert changes([fell], [fell, changed("2021-06-20", TALIBAN, "a")]) == []
