"""Names of places as they are written in many ways, in forms in which they can be compared.

`normal` decides whether two spellings are the same name: script, case, accents and punctuation put aside, and nothing
else. `sound` and `skeleton` serve ranking only. They fold what transliterations of Persian, Pashto, Turkic and Slavic
names write now so, now so (Khajaghar, Khwaja Ghar, Ходжагар, خواجه غار), and so they fold some names that differ, too.
"""

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from domain.letters import GROUPS, JOINING, JOINTS, KINDS, SCRIPTS, VOWELS

_CACHED = 200_000


@lru_cache(_CACHED)
def normal(name: str) -> str:
    """Letters and digits of ASCII, lower case; a name that has none keeps its own characters."""
    folded = unicodedata.normalize("NFKC", name).casefold()
    plain = "".join(character for character in anyascii(folded).casefold() if character.isalnum())
    return plain or folded


@lru_cache(_CACHED)
def words(name: str) -> tuple[str, ...]:
    """Its words as they sound, one letter a sound, without joining words and words for kinds of place.

    Those words are kept where the name has no others.
    """
    found = [word for word in _written(name) if word not in JOINING]
    return tuple(filter(None, map(_spoken, [word for word in found if word not in _KINDS] or found or _written(name))))


def sound(name: str) -> str:
    return "".join(words(name))


@lru_cache(_CACHED)
def skeleton(name: str) -> str:
    """The consonants, word by word: Arabic script writes no short vowels, and the long ones are heard differently."""
    return " ".join(filter(None, map(consonants, words(name))))


def consonants(word: str) -> str:
    """Of a word as it sounds. What may be a vowel is left out wherever it is not the first letter: w, y and h too."""
    head = "" if word[0] in "aiu" else word[0]
    return (head + re.sub(r"[aiuyhw]", "", word[1:])).replace("X", "h")


def is_vowelless(name: str) -> bool:
    """Whether it is in a script that leaves short vowels out."""
    return any("ARABIC" in unicodedata.name(letter, "") for letter in name)


def _written(name: str) -> list[str]:
    text = unicodedata.normalize("NFKC", name).casefold()
    for joint, letter in JOINTS:
        text = joint.sub(letter, text)
    text = text.translate(SCRIPTS)
    return re.findall(r"[^\W_]+", text if text.isascii() else anyascii(text))


def _spoken(word: str) -> str:
    for pattern, letter in (*GROUPS, *VOWELS):
        word = pattern.sub(letter, word)
    return re.sub(r"(.)\1+", r"\1", word)


_KINDS = {word for name in KINDS.split() for word in _written(name)}


def latin(text: str) -> str:
    """The text in letters of ASCII."""
    return anyascii(unicodedata.normalize("NFKC", text))


def variants(name: str) -> tuple[str, ...]:
    """The name, and where a part of it is in brackets, what stands before them and what within."""
    found = re.fullmatch(r"\s*([^()]+?)\s*\(\s*([^()]+?)\s*\)\s*", name)
    return (name, found[1], found[2]) if found else (name,)
