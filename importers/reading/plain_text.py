"""The text of a cell without what is no part of it: marks that nobody sees, footnotes, words for nothing."""

import html
import re
import unicodedata

from importers.reading import mangled

INVISIBLE = "INVISIBLE_CHARACTERS"
"""Repair: marks of direction and width left out. They come with text from web pages, and are no part of a word."""
TWICE_ENCODED = "TWICE_ENCODED"
"""Repair: UTF-8 that was read as WINDOWS-1252 or another, and written as UTF-8 again, once or several times: ÐšÐ¸Ñ—Ð²
read as Київ."""
HTML_ENTITIES = "HTML_ENTITIES"
"""Repair: letters written as a web page writes them: Sh&#257;m, or &amp;#257; where it was done twice."""
FOOTNOTE = "FOOTNOTE_MARK"
"""Repair: Ukraine[2] read as Ukraine."""
NO_VALUE = "NO_VALUE"
"""Repair: n/a, NULL or a dash in the cell of a number or a date, read as an empty one."""
OTHER_DIGITS = "OTHER_DIGITS"
"""Repair: digits of another script, read as 0 to 9."""

# Not the joiners U+200C and U+200D, which Persian and the languages of India write with.
_MARKS = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")
_FOOTNOTES = re.compile(r"(\s*(\[[^\[\]]{1,12}\]|[*†‡]))+$")
_FOOTNOTES_CHARS_MAX = 60
"""At the end of a word: every mark is looked at again from each one before it."""
_NOTHING = frozenset(
    {"n/a", "#n/a", "na", "n.a.", "nan", "null", "none", "nil", "-", "--", "–", "—", "..", "...", "no data"}
)


def text(given: str, repairs: list[str]) -> str:
    """Without what is invisible, and with plain spaces: lists are pasted from web pages."""
    if not given.isascii() and mangled.may_be_mangled(given):
        given, times = mangled.read_back(given)
        repairs += [TWICE_ENCODED] if times else []
    if "&" in given and ";" in given and (meant := html.unescape(html.unescape(given))) != given:
        given = meant
        repairs.append(HTML_ENTITIES)
    if not given.isascii() and _MARKS.search(given):
        given = _MARKS.sub("", given)
        repairs.append(INVISIBLE)
    return " ".join(given.split())


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
