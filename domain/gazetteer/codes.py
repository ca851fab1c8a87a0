"""Codes of places: each belongs to one edition of a scheme, and may have ended."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

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


def editions(codes: Iterable[PlaceCode], scheme: str, code: str) -> str:
    """In which editions the place has this code, for people."""
    found = sorted(one.edition for one in having(codes, scheme, code))
    return f"edition {', '.join(found)}" if found else "an earlier description"


def old_code(place: str, codes: Iterable[PlaceCode], scheme: str, code: str) -> str | None:
    """What to say of a code that finds a place and is not in force any more; None where it still is."""
    codes = list(in_turn(list(codes)))
    if any(one.valid_to is None for one in having(codes, scheme, code)):
        return None
    now = [f"{one.code} (edition {one.edition})" for one in codes if one.scheme == scheme and one.valid_to is None]
    instead = f"now it has {' and '.join(now)}" if now else "it has none any more"
    return f"{code} of {scheme} is an old code of {place}: {instead}"
