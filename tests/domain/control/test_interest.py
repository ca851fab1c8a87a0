"""A newspaper that quotes the ministry carries the ministry's interest."""

import pytest

from domain.control.interest import Stakes, interest, utterer

SIDES = {"taliban": "taliban", "army": "republic", "ministry": "republic", "scns": None}
FELL, RETAKEN, SEEN = Stakes("taliban", "army"), Stakes("army", "taliban"), Stakes("taliban", None)


@pytest.mark.parametrize(
    ("told", "speaker", "expected"),
    [
        (FELL, "taliban", "OWN_GAIN"),
        (FELL, "army", "AGAINST_INTEREST"),
        (FELL, "ministry", "AGAINST_INTEREST"),
        (RETAKEN, "ministry", "OWN_GAIN"),
        (FELL, "scns", "NEUTRAL"),
        (FELL, None, "NEUTRAL"),
        (SEEN, "ministry", "AGAINST_INTEREST"),
        (SEEN, "scns", "NEUTRAL"),
        (Stakes(None, "army"), "taliban", "NEUTRAL"),
    ],
)
def test_what_the_speaker_has_to_gain(told, speaker, expected):
    assert interest(told, speaker, True, SIDES) == expected


def test_nobody_knows_the_interest_of_nobody():
    assert interest(FELL, None, False, SIDES) == "UNKNOWN"


def test_the_first_utterer_speaks_if_he_is_an_actor_else_the_sources_affiliation():
    assert utterer(["ministry", "xinhua"], None, SIDES) == "ministry"
    assert utterer(["a villager", "ministry"], "taliban", SIDES) == "taliban"
    assert utterer([], None, SIDES) is None
