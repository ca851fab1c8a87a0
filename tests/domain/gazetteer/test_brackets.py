"""What stands in brackets tells places apart, and directions are the same in every language."""

import pytest

from domain.gazetteer.ranking import Candidate, Match, rank
from service.wording.match_reasons import match_reasons

PLACES = [
    Candidate("cg", ["Congo"]),
    Candidate("cd", ["Democratic Republic of the Congo"]),
    Candidate("buta", ["Buta"]),
    Candidate("khost", ["Khost", "Matun"]),
    Candidate("kunduz", ["Kunduz"]),
    Candidate("tall", ["Tall Abyad (north)"]),
]
HAITI = [
    Candidate("west", ["West"]),
    Candidate("south-east", ["South-East"]),
    Candidate("north", ["North"]),
    Candidate("south", ["South"]),
    Candidate("north-east", ["North-East"]),
]
KIVU = [Candidate("north-kivu", ["North Kivu"]), Candidate("south-kivu", ["South Kivu"]), Candidate("kivu", ["Kivu"])]


def first(name: str, among: list[Candidate]) -> Match:
    return rank(name, among, 3)[0]


@pytest.mark.parametrize(
    "name", ["Congo (Kinshasa)", "Buta (Cité)", "Kunduz (city)", "Kunduz (Imam Sahib)", "Buta [town]", "Tall Abyad"]
)
def test_a_place_that_the_brackets_may_tell_it_from_is_ambiguous(name: str) -> None:
    matches = rank(name, PLACES, 3)

    assert matches
    assert all(match.ambiguous for match in matches)


def test_the_reason_is_given() -> None:
    told = match_reasons(first("Congo (Kinshasa)", PLACES).reasons)

    assert "what is in brackets may tell it from this place" in told


@pytest.mark.parametrize("name", ["Khost (Matun)", "Matun (Khost)", "Khōst (Matūn)"])
def test_a_place_that_has_both_names_is_meant(name: str) -> None:
    match = first(name, PLACES)

    assert (match.place, match.ambiguous) == ("khost", False)


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Ouest", "west"),
        ("Ouest department", "west"),
        ("Département de l'Ouest", "west"),
        ("Sud-Est", "south-east"),
        ("Sudeste", "south-east"),
        ("Nord", "north"),
        ("Sud", "south"),
        ("Nord-Est", "north-east"),
    ],
)
def test_a_direction_is_the_same_in_another_language(name: str, place: str) -> None:
    match = first(name, HAITI)

    assert (match.place, match.ambiguous) == (place, False)
    assert match_reasons(match.reasons) == ["the same direction in another language"]


@pytest.mark.parametrize(
    ("name", "place"), [("Nord-Kivu", "north-kivu"), ("Kivu du Sud", "south-kivu"), ("Sud-Kivu province", "south-kivu")]
)
def test_beside_a_name_the_direction_decides(name: str, place: str) -> None:
    match = first(name, KIVU)

    assert (match.place, match.ambiguous) == (place, False)


def test_another_direction_is_never_like() -> None:
    assert all(match.score <= 0.6 for match in rank("South-East", HAITI, 5) if match.place != "south-east")
