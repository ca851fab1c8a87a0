"""Stated totals beside what the log shows, as data: given these events, this total, this answer. Every door is asked.

Kunduz has two districts beside Imam Sahib here: a, b.
"""

from dataclasses import dataclass
from typing import Any

from domain.events import Event
from tests.support.builders import (
    asserted,
    cast,
    changed,
    corrected,
    place,
    retracted,
    stated,
)

ID = "the-total"
WHOLE = "2021-06-01/2021-06-30"


@dataclass(frozen=True)
class Case:
    """`answer` is what is said of the total, or None where it is not listed."""

    name: str
    events: tuple[Event, ...]
    answer: dict[str, Any] | None
    known_on: str | None = None

    @property
    def log(self) -> list[Event]:
        return [*cast(), *(place(id, parent="af-kunduz") for id in ("a", "b")), *self.events]


def facts(found: list[dict[str, Any]]) -> dict[str, Any] | None:
    """What GraphQL or the command line says of the total."""
    [one] = [one for one in found if one["event"]["id"] == ID] or [None]
    if one is None:
        return None
    return {
        "stated": (one["numerator"]["low"], one["numerator"]["high"], one["denominator"]),
        "shown": (one["shown"]["low"], one["shown"]["high"], one["shownDenominator"]),
        "silent": one["silent"],
        "falls": one["falls"] and (one["falls"]["low"], one["falls"]["high"]),
        "recaptured": one["recaptured"] and (one["recaptured"]["low"], one["recaptured"]["high"]),
        "consistent": one["consistent"],
    }


def total(number: int | dict[str, Any], window: str = WHOLE, **fields: Any) -> Event:
    return stated(number, window, id=ID, **fields)


def falls(number: int | dict[str, Any], window: str = WHOLE, **fields: Any) -> Event:
    return total(number, window, basis="GROSS_FALLS", **fields)


MORE_THAN_1 = {"low": 2, "qualifier": "MORE_THAN", "verbatim": "more than 1"}
UP_TO_1 = {"high": 1, "qualifier": "UP_TO"}
GOVERNMENTS = tuple(asserted(id, "government", "2021-06-01") for id in ("a", "b", "af-imam-sahib"))
TWO_FELL = (*GOVERNMENTS, changed("a", occurred="2021-06-10"), changed("b", occurred="2021-06-12"))
RETAKEN = changed("a", "government", "2021-06-15")
FELL_TWICE_IN_A_DAY = (
    changed(occurred="2021-06-16T06:00", id="in-the-morning"),
    changed(gainer="government", occurred="2021-06-16T12:00"),
    changed(occurred="2021-06-16T18:00"),
)
FELL_LATE = changed(occurred="2021-06-16T18:00", published="2021-07-02")

