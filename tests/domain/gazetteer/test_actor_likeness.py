"""Who records is told where a speaker in free text may be a registered actor, and is not bothered where it is none."""

import pytest

from domain.gazetteer.actor_likeness import ActorIndex, NamedActor

MINISTRY = NamedActor("afghan-mod", "Ministry of Defence of the Islamic Republic of Afghanistan")
SHORT = NamedActor("afghan-mod", "Afghan Ministry of Defense")
ACTORS = [
    NamedActor("taliban", "Taliban"),
    NamedActor("afghan-security-forces", "Afghan security forces"),
    NamedActor("scns", "State Committee for National Security of Tajikistan"),
    NamedActor("unama", "United Nations Assistance Mission in Afghanistan"),
]


@pytest.mark.parametrize("ministry", [MINISTRY, SHORT], ids=["long", "short"])
@pytest.mark.parametrize(
    "speaker",
    [
        "Afghan Ministry of Defense",
        "word of the Afghan Ministry of Defense",
        "a spokesman for the Afghan Ministry of Defence",
        "AFGHAN MINISTRY OF DEFENSE",
        "Ministry of Defence, Afghanistan",
        "Afghan MoD",
        "afghan_mod",
        "spokesperson of the Afghan MOD, Kabul",
    ],
)
def test_the_ministry_is_known_however_it_is_written(ministry: NamedActor, speaker: str):
    assert ActorIndex([*ACTORS, ministry]).like(speaker) == ["afghan-mod"]


@pytest.mark.parametrize(
    ("speaker", "actors"),
    [
        ("Taliban", ["taliban"]),
        ("The Taleban", ["taliban"]),
        ("Талибан", ["taliban"]),
        ("Taliban spokesman Zabihullah Mujahid", ["taliban"]),
        ("security forces", ["afghan-security-forces"]),
        ("commander of the Afghan security forces in Kunduz", ["afghan-security-forces"]),
        ("Tajik State Committee for National Security", ["scns"]),
        ("Taliban and SCNS", ["scns", "taliban"]),
    ],
)
def test_other_actors(speaker: str, actors: list[str]):
    assert ActorIndex([*ACTORS, MINISTRY]).like(speaker) == actors


@pytest.mark.parametrize(
    "speaker",
    [
        "a council member",
        "a resident",
        "a member of the Kunduz provincial council",
        "a Pajhwok reporter in Kunduz",
        "a member of parliament for Takhar",
        "president",
        "Afghanistan Times",
        "ministry",
        "the Ministry of Health",
        "security",
        "a mad afghan",
        "asia-plus",
        "-",
        "",
    ],
)
def test_nobody_is_meant(speaker: str):
    police = NamedActor("kunduz-police", "Kunduz provincial police")
    assert ActorIndex([*ACTORS, MINISTRY, police]).like(speaker) == []


def test_an_actor_whose_name_has_no_telling_word_is_known_by_the_whole_of_it():
    index = ActorIndex([NamedActor("people", "Local residents")])
    assert index.like("local  residents") == ["people"]
    assert index.like("a resident") == []


def test_many_speakers_of_few_words_are_quick():
    index = ActorIndex([NamedActor(f"actor-{n}", f"Front {n} of the hills") for n in range(200)])
    assert all(not index.like(f"a member of the council of village {n % 50}") for n in range(5_000))
