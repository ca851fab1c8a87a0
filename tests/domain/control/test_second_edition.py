"""Cases that the first edition of the rules answered wrongly. T is the Taliban, G the government, X a third."""

from dataclasses import replace
from datetime import date

import pytest

from domain.control.claims import Claim
from domain.control.resolution import periods
from domain.values.terms import Certainty, ControlLevel, OrderReasonKind, Policy, Reliability
from tests.reference.folds import Answers
from tests.support.control_claims import changed, june, seen, to_own_gain

T, G, X = "taliban", "afghan-security-forces", "third"
ESTABLISHED, POSSIBLE = Certainty.ESTABLISHED, Certainty.POSSIBLE
DISPUTED, CLAIMED = Certainty.DISPUTED, Certainty.CLAIMED


def took(holder: str | None, day: str, voice: str, loser: str | None = None, **more) -> Claim:
    return changed(_june(day), holder, voice, loser=loser, **more)


def saw(holder: str | None, day: str, voice: str, **more) -> Claim:
    return seen(_june(day), holder, voice, **more)


def _june(day: str) -> str:
    return "/".join(part if part == ".." else f"2021-06-{part}" for part in day.split("/"))


def answer(day: int, *claims: Claim) -> tuple[str | None, Certainty]:
    state = june(day, *claims)
    return state.holder, state.certainty


def test_a_state_that_is_still_seen_cuts_the_window_of_the_next():
    daily = [saw(T, f"{day:02}", "m") for day in range(5, 12)]
    claims = *daily, took(G, "08/12", "b", loser=T)

    assert [answer(day, *claims) for day in (8, 10, 11)] == [(T, ESTABLISHED)] * 3
    state = june(12, *claims)
    assert (state.holder, state.certainty, state.since) == (G, ESTABLISHED, "2021-06-11/2021-06-12")
    assert [reason.kind for reason in state.reasons] == [OrderReasonKind.SEEN]


def test_the_loser_gives_the_order_where_a_day_does_not():
    claims = saw(T, "08", "d"), took(X, "08T18:00", "b", loser=T)

    assert [answer(day, *claims) for day in (8, 9)] == [(X, ESTABLISHED)] * 2
    assert [reason.kind for reason in june(8, *claims).reasons] == [OrderReasonKind.LOSER]


def test_a_word_of_a_later_day_changes_no_earlier_one():
    claims = to_own_gain(took(G, "03", "n")), took(G, "04", "n")

    assert answer(3, *claims) == (None, CLAIMED)
    assert [other.holder for other in june(3, *claims).alternatives] == [G]
    assert answer(4, *claims) == (G, ESTABLISHED)


def test_a_later_grade_says_nothing_of_an_earlier_dispute():
    claims = (
        took(T, "05", "a"),
        took(G, "05", "b", reliability=Reliability.B),
        took(T, "10", "a", reliability=Reliability.A),
    )

    assert answer(5, *claims) == (G, DISPUTED)
    assert answer(10, *claims) == (T, ESTABLISHED)


@pytest.mark.parametrize("again", [None, 0, 1])
def test_a_claim_repeated_exactly_changes_nothing(again):
    claims = [took(T, "05/07", "a", loser=G), saw(G, "06", "a")]
    claims += [] if again is None else [replace(claims[again], position=1_000_000)]

    assert answer(6, *claims) == (G, ESTABLISHED)
    assert answer(7, *claims) == (T, ESTABLISHED)


@pytest.mark.parametrize("retook", [took, saw])
def test_what_comes_later_tells_the_order_of_a_day(retook):
    claims = took(T, "03", "a", loser=G), retook(G, "03", "a"), took(T, "08", "a", loser=G)

    assert [answer(day, *claims) for day in (3, 7, 8)] == [(G, ESTABLISHED), (G, ESTABLISHED), (T, ESTABLISHED)]