CASES = [
    Case("a net total that fits", (*TWO_FELL, total(2)), {"shown": (2, 2, 3), "silent": 0, "consistent": True}),
    Case("a net total that does not fit", (*TWO_FELL, total(3)), {"shown": (2, 2, 3), "consistent": False}),
    Case("an open bound that fits", (*TWO_FELL, total(MORE_THAN_1)), {"stated": (2, None, None), "consistent": True}),
    Case("an open bound that does not fit", (*TWO_FELL, total(UP_TO_1)), {"shown": (2, 2, 3), "consistent": False}),
    Case(
        "a net total does not count what was retaken, and one of falls does",
        (*TWO_FELL, RETAKEN, total(2)),
        {"shown": (1, 1, 3), "falls": None, "recaptured": None, "consistent": False},
    ),
    Case(
        "falls with a recapture",
        (*TWO_FELL, RETAKEN, falls(2)),
        {"shown": (2, 2, 3), "falls": (2, 2), "recaptured": (1, 1), "consistent": True},
    ),
    Case(
        "a place that fell twice counts once",
        (*TWO_FELL, RETAKEN, changed("a", occurred="2021-06-20"), falls(2)),
        {"shown": (2, 2, 3), "falls": (3, 3), "recaptured": (0, 0), "consistent": True},
    ),
    Case(
        "a place that fell twice in a day fell twice",
        (*TWO_FELL, *FELL_TWICE_IN_A_DAY, falls(3)),
        {"shown": (3, 3, 3), "falls": (4, 4), "recaptured": (0, 0), "consistent": True},
    ),
    Case(
        "a place that was retaken before the evening fell",
        (*TWO_FELL, *FELL_TWICE_IN_A_DAY[:2], falls(3)),
        {"shown": (3, 3, 3), "falls": (3, 3), "recaptured": (1, 1), "consistent": True},
    ),
    Case(
        "as known before the second fall of the day was told",
        (*TWO_FELL, *FELL_TWICE_IN_A_DAY[:2], FELL_LATE, falls(3)),
        {"shown": (3, 3, 3), "falls": (3, 3), "recaptured": (1, 1)},
        known_on="2021-06-30",
    ),
    Case(
        "what was retracted did not fall",
        (*TWO_FELL, *FELL_TWICE_IN_A_DAY[:2], retracted("in-the-morning"), falls(2)),
        {"shown": (2, 2, 3), "falls": (2, 2)},
    ),
    Case(
        "a net gain does not count what was retaken",
        (*TWO_FELL, RETAKEN, total(1, basis="NET_GAIN")),
        {"shown": (1, 1, 3), "falls": None, "recaptured": None, "consistent": True},
    ),
    Case(
        "a net gain does not count what was held before",
        (*TWO_FELL, total(2, "2021-06-11/2021-06-30", basis="NET_GAIN")),
        {"shown": (1, 1, 3), "consistent": False},
    ),
    Case(
        "captured or contested counts both",
        (*TWO_FELL, changed("a", occurred="2021-06-20", level="CONTESTED"), total(2, levels=["CONTROL", "CONTESTED"])),
        {"shown": (2, 2, 3), "consistent": True},
    ),
    Case(
        "captured alone counts what is contested as possible",
        (*TWO_FELL, changed("a", occurred="2021-06-20", level="CONTESTED"), total(2)),
        {"shown": (1, 2, 3), "consistent": True},
    ),
    Case(
        "what fell before the window did not fall in it",
        (*TWO_FELL, falls(1, "2021-06-11/2021-06-30")),
        {"shown": (1, 1, 3), "consistent": True},
    ),
    Case(
        "a window of which nobody speaks in part",
        (changed("a", occurred="2021-06-10"), asserted("b", "government", "2021-06-15"), falls(2)),
        {"shown": (1, 1, 3), "silent": 2, "consistent": None},
    ),
    Case(
        "an end that may lie within the time of a fall",
        (*GOVERNMENTS, asserted("a", occurred="2021-06-12/2021-06-22"), total(1, "2021-06-15")),
        {"shown": (0, 1, 3), "consistent": True},
    ),
    Case(
        "a word without a number",
        (*TWO_FELL, total({"qualifier": "DOZENS", "verbatim": "dozens"})),
        {"stated": (None, None, None), "shown": (2, 2, 3), "consistent": None},
    ),
    Case("no holder named", (*TWO_FELL, total(2, holder=None)), {"shown": (None, None, 3), "consistent": None}),
    Case(
        "a window without an end goes to the day of which it was said",
        (*TWO_FELL, falls(2, "2021-06-01/..", occurred="2021-06-11")),
        {"shown": (1, 1, 3), "consistent": False},
    ),
    Case(
        "another list of places could make up the difference",
        (*TWO_FELL, total(3, denominator=4)),
        {"stated": (3, 3, 4), "shown": (2, 2, 3), "consistent": None},
    ),
    Case("before it was published it is not listed", (*TWO_FELL, total(2)), None, known_on="2021-06-22"),
    Case("on that day it is", (*TWO_FELL, total(2)), {"shown": (2, 2, 3)}, known_on="2021-06-23"),
    Case(
        "what was not yet known is not shown",
        (*GOVERNMENTS, changed("a", occurred="2021-06-10", published="2021-07-01"), total(0)),
        {"shown": (0, 0, 3), "consistent": True},
        known_on="2021-06-30",
    ),
    Case(
        "retracted, it is not listed",
        (*TWO_FELL, total(2), retracted(ID, published="2021-07-01")),
        None,
    ),
    Case(
        "before the retraction was known it is",
        (*TWO_FELL, total(2), retracted(ID, published="2021-07-01")),
        {"consistent": True},
        known_on="2021-06-30",
    ),
    Case(
        "a correction stands in its place",
        (*TWO_FELL, stated(20, id="slip"), corrected("slip", stated(2, WHOLE), id=ID)),
        {"stated": (2, 2, None), "consistent": True},
    ),
    Case(
        "a split leaves another number of places",
        (
            place("c", parent="af-kunduz", existsTo="2021-06-20"),
            *(place(id, parent="af-kunduz", existsFrom="2021-06-20") for id in ("c-1", "c-2")),
            total(0),
        ),
        {"shown": (0, 0, 5), "consistent": True},
    ),
]
