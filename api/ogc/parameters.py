"""The parameters of a collection's items: which day, as known when, by which policy, and which places."""

import math
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from api import limits
from api.ogc.feature_request import JSON, WHEN, FeatureRequest
from api.ogc.refusals import wrong
from domain.geo.boxes import Box, parts
from domain.values import knowledge
from domain.values import limits as of_domain
from domain.values.coordinates import Coordinates
from domain.values.problems import FieldError
from domain.values.terms import Policy
from service.asking import tokens
from service.asking.known import known_by
from service.asking.pins import Pin
from store.read import places

WHICH = ("bbox", "within", "limit", "after", "before")
LIMIT_DEFAULT = 100
_OPEN = ("", "..")
_DAY = re.compile(r"(\d{4}-\d\d-\d\d)([Tt](\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d))?)?", re.ASCII)
"""A day, or a moment of RFC 3339, of which the day counts: states are given for the civil day of the place. GDAL 3.6
writes a day with a T at its end and nothing after it.
"""
_WHOLE = re.compile(r"\d{1,16}", re.ASCII)
DAY_FORMS = "2021-06-22, 2021-06-22T00:00:00Z, or an interval of two of them with .. for an open end"


@dataclass(frozen=True, slots=True)
class When:
    """`pin`: what fixes an answer at these coordinates; the head, where any of them was left open."""

    at: Coordinates
    pin: Pin
    token: str | None


def placed(request: FeatureRequest, media_type: str = JSON) -> When:
    """Of a resource that describes: its coordinates, for its links. Raises Refusal, NotModified."""
    chosen = when(request, request.parameters())
    request.keep(Pin.HEAD, media_type)
    return chosen


def when(request: FeatureRequest, given: dict[str, str]) -> When:
    """Raises Refusal, and ClientError for a token that is none."""
    if "token" in given:
        if others := [name for name in WHEN if name in given and name != "token"]:
            raise wrong(others[0], "is in the token already: give one of the two")
        at = tokens.decode(given["token"])
        return When(_reached(request, at), Pin.TOKEN, given["token"])
    day, fixed = _as_of(given.get("datetime"), request.now.date())
    position = _whole("position", given["position"], of_domain.POSITION_MAX) if "position" in given else None
    at = Coordinates(day, _known_at(given), request.head.position if position is None else position, _policy(given))
    return When(_reached(request, at), Pin.POSITION if fixed and position is not None else Pin.HEAD, None)


def _known_at(given: dict[str, str]) -> datetime | None:
    day = _day("knownOn", given["knownOn"]) if "knownOn" in given else None
    try:
        moment = knowledge.moment(given["knownAt"]) if "knownAt" in given else None
    except FieldError as error:
        raise wrong("knownAt", f"is no moment: {error}") from None
    return known_by(day, moment)


def _reached(request: FeatureRequest, at: Coordinates) -> Coordinates:
    if at.position > request.head.position:
        raise wrong(
            "position", f"is after the end of the log, which is at {request.head.position}: ask for that or less"
        )
    return at


def _as_of(text: str | None, today: date) -> tuple[date, bool]:
    """The civil day of which the end is meant, and whether it is the same tomorrow.

    Of an interval that is its last day; an open end, and nothing at all, is today.
    """
    if text is None:
        return today, False
    start, slash, end = text.partition("/")
    if not slash:
        return _day("datetime", start), True
    first = None if start in _OPEN else _day("datetime", start)
    last = None if end in _OPEN else _day("datetime", end)
    if first is None and last is None:
        raise wrong("datetime", f"is open at both ends: it is {DAY_FORMS}")
    if first and last and first > last:
        raise wrong("datetime", "ends before it begins: turn the two days round")
    return (last, True) if last else (max(first or today, today), False)


def _day(name: str, text: str) -> date:
    matched = _DAY.fullmatch(text)
    if not matched or (name != "datetime" and matched[2]):
        raise wrong(name, f"is no day: it is {DAY_FORMS if name == 'datetime' else '2021-06-22'}")
    try:
        day = date.fromisoformat(matched[1])
    except ValueError:
        raise wrong(name, "is not in the calendar: check the month and the day") from None
    if not of_domain.YEAR_MIN <= day.year <= of_domain.YEAR_MAX:
        raise wrong(name, f"is too far off: years run from {of_domain.YEAR_MIN} to {of_domain.YEAR_MAX} here")
    return day


def _policy(given: dict[str, str]) -> Policy:
    try:
        return Policy(given.get("policy", Policy.AGAINST_INTEREST))
    except ValueError:
        raise wrong("policy", f"is one of {', '.join(Policy)}") from None


def _whole(name: str, text: str, most: int) -> int:
    if not _WHOLE.fullmatch(text) or int(text) > most:
        raise wrong(name, "is a whole number, 0 or more")
    return int(text)


def limit(given: dict[str, str]) -> int:
    """How many at most: more than the server gives in one answer is taken for as many as it gives."""
    text = given.get("limit", str(LIMIT_DEFAULT))
    if not text.isascii() or not text.isdigit() or not text.strip("0"):
        raise wrong("limit", "is a whole number, 1 or more")
    return limits.PAGE_ITEMS_MAX if len(text) > 9 else min(int(text), limits.PAGE_ITEMS_MAX)


def boxes(given: dict[str, str]) -> list[Box]:
    """West, south, east, north in degrees; of six numbers, the two heights are passed over."""
    if "bbox" not in given:
        return []
    try:
        numbers = [float(part) for part in given["bbox"].split(",")]
    except ValueError:
        numbers = []
    if len(numbers) == 6:
        del numbers[5], numbers[2]
    if len(numbers) != 4 or not all(map(math.isfinite, numbers)):
        raise wrong("bbox", "is west,south,east,north in degrees: 68.5,36.5,70.5,37.6")
    box = Box(*numbers)
    if box.south > box.north or max(map(abs, (box.west, box.east))) > 180 or max(map(abs, (box.south, box.north))) > 90:
        raise wrong("bbox", "is not on earth: longitudes run from -180 to 180, latitudes from -90 to 90, south first")
    return parts(box)


async def within(request: FeatureRequest, given: dict[str, str], position: int) -> str | None:
    """Raises Refusal where there is no such place: an empty answer would look like a quiet province."""
    id = given.get("within")
    if id is not None and not await places.places_by_ids(request.conn, [id], position=position):
        raise wrong("within", "is the id of no place: look it up in the collections, or with `timeline places`")
    return id


def in_query(chosen: When) -> dict[str, Any]:
    """The coordinates as parameters, none left open: so that the next page is of the same snapshot."""
    if chosen.token:
        return {"token": chosen.token}
    at = chosen.at
    moment = at.known_moment and knowledge.written_moment(at.known_moment)
    known = {"knownOn": at.known_on, "knownAt": moment}
    return {"datetime": at.date, **known, "position": at.position, "policy": at.policy.value}
