"""The text of a cell without what is no part of it: marks that nobody sees, footnotes, words for nothing."""

import re
import unicodedata

INVISIBLE = "INVISIBLE_CHARACTERS"
"""Repair: marks of direction and width left out. They come with text from web pages, and are no part of a word."""
TWICE_ENCODED = "TWICE_ENCODED"
"""Repair: UTF-8 that was read as WINDOWS-1252 and written as UTF-8 again: ÐšÐ¸Ñ—Ð² read as Київ."""
FOOTNOTE = "FOOTNOTE_MARK"
"""Repair: Ukraine[2] read as Ukraine."""
NO_VALUE = "NO_VALUE"
"""Repair: n/a, NULL or a dash in the cell of a number or a date, read as an empty one."""
OTHER_DIGITS = "OTHER_DIGITS"
"""Repair: digits of another script, read as 0 to 9."""

# Not the joiners U+200C and U+200D, which Persian and the languages of India write with.
_MARKS = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_MANGLED = re.compile("[\u00c2-\u00df][\u0080-\u00bf\u0152-\u017e\u02c6-\u02dc\u2013-\u203a\u20ac\u2122]")
_FOOTNOTES = re.compile(r"(\s*(\[[^\[\]]{1,12}\]|[*†‡]))+$")
_FOOTNOTES_CHARS_MAX = 60
"""At the end of a word: every mark is looked at again from each one before it."""
_NOTHING = frozenset(
    {"n/a", "#n/a", "na", "n.a.", "nan", "null", "none", "nil", "-", "--", "–", "—", "..", "...", "no data"}
)


def text(given: str, repairs: list[str]) -> str:
    """Without what is invisible, and with plain spaces: lists are pasted from web pages."""
    if not given.isascii() and _MANGLED.search(given) and (meant := _encoded_once(given)):
        given = meant
        repairs.append(TWICE_ENCODED)
    if not given.isascii() and _MARKS.search(given):
        given = _MARKS.sub("", given)
        repairs.append(INVISIBLE)
    return " ".join(given.split())


def _encoded_once(given: str) -> str | None:
    """None where it is not UTF-8 once more. That Western text is so by chance is next to impossible."""
    try:
        raw = b"".join(one.encode("latin-1" if ord(one) < 256 else "cp1252") for one in given)
        return raw.decode()
    except UnicodeError:
        return None


def says_nothing(word: str) -> bool:
    """n/a, NULL, a dash."""
    return word.casefold() in _NOTHING


def without_footnotes(word: str) -> str:
    end = word[-_FOOTNOTES_CHARS_MAX:]
    return word[: len(word) - len(end)] + _FOOTNOTES.sub("", end) or word


def value(given: str, repairs: list[str]) -> str | None:
    """The text of a number or a date, in ASCII digits; None where it says that there is none."""
    if says_nothing(given):
        repairs.append(NO_VALUE)
        return None
    if not given.isascii() and any(one.isdecimal() and not one.isascii() for one in given):
        repairs.append(OTHER_DIGITS)
        return "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in given)
    return given
