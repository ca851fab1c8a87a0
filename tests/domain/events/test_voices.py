"""Evidence is counted by those who speak, and not by the papers that repeat them."""

import pytest

from domain.events.voices import voice


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("afghan-mod", "Asia-Plus", "asia-plus-1", 1), ("afghan-mod", "Khaama", "khaama-1", 2)),
        (("A spokesman", "Asia-Plus", "asia-plus-1", 1), ("a  SPOKESMAN", None, None, 2)),
        ((None, "Asia-Plus", "asia-plus-1", 1), (None, "asia - plus", "asia-plus-2", 2)),
        ((None, None, "asia-plus", 1), (None, None, "asia-plus", 2)),
        (("Straße", None, None, 1), ("STRASSE", None, None, 2)),
    ],
)
def test_one_voice(one, other):
    assert voice(*one) == voice(*other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("taliban", "Asia-Plus", "asia-plus-1", 1), ("afghan-mod", "Asia-Plus", "asia-plus-1", 1)),
        ((None, None, "asia-plus-1", 1), (None, None, "asia-plus-2", 2)),
        ((None, None, None, 1), (None, None, None, 2)),
    ],
)
def test_two_voices(one, other):
    assert voice(*one) != voice(*other)
