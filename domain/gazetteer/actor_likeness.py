"""Registered actors that a speaker in free text may be: "a spokesman for the Afghan Ministry of Defence".

Nothing here decides for anybody: a likeness is a hint to whoever records, that an id may have been meant.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from rapidfuzz import fuzz, process

from domain.gazetteer import names
from domain.gazetteer.similarity import similarity

LIKE = 0.92
"""Of `similarity`, for two words: defence is like defense, and resident is not like president."""
LETTERS_MIN = 4
"""Shorter words are alike only where they are the same: mod and mad sound alike."""
STEM_MIN = 5
"""A word of so many letters with which another begins is like it: Afghan and Afghanistan, force and forces."""
_COARSE = 50
"""Of 100, by rapidfuzz's ratio: what a first, quick look lets through."""
_ROLES = (
    "a an and at by for from in of on said the to told with word words according statement source sources "
    "official officials officer officers spokesman spokesmen spokesperson spokespeople spokeswoman spokeswomen "
    "representative representatives member members head chief deputy commander commanders leader leaders "
    "resident residents villager villagers local locals unnamed anonymous"
)
"""Words that tell of a role and not of whose it is."""
_STOP = frozenset(_ROLES.split())


class NamedActor(NamedTuple):
    id: str
    name: str


class _Words(NamedTuple):
    """Of an actor: the words of its name, of its id, and of both."""

    name: frozenset[str]
    id: frozenset[str]

    @property
    def all(self) -> frozenset[str]:
        return self.name | self.id


class ActorIndex:
    """The words of the registered actors, read once: an import asks about many speakers."""

    def __init__(self, actors: Iterable[NamedActor]):
        self._same: dict[str, set[str]] = defaultdict(set)
        self._words: dict[str, _Words] = {}
        for actor in actors:
            self._same[names.normal(actor.name)].add(actor.id)
            self._same[names.normal(actor.id)].add(actor.id)
            self._words[actor.id] = _Words(frozenset(_words(actor.name)), frozenset(_words(actor.id)))
        self._actors: dict[str, set[str]] = defaultdict(set)
        """By a word: the actors that have it."""
        for id, words in self._words.items():
            for word in words.all:
                self._actors[word].add(id)
        self._vocabulary = sorted(self._actors)
        self._likeness: dict[str, frozenset[str]] = {}

    def __contains__(self, id: str) -> bool:
        return id in self._words

    def like(self, speaker: str) -> list[str]:
        """Ids of the actors that a speaker may be, in order.

        Those with the same name or id; those all of whose name, or id, is in the text; and those that have all words of
        the text, if these are two or more.
        """
        found = set(self._same.get(names.normal(speaker), ()))
        likeness = [self._like(word) for word in _words(speaker)]
        near = {id for words in likeness for word in words for id in self._actors[word]}
        return sorted(found | {id for id in near if _is_like(likeness, self._words[id])})

    def _like(self, word: str) -> frozenset[str]:
        """The words of actors that a word is like."""
        if word not in self._likeness:
            near = process.extract(word, self._vocabulary, scorer=fuzz.ratio, score_cutoff=_COARSE, limit=None)
            self._likeness[word] = frozenset(other for other, *_ in near if _are_alike(word, other))
        return self._likeness[word]


def _is_like(likeness: Sequence[frozenset[str]], words: _Words) -> bool:
    """`likeness` has, for each word of a speaker, the words of actors that it is like."""
    spoken = frozenset[str]().union(*likeness)
    if any(own and own <= spoken for own in (words.name, words.id)):
        return True
    return len(likeness) > 1 and all(like & words.all for like in likeness)


def _words(text: str) -> list[str]:
    """The telling words of a text, in the form in which names are compared."""
    return [word for part in re.findall(r"[^\W_]+", text) if (word := names.normal(part)) and word not in _STOP]


def _are_alike(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    if short == long or (len(short) >= STEM_MIN and long.startswith(short)):
        return True
    return len(short) >= LETTERS_MIN and similarity(word, other).score >= LIKE
