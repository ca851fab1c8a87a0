"""Corrections and retractions are events themselves; what they do is undone when they fall."""

from hypothesis import given
from hypothesis import strategies as st

from domain.standing import Annulment, annulled


def test_a_retracted_event_does_not_stand():
    assert annulled([Annulment(2, 1)]) == {1: 2}


def test_a_retraction_that_is_retracted_brings_the_event_back():
    assert annulled([Annulment(2, 1), Annulment(3, 2)]) == {2: 3}


def test_a_third_retraction_takes_it_away_again():
    assert annulled([Annulment(2, 1), Annulment(3, 2), Annulment(4, 3)]) == {1: 2, 3: 4}


@given(st.sets(st.tuples(st.integers(1, 12), st.integers(1, 12)).filter(lambda pair: pair[0] > pair[1])))
def test_an_event_stands_if_and_only_if_no_standing_event_annuls_it(pairs):
    acts = [Annulment(*pair) for pair in {position: (position, target) for position, target in pairs}.values()]
    gone = annulled(acts)
    for position in range(1, 13):
        assert (position in gone) == any(a.target == position and a.position not in gone for a in acts)
