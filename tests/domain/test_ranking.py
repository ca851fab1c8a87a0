"""A proposal is never a guess: what may be another place is ambiguous."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.ranking import Candidate, Match, rank

DISTRICTS = [
    Candidate("khwaja-ghar", ["Khwaja Ghar"]),
    Candidate("qala-e-zal", ["Qala-e-Zal"]),
    Candidate("darqad", ["Darqad"]),
    Candidate("chahab", ["Chahab"]),
    Candidate("imam-sahib", ["Imam Sahib", "Hazrat Imam"]),
    Candidate("dasht-e-archi", ["Dasht-e-Archi"]),
    Candidate("dasht-e-qala", ["Dasht-e-Qala"]),
    Candidate("yangi-qala", ["Yangi Qala"]),
    Candidate("sher-khan-bandar", ["Sher Khan Bandar"]),
    Candidate("baharak-badakhshan", ["Baharak"]),
    Candidate("baharak-takhar", ["Baharak"]),
    Candidate("bazarak", ["Bazarak"]),
    Candidate("bagram", ["Bagram"]),
    Candidate("bagrami", ["Bagrami"]),
    Candidate("fayzabad", ["Fayzabad"]),
    Candidate("faizabad", ["Faizabad"]),
    Candidate("bala-murghab", ["Bala Murghab"]),
    Candidate("murghob", ["Murghob"]),
]


def ranked(name: str) -> list[Match]:
    return rank(name, DISTRICTS, 3)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Khajaghar", "khwaja-ghar"),
        ("Qala-ye Zal", "qala-e-zal"),
        ("Qalai Zol", "qala-e-zal"),
        ("Darkad", "darqad"),
        ("Chah Ab", "chahab"),
        ("Imam Saheb", "imam-sahib"),
        ("Hazrati Imom", "imam-sahib"),
        ("Sher Khan Bandrar", "sher-khan-bandar"),
        ("Дашти-Арчи", "dasht-e-archi"),
        ("Янги-Кала", "yangi-qala"),
        ("خواجه غار", "khwaja-ghar"),
        ("امام صاحب", "imam-sahib"),
        ("قلعه ذال", "qala-e-zal"),
    ],
)
def test_a_reported_name_in_any_transliteration_is_its_place(name: str, place: str) -> None:
    found = ranked(name)

    assert found[0].place == place
    assert not found[0].ambiguous


def test_a_name_that_belongs_to_two_places_is_never_guessed() -> None:
    first, second, *_ = ranked("Baharak")

    assert {first.place, second.place} == {"baharak-badakhshan", "baharak-takhar"}
    assert first.ambiguous
    assert second.ambiguous
    assert first.reasons == ("the same name", "1 other place is about as likely, or more")


def test_a_name_letter_for_letter_is_ambiguous_only_beside_one_that_sounds_the_same() -> None:
    assert not ranked("Bagram")[0].ambiguous
    assert ranked("Fayzabad")[0].ambiguous
    assert ranked("Feyzabad")[0].ambiguous


def test_a_place_that_has_the_name_and_more_makes_one_that_is_only_like_it_ambiguous() -> None:
    assert ranked("Morghab")[0].ambiguous


@pytest.mark.parametrize("name", ["Smolensk", "?!", "", "e", "..."])
def test_what_is_like_nothing_has_no_sure_match(name: str) -> None:
    assert all(match.ambiguous for match in ranked(name))


def test_a_short_name_with_another_consonant_is_not_sure() -> None:
    assert all(match.ambiguous for match in rank("Bulola", [Candidate("balkh", ["Balkh"])], 3))


WORDS = st.text("abdeghijklmnoqrstuyz -'آابتدرسشقکلمنهویאаимнрс", min_size=1, max_size=14)


@given(st.lists(st.lists(WORDS, min_size=1, max_size=3), min_size=1, max_size=8), st.data())
def test_of_any_gazetteer_a_name_on_record_comes_first_and_a_shared_one_is_ambiguous(called, data) -> None:
    candidates = [Candidate(str(number), of) for number, of in enumerate(called)]
    asked = data.draw(st.sampled_from(called))[0]

    found = rank(asked, candidates, len(candidates))

    scores = [match.score for match in found]
    assert scores == sorted(scores, reverse=True)
    assert found[0].score == 1
    same = [match for match in found if match.score == 1]
    assert len(same) < 2 or all(match.ambiguous for match in same)
    assert sum(not match.ambiguous for match in found) <= 1