def test_a_correction_keeps_the_place_of_what_it_corrects():
    fell, retaken = took(T, "03", "a"), took(G, "03", "a")
    corrected = replace(fell, position=1_000_000, corrects=fell.told)

    assert answer(3, fell, retaken) == answer(3, corrected, retaken) == (G, ESTABLISHED)


def test_time_is_asked_before_the_order_of_recording():
    claims = took(T, "09/10", "b"), took(G, "06/09", "b")

    assert answer(10, *claims) == (T, ESTABLISHED)
    assert june(10, *claims).since == "2021-06-09/2021-06-10"


def test_a_state_seen_in_a_day_came_before_the_change_of_that_day():
    claims = took(X, "08", "b"), saw(T, "08T12:00", "d")

    assert answer(8, *claims) == answer(8, *claims, saw(X, "08", "n")) == (X, ESTABLISHED)


def test_a_list_that_leaves_more_open_than_its_turn_may_tell_of_a_later_one():
    claims = saw(X, "03", "b"), saw(T, "04", "c"), saw(X, "03/06", "a")

    assert [answer(day, *claims) for day in (3, 4)] == [(X, ESTABLISHED), (T, POSSIBLE)]
    assert [answer(day, *claims) for day in (5, 6)] == [(T, POSSIBLE), (None, DISPUTED)]


def test_of_nested_dates_one_voice_told_first_what_came_first():
    assert answer(5, took(T, "../05", "a"), took(G, "05T04:54", "a")) == (G, ESTABLISHED)
    assert answer(5, took(G, "05T04:54", "a"), took(T, "../05", "a")) == (T, ESTABLISHED)


def test_what_a_voice_saw_within_the_day_of_a_change_was_there_before_it():
    claims = took(G, "05", "a"), saw(T, "05T08:00/05T14:14", "a")

    assert answer(5, *claims) == (G, ESTABLISHED)


def test_since_is_no_day_that_no_claim_names():
    state = june(3, took(G, "03", "a"), saw(T, "03", "a"))

    assert (state.holder, state.since) == (T, "2021-06-03")


def test_two_parties_in_one_paper_are_two_voices():
    captured, repelled = took(T, "22", "taliban"), saw(G, "22", "ministry")

    assert answer(22, captured, repelled) == (None, DISPUTED)
    both = to_own_gain(captured), to_own_gain(repelled)
    assert answer(22, *both) == (None, CLAIMED)
    assert {other.holder for other in june(22, *both).alternatives} == {T, G}


def test_a_party_that_says_nobody_holds_a_place_speaks_for_itself():
    nobody = to_own_gain(saw(None, "22", "taliban", level=ControlLevel.CONTESTED))

    assert answer(22, took(G, "21", "k", loser=T), nobody) == (G, CLAIMED)


def test_where_each_names_the_other_as_loser_only_a_regaining_tells_the_order():
    fell, retaken = took(T, "21", "lwj", loser=G), took(G, "21", "kabulnow", loser=T)

    assert answer(22, fell, retaken) == (None, DISPUTED)
    assert answer(22, fell, replace(retaken, regained=True)) == (G, ESTABLISHED)
    assert answer(23, fell, retaken, saw(T, "23", "map")) == (T, ESTABLISHED)


def test_nobody_tells_whether_a_district_that_fell_and_was_retaken_has_fallen_again():
    claims = took(T, "01/05", "m"), took(G, "05/06", "n"), took(T, "04/08", "o")

    assert [june(day, *claims).certainty for day in (6, 7, 8)] == [DISPUTED] * 3
    later = took(T, "01/05", "m"), took(G, "06", "n"), took(T, "04/08", "o")
    assert [june(day, *later).certainty for day in (6, 7, 8)] == [Certainty.POSSIBLE] * 2 + [DISPUTED]


def test_a_chain_of_losers_is_an_order():
    claims = took(G, "02", "n"), took(T, "02", "o", loser=G), took(X, "02", "p", loser=T)

    assert answer(2, *claims) == (X, ESTABLISHED)


