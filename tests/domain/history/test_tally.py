"""Totals are bounds: what certainly is, and what may be."""

from hypothesis import given
from hypothesis import strategies as st

from domain.control.resolution import state_on
from domain.control.state import UNKNOWN
from domain.history.tally import may_be, tally
from domain.values.terms import Policy
from tests.support.claim_strategies import DAYS, claim_lists
from tests.support.control_claims import (
    GOVERNMENT,
    TALIBAN,
    changed,
    june,
    seen,
    to_own_gain,
)


def rows(*states):
    return {(row.held[0], row.held[1].value): (row.low, row.high) for row in tally(states)}


def test_what_is_established_is_certain_and_what_is_possible_may_be():
    fallen = seen("2021-06-12/2021-06-22", TALIBAN, "list")
    assert rows(june(23, fallen), june(15, fallen), june(11, fallen)) == {
        (None, "UNKNOWN"): (1, 2),
        (TALIBAN, "CONTROL"): (1, 2),
    }


def test_a_disputed_place_may_be_of_either_side_and_is_not_nobodys():
    claims = changed("2021-06-21", TALIBAN, "a"), changed("2021-06-21", GOVERNMENT, "b")
    assert rows(june(21, *claims)) == {(TALIBAN, "CONTROL"): (0, 1), (GOVERNMENT, "CONTROL"): (0, 1)}


def test_a_cautious_reader_counts_no_contested_places_of_nobody():
    claims = changed("2021-06-21", TALIBAN, "a"), changed("2021-06-21", GOVERNMENT, "b")
    assert rows(june(21, *claims, policy=Policy.CAUTIOUS)) == rows(june(21, *claims))


def test_a_claimed_place_may_still_be_as_before():
    own = to_own_gain(changed("2021-06-21", TALIBAN, "taliban"))
    assert rows(june(21, own)) == {(TALIBAN, "CONTROL"): (0, 1), (None, "UNKNOWN"): (0, 1)}


@given(st.lists(claim_lists(max_size=4), max_size=5), st.sampled_from(Policy), st.sampled_from(DAYS))
def test_every_place_is_certainly_of_one_or_may_be_of_some(places, policy, day):
    states = [state_on(claims, day, policy) for claims in places]
    found = tally(states)
    assert all(0 <= row.low <= row.high for row in found)
    assert sum(row.low for row in found) <= len(states) <= sum(row.high for row in found)
    assert all(may_be(state) for state in states)
    assert may_be(UNKNOWN) == {(None, "UNKNOWN")}
