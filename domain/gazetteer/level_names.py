"""Names of places with what they say of their level, and without it: Ansongo cercle, Région de Gao."""

from collections.abc import Iterator

from domain.gazetteer import names
from domain.gazetteer.level_words import JOINING, LEVELS_OF_PHRASE

_LEVELS = {names.normal(phrase): levels for phrase, levels in LEVELS_OF_PHRASE.items()}
_WORDS_MAX = max(len(phrase.split()) for phrase in LEVELS_OF_PHRASE)
_PHRASES_MAX = 3
"""After or before one name: Horlivka City Municipality."""
_QUOTES = "'’ʼ`"
_BRACKETS = "()[]"


def without_level_words(name: str, level: int | None = None) -> list[str]:
    """The name as it is, then without what it says of its level, after it and before it, little by little.

    What stands in brackets stays, as it tells places apart: "Buta (Cité)" is not Buta. Only a word for the `level` of
    the place that is looked for (1 provinces, 2 districts, 3 what lies in these) tells nothing: "Buta (district)".
    Nothing is left out where nothing would be left.
    """
    shorter = [name]
    words = name.split()
    for _ in range(_PHRASES_MAX):
        if (rest := _without_last(words, level)) is None:
            break
        words = rest
        shorter.append(" ".join(words))
    for _ in range(_PHRASES_MAX):
        if (rest := _without_first(words)) is None:
            break
        words = _without_joining(rest)
        shorter += [" ".join(rest), " ".join(words)]
    return list(dict.fromkeys(shorter))


def _without_last(words: list[str], level: int | None) -> list[str] | None:
    count = next((n for n in _counts(words) if _is_level(words[-n:], level)), None)
    if count is None:
        return None
    *rest, last = words[:-count]
    return [*rest, last.rstrip(",")] if last.rstrip(",-") else rest or None


def _without_first(words: list[str]) -> list[str] | None:
    return next((words[n:] for n in _counts(words) if _is_level(words[:n], None)), None)


def _counts(words: list[str]) -> Iterator[int]:
    """How many words may be left out, most first; at least one stays."""
    return iter(range(min(_WORDS_MAX, len(words) - 1), 0, -1))


def _is_level(words: list[str], level: int | None) -> bool:
    phrase = " ".join(words)
    levels = _LEVELS.get(names.normal(phrase), set())
    return level in levels if any(bracket in phrase for bracket in _BRACKETS) else bool(levels)


def _without_joining(words: list[str]) -> list[str]:
    """Without the "de la" or the "d'" between a level and its name."""
    while len(words) > 1 and words[0].casefold().strip(_QUOTES) in JOINING:
        words = words[1:]
    first = words[0]
    is_elided = len(first) > 2 and first[0].casefold() in "dl" and first[1] in _QUOTES
    return [first[2:], *words[1:]] if is_elided else words
