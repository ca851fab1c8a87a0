"""Names that begin like what somebody is typing, in any script and spelling: found by halving, never by a scan.

Nothing here is decided: what begins so is listed, the likeliest first.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import NamedTuple

from domain.gazetteer import names

KEY_CHARS_MAX = 40
"""Of a name, what is compared: titles are long, and each of their words begins a key."""
SOUNDS_MIN = 3
"""Sounds, or consonants, of what is typed: fewer of them would begin too much."""
_END = "\U0010ffff"


class Rank(IntEnum):
    """How what was typed stands in a name, the likeliest first."""

    SAME = 0
    BEGINS = 1
    WORDS_BEGIN = 2
    SOUNDS_SO = 3
    CONSONANTS_SO = 4


class Named(NamedTuple):
    """Something on record, and what it is called."""

    id: str
    names: Sequence[str]


class _Keys:
    """Keys in order, each with its owner and with how well it stands for it."""

    def __init__(self, keys: Iterable[tuple[str, Rank, str]]):
        ordered = sorted(set(keys))
        self._keys = [key for key, _, _ in ordered]
        self._values = [(rank, id) for _, rank, id in ordered]

    def beginning(self, text: str) -> Iterator[tuple[str, Rank, str]]:
        """The keys that begin with a text, with rank and owner; none for an empty one."""
        if text:
            for number in range(bisect_left(self._keys, text), bisect_left(self._keys, text + _END)):
                yield self._keys[number], *self._values[number]


class PrefixIndex:
    """The names of a register, read once: it is asked with every letter that somebody types.

    `spoken`: also by how the names sound, which takes longer to read.
    """

    def __init__(self, named: Iterable[Named], *, spoken: bool = True):
        everything = list(named)
        self.ids = sorted({each.id for each in everything})
        called = [(each.id, name) for each in everything for name in each.names]
        self._written = _Keys((key, rank, id) for id, name in called for key, rank in _written(name))
        heard = called if spoken else []
        self._spoken = _Keys((key, Rank.SOUNDS_SO, id) for id, name in heard for key in _spoken(name))
        self._bones = _Keys((key, Rank.CONSONANTS_SO, id) for id, name in heard for key in _bones(name))

    def ranks(self, text: str) -> dict[str, Rank]:
        """How well each id fits of which a name begins with the text; by consonants alone only where none does."""
        found: dict[str, Rank] = {}
        for id, rank in self._fitting(text):
            found[id] = min(rank, found.get(id, rank))
        if not found:
            found = {id: rank for key in _bones(text) for _, rank, id in self._bones.beginning(key)}
        return found

    def _fitting(self, text: str) -> Iterator[tuple[str, Rank]]:
        for typed in {_key(text), own_letters(text)}:
            for key, rank, id in self._written.beginning(typed):
                yield id, Rank.SAME if key == typed and rank is Rank.BEGINS else rank
        words = [key for word in _words(text) if (key := _key(word))]
        if len(words) > 1:
            owners = [{id for *_, id in self._written.beginning(word)} for word in words]
            yield from ((id, Rank.WORDS_BEGIN) for id in set.intersection(*owners))
        for reading in names.readings(text):
            if len(sounds := "".join(reading)) >= SOUNDS_MIN:
                yield from ((id, rank) for _, rank, id in self._spoken.beginning(sounds))


def _written(name: str) -> Iterator[tuple[str, Rank]]:
    """The name from its beginning, and from each later word. In a script of its own also letter by letter: the first
    that is typed may be a vowel that is left out in Latin letters.
    """
    if not name.isascii():
        yield own_letters(name), Rank.BEGINS
    words = _words(name)
    for number in range(max(len(words), 1)):
        if key := _key(" ".join(words[number:]) if number else name):
            yield key, Rank.WORDS_BEGIN if number else Rank.BEGINS


def _spoken(name: str) -> Iterator[str]:
    yield from ("".join(reading)[:KEY_CHARS_MAX] for reading in names.readings(name))


def _bones(name: str) -> Iterator[str]:
    for reading in names.readings(name):
        if len(bones := "".join(map(names.consonants, reading))) >= SOUNDS_MIN:
            yield bones[:KEY_CHARS_MAX]


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", unicodedata.normalize("NFKC", text))


def own_letters(text: str) -> str:
    """As they are written, without spaces."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())[:KEY_CHARS_MAX]


def _key(text: str) -> str:
    return names.normal(text)[:KEY_CHARS_MAX]
