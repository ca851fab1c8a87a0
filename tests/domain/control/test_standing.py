"""Corrections and retractions are events themselves; what they do is undone when they fall."""

from hypothesis import given
from hypothesis import strategies as st

from domain.control.standing import Annulment, annulled


def test_a_retracted_event_does_not_stand():
    assert annulled([Annulment(2, 1)]) == {1: 2}


def test_a_retraction_that_is_retracted_brings_the_event_back():
    assert annulled([Annulment(2, 1), Annulment(3, 2)]) == {2: 3}


def test_a_third_retraction_takes_it_away_again():
    assert annulled([Annulment(2, 1), Annulment(3, 2), Annulment(4, 3)]) == {1: 2, 3: 4}


def test_a_correction_that_is_corrected_leaves_the_first_event_replaced():
    assert annulled([Annulment(2, 1, True), Annulment(3, 2, True)]) == {1: 2, 2: 3}


def test_the_second_correction_retracted_brings_the_first_one_back_and_not_the_event():
    assert annulled([Annulment(2, 1, True), Annulment(3, 2, True), Annulment(4, 3)]) == {1: 2, 3: 4}


@given(
    st.dictionaries(st.integers(2, 12), st.tuples(st.integers(1, 11), st.booleans())),
)
def test_what_an_annulment_did_ends_when_it_is_retracted_for_good_and_only_then(told):
    acts = [Annulment(at, target, correction) for at, (target, correction) in told.items() if target < at]

    def holds(act: Annulment) -> bool:
        return not any(other.target == act.position and not other.correction and holds(other) for other in acts)

    gone = annulled(acts)
    for position in range(1, 13):
        assert (position in gone) == any(act.target == position and holds(act) for act in acts)
