"""Directions in names: Ouest is West, and Nord-Kivu is North Kivu. Lists translate them, and sounds do not show it.

The words are the common ones of each language for the points of the compass, as nouns and as adjectives, with those for
the middle, for upper and for lower.
"""

import re
from typing import NamedTuple

from domain.gazetteer import names
from domain.gazetteer.level_words import JOINING, LEVELS_OF_PHRASE

_WORDS = {
    "N": "north northern nord norte septentrional kuzey sever severny severnyi pivnich pivnichnyi shamal shimal "
    "shamali shimali shamaliya shamaliyah semien semen utara bac",
    "S": "south southern sud sur sul meridional guney yug yuzhny pivden pivdennyi janub janoub janubi janubiya junub "
    "jonub debub selatan nam",
    "E": "east eastern est este leste oriental orientale dogu vostok vostochny skhid skhidnyi sharq sharqi sharqiya "
    "sharqiyah misraq timur dong",
    "W": "west western ouest oeste occidental occidentale bati zapad zapadny zakhid zakhidnyi gharb gharbi gharbiya "
    "gharbiyah mirab barat tay",
    "C": "central centre center centro centrale merkez tsentr wasat maekel tengah",
    "U": "upper haut haute alto alta",
    "L": "lower bas basse bajo baja baixo baixa",
}
_PAIRS = (
    {"N": "north nord norte nor", "S": "south sud sur sul"},
    {
        "E": "east eastern est este leste",
        "W": "west western ouest oeste",
    },
)
_DIRECTION = {word: token for token, words in _WORDS.items() for word in words.split()}
_DIRECTION |= {
    first + second: token + other
    for token, firsts in _PAIRS[0].items()
    for first in firsts.split()
    for other, seconds in _PAIRS[1].items()
    for second in seconds.split()
}
_LEFT_OUT = {"e", *JOINING} | {names.normal(phrase) for phrase in LEVELS_OF_PHRASE}


class Directions(NamedTuple):
    """What a name says of directions, N, S, E, W, C (centre), U (upper), L (lower), and its other words, in order."""

    tokens: frozenset[str]
    rest: tuple[str, ...]


def directions(name: str) -> Directions:
    """No tokens where the name has no word for a direction."""
    words = [names.normal(word) for word in re.findall(r"[^\W_]+", name)]
    tokens = frozenset(token for word in words for token in _DIRECTION.get(word, ""))
    return Directions(tokens, tuple(sorted(word for word in words if word not in _DIRECTION and word not in _LEFT_OUT)))
