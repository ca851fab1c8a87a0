"""Identifiers that follow from content: slugs, ids of events, and the digests by which repeats are recognised.

Each is the same in every database and in every version: a log that is imported again must give the same ids.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable

from anyascii import anyascii

from domain.events import interchange
from domain.events.union import Event
from domain.values.limits import SLUG_CHARS_MAX

_EVENT_ID_DIGITS = 24
_CUT_DIGITS = 8


def slug(text: str, *, chars_max: int | None = SLUG_CHARS_MAX) -> str:
    """Small ASCII letters, digits and hyphens, for an id; may be empty.

    A slug longer than `chars_max` is cut and ends with a digest of the whole; None: it is not cut.
    """
    made = re.sub(r"[^a-z0-9]+", "-", anyascii(unicodedata.normalize("NFC", text)).casefold()).strip("-")
    if chars_max is None or len(made) <= chars_max:
        return made
    return f"{made[: chars_max - _CUT_DIGITS - 1]}-{digest(made, _CUT_DIGITS)}"


def event_id(content: str) -> str:
    """The id of an event that was given none: the same for the same content."""
    return f"e-{digest(content, _EVENT_ID_DIGITS)}"


def digest(text: str, digits: int) -> str:
    """The first hexadecimal digits of the SHA-256 of the text in UTF-8."""
    return hashlib.sha256(text.encode()).hexdigest()[:digits]


def batch_digest(events: Iterable[Event]) -> str:
    """SHA-256, 64 hexadecimal digits, of the events as lines of the interchange format."""
    return lines_digest(map(interchange.write, events))


def lines_digest(lines: Iterable[str]) -> str:
    """The same of the lines, given without their ends."""
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()
