"""Names of places with what they say of their level, and without it: Ansongo cercle, Région de Gao."""

from collections.abc import Iterator

from domain.gazetteer import names
from domain.gazetteer.level_words import JOINING, LEVEL_PHRASES

_PHRASES = frozenset(map(names.normal, LEVEL_PHRASES))
_WORDS_MAX = max(len(phrase.split()) for phrase in LEVEL_PHRASES)
_QUOTES = "'’ʼ`"
_BRACKETS = frozenset("()[]")


def without_level_words(name: str) -> list[str]:
    """The name as it is, then without what it says of its level, after it and before it, little by little.

    What stands in brackets stays: "Buta (Cité)" is not Buta. Nothing is left out where nothing would be left.
    """
    shorter = [name]
    while (left := _without_last(shorter[-1].split())) is not None:
        shorter.append(left)
    words = shorter[-1].split()
    while (rest := _without_first(words)) is not None:
        words = _without_joining(rest)
        shorter += [" ".join(rest), " ".join(words)]
    return list(dict.fromkeys(shorter))


def _without_last(words: list[str]) -> str | None:
    return next((" ".join(words[:-n]).rstrip(" ,-") for n in _counts(words) if _is_level(words[-n:])), None)


def _without_first(words: list[str]) -> list[str] | None:
    return next((words[n:] for n in _counts(words) if _is_level(words[:n])), None)


def _counts(words: list[str]) -> Iterator[int]:
    """How many words may be left out, most first; at least one stays."""
    return iter(range(min(_WORDS_MAX, len(words) - 1), 0, -1))


def _is_level(words: list[str]) -> bool:
    return not _BRACKETS & set("".join(words)) and names.normal(" ".join(words)) in _PHRASES


def _without_joining(words: list[str]) -> list[str]:
    """Without the "de la" or the "d'" between a level and its name."""
    while len(words) > 1 and words[0].casefold().strip(_QUOTES) in JOINING:
        words = words[1:]
    first = words[0]
    is_elided = len(first) > 2 and first[0].casefold() in "dl" and first[1] in _QUOTES
    return [first[2:], *words[1:]] if is_elided else words
