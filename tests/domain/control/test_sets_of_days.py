"""One of several days, and nobody knows which: a change in a set may have come at any time of it, as in an interval."""

import pytest

from domain.values.terms import Certainty
from tests.support.control_claims import GOVERNMENT, TALIBAN, changed, june, seen

BEFORE = seen("2021-06-01", GOVERNMENT, "a map")


@pytest.mark.parametrize("occurred", ["2021-06-04/2021-06-06", "[2021-06-04..2021-06-06]", "[2021-06-04,2021-06-06]"])
def test_a_change_on_one_of_these_days_is_possible_from_the_first_and_certain_from_the_last(occurred):
    fell = changed(occurred, TALIBAN, "a paper")

    assert june(3, BEFORE, fell).certainty is Certainty.ESTABLISHED
    assert [(june(day, BEFORE, fell).certainty, june(day, BEFORE, fell).holder) for day in (4, 5)] == [
        (Certainty.POSSIBLE, GOVERNMENT)
    ] * 2
    after = june(6, BEFORE, fell)
    assert (after.certainty, after.holder, after.since) == (Certainty.ESTABLISHED, TALIBAN, "2021-06-04/2021-06-06")


def test_a_state_seen_on_one_of_these_days_holds_at_the_last_of_them_and_began_nobody_knows_when():
    after = june(6, seen("[2021-06-04..2021-06-06]", TALIBAN, "a paper"))

    assert (after.certainty, after.holder, after.since) == (Certainty.ESTABLISHED, TALIBAN, "../2021-06-06")
