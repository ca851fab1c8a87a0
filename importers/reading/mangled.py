"""Text that went through a wrong encoding: what can be is read back, however often it was; lost letters are noticed."""

import re
from collections.abc import Iterator
from contextlib import suppress

from importers import limits

_TIMES_MAX = 4
_WINDOWS_1252 = "\u0152-\u017e\u02c6-\u02dc\u2013-\u203a\u20ac\u2122"
_WINDOWS_1251 = "\u0400-\u040f\u0450-\u045f\u0490\u0491\u2013-\u203a\u20ac\u2116\u2122"
_PAIR_1251 = f"[В-Я][\u0080-\u00bf{_WINDOWS_1251}]"
_MANGLED = re.compile(
    f"[\u00c2-\u00f4][\u0080-\u00bf{_WINDOWS_1252}]"
    f"|(?:{_PAIR_1251}){{2}}|(?<=[A-Za-z]){_PAIR_1251}|{_PAIR_1251}(?=[a-z])"
    "|[\u2500-\u257f][^\x00-\x7f]"
)
"""UTF-8 that was read as WINDOWS-1252, as WINDOWS-1251, or in a code page of DOS. In Cyrillic one pair of letters may
be a word; two pairs, or one beside Latin letters, are none."""
_CODECS = ("cp1251", "cp866", "cp437")
_LOST = re.compile("[?*\ufffd\u00bf\u2026]|\\.\\.\\.|(?<=[^\\W\\d_])#(?=[^\\W\\d_])")


def may_be_mangled(text: str) -> bool:
    return _MANGLED.search(text) is not None


def read_back(text: str) -> tuple[str, int]:
    """The text as it was before it was encoded again, and how many times that was."""
    for times in range(_TIMES_MAX):
        meant = next(_decoded(text), None) if may_be_mangled(text) else None
        if meant is None:
            return text, times
        text = meant
    return text, _TIMES_MAX


def _decoded(text: str) -> Iterator[str]:
    """That Western or Cyrillic text is UTF-8 by chance is next to impossible."""
    for raw in _raw(text):
        with suppress(UnicodeError):
            yield raw.decode()


def _raw(text: str) -> Iterator[bytes]:
    with suppress(UnicodeError):
        yield b"".join(letter.encode("latin-1" if ord(letter) < 256 else "cp1252") for letter in text)
    for codec in _CODECS:
        with suppress(UnicodeError):
            yield text.encode(codec)


def has_lost_letters(name: str) -> bool:
    """Whether a name has marks where letters were: Sh?bwah, Ta\ufffdizz, Repub*; or is UTF-8 that cannot be read back.

    A question mark or an asterisk may also stand for a doubt or a footnote: neither is a part of a name.
    """
    return _LOST.search(name) is not None or (not name.isascii() and may_be_mangled(name))


def lost_letters_message(name: str) -> str:
    shown = name[: limits.SHOWN_CHARS_MAX]
    return (
        f"the name {shown!r} has lost letters, or a mark that is no part of it: get the file in UTF-8, or mend the row"
    )
