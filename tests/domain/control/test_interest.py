"""A newspaper that quotes the ministry carries the ministry's interest; nobody knows that of a man in the street."""

import pytest

from domain.control.interest import Speaker, Stakes, interest

SIDES = {"taliban": "taliban", "army": "republic", "ministry": "republic", "scns": None}
FELL, RETAKEN, SEEN = Stakes("taliban", "army"), Stakes("army", "taliban"), Stakes("taliban", None)
NOBODY, NOBODY_AFTER_THE_ARMY = Stakes(None, None), Stakes(None, "army")


@pytest.mark.parametrize(
    ("stakes", "speaker", "expected"),
    [
        (FELL, "taliban", "OWN_GAIN"),
        (FELL, "army", "AGAINST_INTEREST"),
        (FELL, "ministry", "AGAINST_INTEREST"),
        (RETAKEN, "ministry", "OWN_GAIN"),
        (FELL, "scns", "NEUTRAL"),
        (FELL, None, "NEUTRAL"),
        (SEEN, "ministry", "AGAINST_INTEREST"),
        (SEEN, "scns", "NEUTRAL"),
        (NOBODY, "taliban", "OWN_GAIN"),
        (NOBODY, "scns", "NEUTRAL"),
        (NOBODY, None, "NEUTRAL"),
        (NOBODY_AFTER_THE_ARMY, "taliban", "OWN_GAIN"),
        (NOBODY_AFTER_THE_ARMY, "army", "AGAINST_INTEREST"),
        (NOBODY_AFTER_THE_ARMY, "ministry", "AGAINST_INTEREST"),
        (None, "taliban", "NEUTRAL"),
    ],
)
@pytest.mark.parametrize("speaks", ["itself", "through its paper"])
def test_what_the_speaker_has_to_gain(stakes, speaker, expected, speaks):
    by = Speaker(speaker, "paper", None) if speaks == "itself" else Speaker(None, "paper", speaker)
    assert interest(stakes, by, SIDES) == expected


@pytest.mark.parametrize("stakes", [FELL, NOBODY, None])
def test_nobody_knows_the_interest_of_nobody(stakes):
    assert interest(stakes, Speaker(None, None, None), SIDES) == "UNKNOWN"


@pytest.mark.parametrize("stakes", [FELL, RETAKEN, NOBODY, None])
@pytest.mark.parametrize("affiliation", ["taliban", "army", None])
def test_an_utterer_who_is_no_registered_actor_has_not_the_interest_of_the_paper_that_quotes_him(stakes, affiliation):
    assert interest(stakes, Speaker("a villager", "paper", affiliation), SIDES) == "UNKNOWN"


def test_the_first_utterer_speaks_and_not_the_paper():
    assert interest(FELL, Speaker("ministry", "voice-of-the-taliban", "taliban"), SIDES) == "AGAINST_INTEREST"
