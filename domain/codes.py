"""Codes of places: each belongs to one edition of a scheme, and may have ended."""

from collections.abc import Iterable

from domain.events import PlaceCode


def having(codes: Iterable[PlaceCode], scheme: str, code: str, edition: str | None = None) -> list[PlaceCode]:
    return [one for one in codes if (one.scheme, one.code) == (scheme, code) and edition in (None, one.edition)]


def editions(codes: Iterable[PlaceCode], scheme: str, code: str) -> str:
    """In which editions the place has this code, for people."""
    found = sorted(one.edition for one in having(codes, scheme, code))
    return f"edition {', '.join(found)}" if found else "an earlier description"


def old_code(place: str, codes: Iterable[PlaceCode], scheme: str, code: str) -> str | None:
    """What to say of a code that finds a place and is not in force any more; None where it still is."""
    codes = list(codes)
    if any(one.valid_to is None for one in having(codes, scheme, code)):
        return None
    now = [f"{one.code} (edition {one.edition})" for one in codes if one.scheme == scheme and one.valid_to is None]
    instead = f"now it has {' and '.join(now)}" if now else "it has none any more"
    return f"{code} of {scheme} is an old code of {place}: {instead}"
