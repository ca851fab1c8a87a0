"""What holds for every set of claims, whoever told what, in whatever order it was recorded."""

from dataclasses import replace
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.control.resolution import periods, periods_by_policy, state_on
from domain.control.state import UNKNOWN
from domain.values.terms import Certainty, Interest, Policy
from tests.support.claim_strategies import DAYS, claim_lists, policies


def answers(claims, policy, days=DAYS):
    return [state_on(claims, day, policy) for day in days]


@given(claim_lists(), policies)
def test_periods_agree_with_the_fold_on_every_day(claims, policy):
    told = periods(claims, policy)
    for day, state in zip(DAYS, answers(claims, policy), strict=True):
        found = [p.state for p in told if p.start <= day and (p.end is None or day < p.end)]
        assert found == ([] if state == UNKNOWN else [state])


@given(claim_lists(), policies)
def test_periods_follow_each_other_and_none_repeats_the_one_before(claims, policy):
    told = periods(claims, policy)
    for before, after in pairwise(told):
        assert before.end is not None
        assert before.end <= after.start
        assert before.end < after.start or before.state != after.state
    assert all(p.end is None or p.start < p.end for p in told)


@given(claim_lists(), policies, st.randoms(use_true_random=False))
def test_the_order_in_which_claims_are_given_does_not_matter(claims, policy, random):
    shuffled = random.sample(claims, len(claims))
    assert answers(shuffled, policy) == answers(claims, policy)


@given(claim_lists(sources=("a",)), policies)
def test_one_source_never_disputes_itself(claims, policy):
    assert Certainty.DISPUTED not in {state.certainty for state in answers(claims, policy)}


@given(claim_lists(), st.sampled_from([Policy.AGAINST_INTEREST, Policy.CAUTIOUS, Policy.MOST_RELIABLE]))
def test_a_party_to_the_gain_cannot_change_who_holds_a_place(claims, policy):
    without = [claim for claim in claims if claim.interest is not Interest.OWN_GAIN]
    held = [(s.holder, s.level) for s in answers(claims, policy)]
    assert held == [(s.holder, s.level) for s in answers(without, policy)]


@given(claim_lists(), policies)
def test_nobody_holds_a_place_without_a_claim_that_says_so(claims, policy):
    by_position = {claim.position: claim for claim in claims}
    for state in answers(claims, policy):
        if state.holder is not None:
            assert state.basis
            assert {by_position[p].holder for p in state.basis} == {state.holder}
        for other in state.alternatives:
            assert {by_position[p].holder for p in other.claims} == {other.holder}


@given(claim_lists(), policies)
def test_no_claim_is_both_for_and_against_an_answer(claims, policy):
    for state in answers(claims, policy):
        # Where only the level is in dispute, its claims speak for the holder and each for its level.
        levels = {state.holder} if state.level_certainty is Certainty.DISPUTED and state.basis else set()
        against = [p for other in state.alternatives if other.holder not in levels for p in other.claims]
        assert not set(state.basis) & set(against)
        assert len(against) == len(set(against))


@given(claim_lists(), policies)
def test_the_sides_have_no_names(claims, policy):
    swap = {"taliban": "government", "government": "taliban", None: None}
    swapped = [replace(c, holder=swap[c.holder], loser=swap[c.loser]) for c in claims]
    held = [(swap[s.holder], s.level, s.certainty, s.since) for s in answers(claims, policy)]
    assert held == [(s.holder, s.level, s.certainty, s.since) for s in answers(swapped, policy)]


@given(claim_lists(), policies, st.data())
def test_a_repeated_claim_changes_nothing_but_the_evidence(claims, policy, data):
    firm = [c for c in claims if all(o.held == c.held for o in claims if o.voice == c.voice)]
    if not firm:
        return
    again = replace(data.draw(st.sampled_from(firm)), position=len(claims) + 1)
    for before, after in zip(answers(claims, policy), answers([*claims, again], policy), strict=True):
        assert (before.holder, before.certainty) == (after.holder, after.certainty)
        if before.certainty is not Certainty.DISPUTED:  # in a dispute the newest claim of a side gives its level
            assert (before.level, before.since) == (after.level, after.since)


@given(claim_lists(), policies)
def test_before_the_first_claim_nobody_holds_a_place(claims, policy):
    for day, state in zip(DAYS, answers(claims, policy), strict=True):
        if state.certainty in (Certainty.ESTABLISHED, Certainty.DISPUTED, Certainty.CLAIMED):
            assert any(c.observed.end.date() <= day for c in claims)


@given(claim_lists())
def test_policies_folded_together_give_what_each_gives_alone(claims):
    assert periods_by_policy(claims) == {policy: periods(claims, policy) for policy in Policy}