def test_the_level_has_a_certainty_of_its_own():
    sure_holder = saw(T, "10", "a"), saw(T, "10", "b", level=ControlLevel.CONTESTED)

    state = june(10, *sure_holder)

    assert (state.holder, state.certainty) == (T, ESTABLISHED)
    assert (state.level, state.level_certainty) == (ControlLevel.UNKNOWN, DISPUTED)
    cautious = june(10, *sure_holder, policy=Policy.CAUTIOUS)
    assert (cautious.level, cautious.level_certainty) == (ControlLevel.CONTESTED, DISPUTED)


def test_a_level_that_its_only_voice_has_given_up_is_no_alternative():
    later = saw(T, "03/04", "b", level=ControlLevel.CONTESTED)
    claims = took(T, "03", "b"), saw(T, "03T00:00", "a", level=ControlLevel.CONTESTED), later

    state = june(5, *claims)

    assert (state.level, state.level_certainty, state.alternatives) == (ControlLevel.CONTESTED, ESTABLISHED, ())


def test_a_level_between_two_dates_is_possible():
    state = june(12, saw(T, "10", "a", level=ControlLevel.INFLUENCE), saw(T, "15", "a"))

    assert (state.holder, state.certainty) == (T, ESTABLISHED)
    assert (state.level, state.level_certainty) == (ControlLevel.INFLUENCE, Certainty.POSSIBLE)


def test_interest_is_asked_nowhere_under_latest():
    fell = took(T, "21", "lwj", reliability=Reliability.B)
    retaken = to_own_gain(took(G, "21", "ministry", reliability=Reliability.A))

    state = june(21, fell, retaken, policy=Policy.LATEST)

    assert (state.holder, state.certainty) == (G, DISPUTED)


def test_copies_are_evidence_but_no_voice_and_no_later_word():
    first = took(T, "20", "afp")
    copy = replace(took(T, "20", "daily"), copy_of=first.position)

    state = june(20, first, copy)

    assert state.basis == (copy.position, first.position)
    assert state.voices == 1
    assert june(20, first, replace(copy, copy_of=None)).voices == 2


def test_a_copy_of_what_does_not_stand_speaks_for_itself():
    copy = replace(took(T, "20", "daily"), copy_of=77)

    assert (june(20, copy).holder, june(20, copy).voices) == (T, 1)


def test_the_last_word_is_the_latest_day_for_which_the_basis_vouches():
    listed = june(30, saw(T, "12/22", "asia-plus"))
    assert listed.last_word(date(2021, 6, 30)) == date(2021, 6, 22)

    daily = [saw(T, f"{day:02}", "map") for day in range(5, 12)]
    state = june(8, *daily)
    assert [state.last_word(date(2021, 6, day)) for day in (8, 11, 20)] == [
        date(2021, 6, 8),
        date(2021, 6, 11),
        date(2021, 6, 11),
    ]


def test_the_newest_word_of_a_party_is_always_to_be_seen():
    claims = to_own_gain(took(G, "10", "ministry")), saw(T, "15", "map")

    state = june(15, *claims)

    assert (state.holder, state.certainty) == (T, ESTABLISHED)
    assert [other.holder for other in state.alternatives] == [G]


def test_who_sees_the_same_before_and_after_a_retaking_disputes_the_days_between():
    claims = saw(T, "02", "c"), took(G, "02", "a", loser=T), saw(T, "05", "c")

    assert [answer(day, *claims) for day in (2, 3, 4, 5)] == [
        (G, POSSIBLE),
        (None, DISPUTED),
        (None, DISPUTED),
        (T, ESTABLISHED),
    ]
    periods_by_day = Answers(periods(claims, Policy.AGAINST_INTEREST))
    assert [periods_by_day.on(date(2021, 6, day)) for day in (2, 3, 4, 5)] == [
        june(day, *claims) for day in (2, 3, 4, 5)
    ]
