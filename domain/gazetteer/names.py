"""Names of places as they are written in many ways, in forms in which they can be compared.

`normal` decides whether two spellings are the same name: script, case, accents and punctuation put aside, and nothing
else. `readings` and `skeletons` serve ranking only. They fold what transliterations write now so, now so (Khajaghar,
Khwaja Ghar, Ходжагар, خواجه غار), and so they fold some names that differ, too.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache, wraps
from itertools import pairwise
from typing import Any, TypeVar, cast

from anyascii import anyascii

from domain.gazetteer.level_words import LEVELS_OF_PHRASE
from domain.gazetteer.transliteration import (
    ARABIC,
    ARTICLES,
    JOINING,
    JOINTS,
    KINDS,
    LATIN,
    SCRIPTS,
    VOWELS,
)
from domain.values.limits import NAME_CHARS_MAX

_CACHED = 200_000
_BRACKETED = re.compile(r"[(\[（]([^()\[\]（）]*)[)\]）]")
_LEVEL_WORD_MIN = 4
"""Shorter words for levels, like the Turkish il, are parts of names elsewhere."""
_Function = TypeVar("_Function", bound=Callable[..., Any])


def _cached_by_name(function: _Function) -> _Function:
    """Remembers the result for texts that are short enough for a name; longer ones would fill the memory."""
    kept = lru_cache(_CACHED)(function)

    @wraps(function)
    def cached(text: str, *more: Any) -> Any:
        return (kept if len(text) <= NAME_CHARS_MAX else function)(text, *more)

    return cast(_Function, cached)


@_cached_by_name
def normal(name: str) -> str:
    """Letters and digits of ASCII, lower case; a name that has none keeps its own characters, without spaces."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    plain = "".join(character for character in anyascii(folded).casefold() if character.isalnum())
    return plain or "".join(folded.split())


@_cached_by_name
def readings(name: str) -> tuple[tuple[str, ...], ...]:
    """Its words as they sound, one letter a sound, without articles, joining words and words for kinds of place.

    Those words are kept where the name has no others. One or two ways, the likelier first: `transliteration.py`.
    """
    return tuple(dict.fromkeys(_read(name, way) for way in _WAYS))


def skeletons(name: str) -> tuple[str, ...]:
    """Of each reading the consonants, word by word: what a first, coarse look compares.

    Those that are taken for each other are one: z and s and j, and once more j and g, z and d, because one letter of
    Arabic script is each of these somewhere.
    """
    words = (" ".join(word.translate(table) or word for word in read) for read in readings(name) for table in _COARSE)
    return tuple(dict.fromkeys(words))


def coarse(word: str) -> str:
    """A word as it sounds, without all that is often heard differently."""
    return word.translate(_COARSE[0])


def consonants(word: str) -> str:
    """Of a word as it sounds, all that is neither a vowel nor may be one; its vowels where it has nothing else."""
    return word.translate(_VOWELS) or word


def is_vowelless(name: str) -> bool:
    """Whether it is in a script that leaves short vowels out."""
    return not name.isascii() and any("\u0600" <= letter <= "\u06ff" for letter in name)


def _read(name: str, way: int) -> tuple[str, ...]:
    written = _written(name, way)
    words = [word for word in written if word not in JOINING]
    aside = _in_brackets(name, way)
    own = [word for word in words if word not in _KINDS[way] or word in aside] or words or written
    spell = _spoken_arabic if is_vowelless(name) else _spoken
    spoken = list(filter(None, (spell(word, way) for word in own)))
    plain = [word for word, then in pairwise(spoken) if not _is_article(word, then)]
    return (*plain, *spoken[-1:])


def _in_brackets(name: str, way: int) -> set[str]:
    """The words in brackets: they are there to tell places apart, even where they are words for kinds of place."""
    return {word for part in _BRACKETED.findall(name) for word in _written(part, way)}


def _is_article(word: str, then: str) -> bool:
    return word in ARTICLES or (len(word) == 2 and word[0] in "aeu" and word[1] == then[0])


def _written(name: str, way: int) -> list[str]:
    text = JOINTS[way](unicodedata.normalize("NFKC", name).casefold()).translate(SCRIPTS[way])
    return re.findall(r"[^\W_]+", text if text.isascii() else anyascii(text))


@_cached_by_name
def _spoken(word: str, way: int) -> str:
    """Two of one letter are one sound."""
    return re.sub(r"(.)\1+", r"\1", VOWELS(LATIN[way](word)))


@_cached_by_name
def _spoken_arabic(word: str, _way: int) -> str:
    """Between two letters there may be a vowel: no two of them are one sound."""
    return VOWELS(ARABIC(word))


_WAYS = range(len(SCRIPTS))
_LEVELS = [phrase for phrase in LEVELS_OF_PHRASE if len(phrase) >= _LEVEL_WORD_MIN and phrase.isalpha()]
_KINDS = [{word for name in (*KINDS.split(), *_LEVELS) for word in _written(name, way)} for way in _WAYS]
_VOWELS = str.maketrans("", "", "aeiouyhw")
_COARSE = (
    str.maketrans("pfvgXdSJCTz", "bbbkktsssss", "aeiouyhw"),
    str.maketrans("pfvgXdSJCTz", "bbbkktskstt", "aeiouyhw"),
)


def parts(name: str) -> tuple[str, str] | None:
    """Of a name that ends in brackets, what stands before them and what within: Khost (Matun)."""
    words = re.fullmatch(r"\s*([^()\[\]（）]+?)\s*[(\[（]\s*([^()\[\]（）]+?)\s*[)\]）]\s*", name)
    return (words[1], words[2]) if words else None
