"""What was believed of a day, from every moment of knowledge."""

from datetime import UTC, date, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from domain.control.resolution import state_on
from domain.control.standing import Annulment, annulled
from domain.control.state import UNKNOWN
from domain.history.beliefs import beliefs
from domain.history.diff import seen
from domain.values.knowledge import end_of_known_day
from domain.values.terms import Policy
from tests.support.claim_strategies import DAYS, claim_lists, policies
from tests.support.control_claims import GOVERNMENT, TALIBAN, changed
from tests.support.moments import known as known_moments

DAY = date(2021, 6, 21)
BEGINNING = datetime.min.replace(tzinfo=UTC)
days = st.sampled_from(DAYS)
moments = known_moments(days)


@st.composite
def annulments(draw):
    """Acts on the claims at 1 to 8 and on each other, each with the moment from which it was known."""
    acts = range(9, 9 + draw(st.integers(0, 4)))
    return {Annulment(act, draw(st.integers(1, act - 1)), draw(st.booleans())): draw(moments) for act in acts}


def known(claims, acts, moment):
    gone = annulled(act for act, since in acts.items() if since <= moment)
    return [claim for claim in claims if claim.known <= moment and claim.position not in gone]


@given(claim_lists(), annulments(), days, policies)
def test_the_belief_in_force_is_the_answer_as_known_at_every_moment(claims, acts, day, policy):
    found = beliefs(claims, acts, day, policy)
    for knowing in [*map(end_of_known_day, DAYS), *acts.values(), *(claim.known for claim in claims)]:
        [belief] = [
            one
            for one in found
            if (one.known_from or BEGINNING) <= knowing and (one.known_to is None or knowing < one.known_to)
        ]
        assert seen(belief.state) == seen(state_on(known(claims, acts, knowing), day, policy))


@given(claim_lists(), annulments(), days, policies)
def test_beliefs_follow_each_other_and_none_repeats_the_one_before(claims, acts, day, policy):
    found = beliefs(claims, acts, day, policy)
    assert (found[0].known_from, found[0].state) == (None, UNKNOWN)
    assert [one.known_to for one in found] == [*(one.known_from for one in found[1:]), None]
    assert all(seen(a.state) != seen(b.state) for a, b in pairwise(found))
    for one in found[1:]:
        assert one.state == state_on(known(claims, acts, one.known_from), day, policy)


def test_a_late_report_changes_what_is_believed_and_an_echo_does_not():
    fell = changed("2021-06-20", TALIBAN, "a", known=end_of_known_day(date(2021, 6, 22)))
    echo = changed("2021-06-20", TALIBAN, "b", known=end_of_known_day(date(2021, 6, 23)))
    retaken = changed("2021-06-21", GOVERNMENT, "c", loser=TALIBAN, known=end_of_known_day(date(2021, 7, 12)))
    found = beliefs([fell, echo, retaken], {}, DAY, Policy.LATEST)
    assert [(one.known_from, one.state.holder) for one in found] == [
        (None, None),
        (end_of_known_day(date(2021, 6, 22)), TALIBAN),
        (end_of_known_day(date(2021, 7, 12)), GOVERNMENT),
    ]


def test_a_retraction_that_is_itself_retracted_brings_the_answer_back():
    fell = changed("2021-06-20", TALIBAN, "a", known=end_of_known_day(date(2021, 6, 22)))
    undone = Annulment(fell.position + 1, fell.position)
    redone = Annulment(undone.position + 1, undone.position)
    found = beliefs(
        [fell],
        {undone: end_of_known_day(date(2021, 6, 24)), redone: end_of_known_day(date(2021, 6, 26))},
        DAY,
        Policy.LATEST,
    )
    assert [one.state.holder for one in found] == [None, TALIBAN, None, TALIBAN]


@given(claim_lists(), annulments(), days, policies)
def test_a_belief_names_what_was_reported_at_its_first_moment_and_nothing_else(claims, acts, day, policy):
    told = {claim.position: claim.known for claim in claims}
    since = {(act.position, known) for act, known in acts.items()}
    first, *later = beliefs(claims, acts, day, policy)
    assert first.events == ()
    for one in later:
        assert one.events
        assert all(told.get(event) == one.known_from or (event, one.known_from) in since for event in one.events)


def test_a_belief_names_the_retraction_that_made_it():
    fell = changed("2021-06-20", TALIBAN, "a", known=end_of_known_day(date(2021, 6, 22)))
    undone = Annulment(fell.position + 1, fell.position)
    found = beliefs([fell], {undone: end_of_known_day(date(2021, 6, 24))}, DAY, Policy.LATEST)
    assert [one.events for one in found] == [(), (fell.position,), (undone.position,)]
