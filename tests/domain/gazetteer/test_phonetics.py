"""How far apart two names sound: a measure that any two names can be put to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.gazetteer.phonetics import Heard, alike

HEARD = st.builds(Heard, st.text("aeioubpfvwgkXhdtszSJCTlrmny?7", max_size=12), st.booleans())


@given(HEARD, HEARD)
def test_likeness_is_a_share_and_the_same_both_ways(one: Heard, other: Heard) -> None:
    found, back = alike(one, other), alike(other, one)

    assert 0 <= found.score <= 1
    assert found.score == pytest.approx(back.score)
    assert found.weight == pytest.approx(back.weight)


@given(HEARD)
def test_a_name_is_most_like_itself(one: Heard) -> None:
    assert alike(one, one).score == (1 if one.sounds else 0)


def like(one: str, other: str, vowelless: bool = False) -> float:
    return alike(Heard(one, vowelless), Heard(other, False)).score


def test_neighbouring_sounds_are_closer_than_others() -> None:
    assert like("Xarkov", "Xarkiv") > like("Xarkov", "Xarkev") - 0.1 > like("Xarkov", "Xarkot") - 0.1
    assert like("zali", "dali") > like("zali", "mali")
    assert like("lugansk", "luhansk") > like("lugansk", "lumansk")


def test_a_script_without_short_vowels_does_not_lack_them() -> None:
    assert like("drkd", "darkad", vowelless=True) > 0.95 > like("drkd", "darkad")
