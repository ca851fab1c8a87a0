"""More worked cases of DESIGN section 5, each once answered wrongly by the first edition of the rules, as data.

T is the Taliban, G the government, X a third; the voices a, b, d, m and n are sources without a publisher. June 2021.
"""

from dataclasses import dataclass
from typing import Any

from domain.events import Event
from tests.support.builders import actor, asserted, cast, changed, corrected, source
from tests.support.worked_cases import Asked, Case, held

T, G, X = "taliban", "government", "third"

SOURCES = [
    actor(X, side=X),
    *(source(name) for name in ("a", "d", "m", "n")),
    source("b", reliability="B"),
    source("a-best", publisher="a", reliability="A"),
    source("n-for-g", publisher="n", affiliation=G),
]


@dataclass(frozen=True)
class Second(Case):
    @property
    def log(self) -> list[Event]:
        return [*cast(), *SOURCES, *self.events]


def took(holder: str, on: str, by: str, **more: Any) -> Event:
    return changed(gainer=holder, occurred=_june(on), source=by, **more)


def saw(holder: str | None, on: str, by: str, **more: Any) -> Event:
    return asserted(holder=holder, occurred=_june(on), source=by, **more)


def asks(answers: dict[int, dict[str, Any]]) -> tuple[Asked, ...]:
    return tuple(Asked(f"2021-06-{day:02}", answer) for day, answer in answers.items())


def _june(days: str) -> str:
    return "/".join(f"2021-06-{part}" for part in days.split("/"))


BETWEEN_5_AND_7, SAW_ON_6 = took(T, "05/07", "a", loser=G), saw(G, "06", "a")
FELL_ON_3, RETAKEN_ON_3 = took(T, "03", "a", id="fell"), took(G, "03", "a", id="retaken")
X_ON_8, T_AT_NOON = took(X, "08", "b"), saw(T, "08T12:00", "d")
FELL_ON_21 = took(T, "21", "a", loser=G)

SECOND_EDITION = [
    Second(
        "a daily map cuts a window",
        (*(saw(T, f"{day:02}", "m") for day in range(5, 12)), took(G, "08/12", "b", loser=T)),
        asks({11: held(T), 12: held(G, since="2021-06-11/2021-06-12")}),
    ),
    Second(
        "the loser gives the order of a day",
        (saw(T, "08", "d"), took(X, "08T18:00", "b", loser=T)),
        asks({8: held(X), 9: held(X)}),
    ),
    Second(
        "a word of a later day changes no earlier one",
        (took(G, "03", "n-for-g"), took(G, "04", "n")),
        asks({3: held(None, "CLAIMED", alternatives=[G]), 4: held(G)}),
    ),
    Second(
        "a later grade says nothing of an earlier day",
        (took(T, "05", "a"), took(G, "05", "b"), took(T, "10", "a-best")),
        asks({5: held(G, "DISPUTED"), 10: held(T)}),
    ),
    Second("its own sight cuts a voice's window", (BETWEEN_5_AND_7, SAW_ON_6), asks({7: held(T)})),
    Second("the change repeated", (BETWEEN_5_AND_7, SAW_ON_6, BETWEEN_5_AND_7), asks({7: held(T)})),
    Second("the sight repeated", (BETWEEN_5_AND_7, SAW_ON_6, SAW_ON_6), asks({7: held(T)})),
    Second(
        "what comes later tells the order of a day",
        (took(T, "03", "a", loser=G), took(G, "03", "a"), took(T, "08", "a", loser=G)),
        asks({3: held(G), 7: held(G), 8: held(T)}),
    ),
    Second("fell and retaken, as one voice tells it", (FELL_ON_3, RETAKEN_ON_3), asks({3: held(G)})),
    Second(
        "a correction keeps the place of what it corrects",
        (FELL_ON_3, RETAKEN_ON_3, corrected("fell", took(T, "03", "a", note="as reported"), published="2021-06-24")),
        asks({3: held(G)}),
    ),
    Second(
        "time is asked before the order of recording",
        (took(T, "09/10", "b"), took(G, "06/09", "b")),
        asks({10: held(T)}),
    ),
    Second("seen at noon, taken that day", (X_ON_8, T_AT_NOON), asks({8: held(X)})),
    Second("seen at noon, taken that day, and seen", (X_ON_8, T_AT_NOON, saw(X, "08", "n")), asks({8: held(X)})),
    Second(
        "since names a day that a claim names",
        (took(G, "03", "a"), saw(T, "03", "a")),
        asks({3: held(T, since="2021-06-03")}),
    ),
    Second(
        "one paper, two parties",
        (took(T, "22", "n", attribution=[T]), saw(G, "22", "n", attribution=[G])),
        asks({22: held(None, "CLAIMED", alternatives=[T, G])}),
    ),
    Second(
        "a party says that nobody holds it",
        (took(G, "21", "a", loser=T), saw(None, "22", "d", attribution=[T], level="CONTESTED")),
        asks({22: held(G, "CLAIMED", alternatives=[None])}),
    ),
    Second(
        "each names the other as loser",
        (FELL_ON_21, took(G, "21", "b", loser=T)),
        asks({22: held(None, "DISPUTED")}),
    ),
    Second(
        "each names the other as loser, and one regained it",
        (FELL_ON_21, took(G, "21", "b", loser=T, regained=True)),
        asks({22: held(G)}),
    ),
    Second(
        "free text that is no actor loses to any neutral voice",
        (took(G, "22", "a", attribution=["Afghan Ministry of Defense"]), saw(T, "22", "d")),
        asks({22: held(T, "DISPUTED")}),
    ),
]
