"""Text as it may enter the log: NFC, with nothing in it that hides, reorders or cannot be stored.

U+0000 is accepted by SQLite and refused by PostgreSQL; lone surrogates cannot be encoded; bidirectional controls
make a line read other than it is stored (Unicode UAX #9, UTS #39). All three are refused rather than repaired,
because a silent repair would change what a source said.
"""

import unicodedata
from typing import Annotated

from pydantic import AfterValidator, StringConstraints

from domain.values import limits
from domain.values.problems import FieldError
from domain.values.sealed import check_sealed

_BIDI_CONTROLS = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_LAYOUT = frozenset("\n\t")


def clean(text: str) -> str:
    """The text in NFC, without surrounding white space. Raises FieldError for characters that may not be stored."""
    if not text.isascii() or not text.isprintable():
        for character in text:
            _check(character)
    return unicodedata.normalize("NFC", text).strip()


def encodable(text: str) -> str:
    """The text as it is. Raises FieldError for half a character, which JSON can write and no encoding can."""
    if any("\ud800" <= character <= "\udfff" for character in text):
        _check("\ud800")
    return text


def _check(character: str) -> None:
    if character in _BIDI_CONTROLS:
        raise FieldError("BIDI_CONTROL", f"has the bidirectional control U+{ord(character):04X}: remove it")
    category = unicodedata.category(character)
    if category == "Cs":
        raise FieldError("LONE_SURROGATE", "has a lone surrogate: re-encode the text as UTF-8")
    if category == "Cc" and character not in _LAYOUT:
        raise FieldError("CONTROL_CHARACTER", f"has the control character U+{ord(character):04X}: remove it")


def _at_most(chars_max: int) -> AfterValidator:
    def check(text: str) -> str:
        if len(text) > chars_max:
            raise FieldError("TOO_LONG", f"has {len(text):,} characters, {chars_max:,} at most: shorten it")
        if not (cleaned := clean(text)):
            raise FieldError("EMPTY", "is empty: leave the field out or fill it")
        return check_sealed(cleaned)

    return AfterValidator(check)


Name = Annotated[str, _at_most(limits.NAME_CHARS_MAX)]
Note = Annotated[str, _at_most(limits.NOTE_CHARS_MAX)]
Verbatim = Annotated[str, _at_most(limits.VERBATIM_CHARS_MAX)]
Url = Annotated[str, _at_most(limits.URL_CHARS_MAX)]
Credit = Annotated[str, _at_most(limits.CREDIT_CHARS_MAX)]

Slug = Annotated[
    str,
    StringConstraints(pattern=rf"^[a-z0-9][a-z0-9-]{{0,{limits.SLUG_CHARS_MAX - 1}}}$"),
]
"""Id of a place, an actor, a source or a measure: `af-imam-sahib`."""

EventId = Annotated[
    str,
    StringConstraints(pattern=rf"^[A-Za-z0-9][A-Za-z0-9._:/-]{{0,{limits.EVENT_ID_CHARS_MAX - 1}}}$"),
]
"""External key of an event, unique in the log: `asia-plus-2021-06-23.imam-sahib`."""

Hedge = Annotated[str, StringConstraints(pattern=r"^[A-Z][A-Z_]{1,39}$")]
"""A word by which the source held back: REPORTEDLY, UP_TO, ASSESSED_AS."""
