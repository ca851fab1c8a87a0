"""Codes of places: each belongs to one edition of a scheme, and may have ended."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from domain.events import PlaceCode

_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)


def begins(code: PlaceCode) -> date | None:
    """The civil day from which it is in force: an edition that is called by a day stands in for `valid_from`."""
    if code.valid_from or not _DAY.fullmatch(code.edition):
        return code.valid_from
    try:
        return date.fromisoformat(code.edition)
    except ValueError:
        return None


def in_turn(codes: Sequence[PlaceCode]) -> Iterator[PlaceCode]:
    """The codes of a place. One ends where the same scheme's next one begins, in whatever order the editions come; what
    says itself when it ends is left alone."""
    days: dict[str, list[date]] = defaultdict(list)
    for code in codes:
        if first := begins(code):
            days[code.scheme].append(first)
    for code in codes:
        first = begins(code)
        later = [day for day in days[code.scheme] if first and day > first]
        of_itself = code.valid_to is not None and code.valid_to not in days[code.scheme]
        yield code.model_copy(update={"valid_to": min(later)}) if later and not of_itself else code


def having(codes: Iterable[PlaceCode], scheme: str, code: str, edition: str | None = None) -> list[PlaceCode]:
    return [one for one in codes if (one.scheme, one.code) == (scheme, code) and edition in (None, one.edition)]


def editions_having(codes: Iterable[PlaceCode], scheme: str, code: str) -> list[str]:
    """The editions in which the place has this code, in order; none where only an earlier description had it."""
    return sorted(held.edition for held in having(codes, scheme, code))


class OldCode(NamedTuple):
    """A code that still finds its place and is in force no more. `current`: the codes of the scheme that are."""

    place: str
    scheme: str
    code: str
    current: tuple[PlaceCode, ...]


def old_code(place: str, codes: Iterable[PlaceCode], scheme: str, code: str) -> OldCode | None:
    """The code as an old one, or None where it is still in force."""
    codes = list(in_turn(list(codes)))
    if any(held.valid_to is None for held in having(codes, scheme, code)):
        return None
    return OldCode(place, scheme, code, tuple(now for now in codes if now.scheme == scheme and now.valid_to is None))
