"""The worked cases of DESIGN section 5 that are about control, as data: given these events, this question, this answer.

Every door is asked the same questions: tests/cli/test_worked_cases.py and tests/api/graphql/test_worked_cases.py. All of them
are about Imam Sahib, which is an example of a district here and no more.
"""

from dataclasses import dataclass
from typing import Any

from domain.events import Event
from tests.support.builders import asserted, cast, changed, retracted, source

PLACE = "af-imam-sahib"
TALIBAN, GOVERNMENT = "taliban", "government"


@dataclass(frozen=True)
class Asked:
    """Coordinates, and of the answer what the design says of it: other facts may be anything."""

    day: str
    answer: dict[str, Any]
    known_on: str | None = None
    policy: str = "AGAINST_INTEREST"


@dataclass(frozen=True)
class Case:
    name: str
    events: tuple[Event, ...]
    asked: tuple[Asked, ...]

    @property
    def log(self) -> list[Event]:
        """All that has to be recorded, in order."""
        return [*cast(), *SOURCES, *self.events]


def facts(state: dict[str, Any]) -> dict[str, Any]:
    """Of a state as GraphQL or the command line tells it: what the cases speak of."""
    return {
        "holder": state["holder"] and state["holder"]["id"],
        "level": state["level"],
        "certainty": state["certainty"],
        "since": state["since"],
        "basis": [(claim["id"], claim["source"]["id"]) for claim in state["basis"]],
        "alternatives": [other["holder"] and other["holder"]["id"] for other in state["alternatives"]],
    }


def held(holder: str | None, certainty: str = "ESTABLISHED", **more: Any) -> dict[str, Any]:
    return {"holder": holder, "certainty": certainty, **more}


UNKNOWN = held(None, "UNKNOWN", level="UNKNOWN", since=None, basis=[], alternatives=[])

SOURCES = [source(name) for name in ("asia-plus", "lwj", "afghanistan-times", "kabulnow")]

THE_LIST = asserted(id="the-list", occurred="2021-06-12/2021-06-22", source="asia-plus")
AT_NOON = changed(id="at-noon", occurred="2021-06-21T12:00/2021-06-21T15:30", source="kabulnow")
IN_THREE_DAYS = changed(id="in-three-days", occurred="2021-06-19/2021-06-21", source="lwj")
FELL = changed(id="fell", occurred="2021-06-20", source="afghanistan-times")
RETAKEN = changed(id="retaken", gainer=GOVERNMENT, loser=TALIBAN, occurred="2021-06-21", source="kabulnow")
SAID_RETAKEN = changed(id="said-retaken", gainer=GOVERNMENT, loser=TALIBAN, occurred="2021-06-21", source="ministry")
SAID_FALLEN = changed(id="said-fallen", occurred="2021-06-21", attribution=["taliban"], source="lwj")
RETAKEN_EARLY = changed(id="retaken-early", gainer=GOVERNMENT, occurred="2021-06-13", source="lwj")
RETRACTED = retracted("the-list", published="2021-07-01")


def seen(holder: str, day: int, by: str) -> Event:
    return asserted(holder=holder, occurred=f"2021-06-{day}", source=by)


CASES = [
    Case(
        "the article alone",
        (THE_LIST,),
        (
            Asked(
                "2021-06-23",
                held(
                    TALIBAN,
                    level="CONTROL",
                    since="2021-06-12/2021-06-22",
                    basis=[("the-list", "asia-plus")],
                    alternatives=[],
                ),
            ),
            Asked("2021-06-11", UNKNOWN),
            Asked("2021-06-15", held(None, "POSSIBLE", level="UNKNOWN", alternatives=[TALIBAN])),
            Asked("2021-06-23", UNKNOWN, known_on="2021-06-22"),
        ),
    ),
    Case(
        "one change, three claims",
        (THE_LIST, AT_NOON, IN_THREE_DAYS),
        (
            Asked("2021-06-15", UNKNOWN),
            Asked("2021-06-20", UNKNOWN),
            Asked("2021-06-21", held(TALIBAN, since="2021-06-21T12:00/2021-06-21T15:30")),
        ),
    ),
    Case(
        "fell, retaken, and listed as fallen",
        (THE_LIST, FELL, RETAKEN),
        (
            Asked("2021-06-15", UNKNOWN),
            Asked("2021-06-20", held(TALIBAN)),
            Asked("2021-06-21", held(GOVERNMENT)),
            Asked("2021-06-22", held(None, "DISPUTED")),
            Asked("2021-06-22", held(None, "DISPUTED", level="CONTESTED"), policy="CAUTIOUS"),
        ),
    ),
    Case(
        "retaken within the days of the list",
        (THE_LIST, RETAKEN_EARLY),
        (
            Asked("2021-06-13", held(GOVERNMENT, "POSSIBLE", alternatives=[TALIBAN])),
            Asked("2021-06-15", held(GOVERNMENT, "POSSIBLE", alternatives=[TALIBAN])),
            Asked("2021-06-22", held(TALIBAN, since="2021-06-13/2021-06-22")),
        ),
    ),
    Case(
        "and fallen again on a known day",
        (THE_LIST, RETAKEN_EARLY, FELL),
        (Asked("2021-06-15", held(GOVERNMENT)), Asked("2021-06-22", held(TALIBAN, since="2021-06-20"))),
    ),
    Case(
        "only the ministry tells of the retaking",
        (THE_LIST, FELL, SAID_RETAKEN),
        (
            Asked("2021-06-21", held(TALIBAN, "CLAIMED", alternatives=[GOVERNMENT])),
            Asked("2021-06-21", held(GOVERNMENT), policy="LATEST"),
        ),
    ),
    Case(
        "only a party to the gain tells it",
        (SAID_RETAKEN,),
        (Asked("2021-06-21", held(None, "CLAIMED", alternatives=[GOVERNMENT])),),
    ),
    Case(
        "both parties claim it",
        (SAID_RETAKEN, SAID_FALLEN),
        (Asked("2021-06-21", held(None, "CLAIMED", alternatives=[TALIBAN, GOVERNMENT])),),
    ),
    Case(
        "one source, two days",
        (seen(GOVERNMENT, 15, "lwj"), seen(TALIBAN, 20, "lwj")),
        (
            Asked("2021-06-14", UNKNOWN),
            Asked("2021-06-15", held(GOVERNMENT)),
            Asked("2021-06-17", held(GOVERNMENT, "POSSIBLE")),
            Asked("2021-06-20", held(TALIBAN, since="2021-06-15/2021-06-20")),
        ),
    ),
    Case(
        "two maps",
        (
            seen(GOVERNMENT, 14, "lwj"),
            seen(GOVERNMENT, 16, "lwj"),
            seen(TALIBAN, 15, "kabulnow"),
            seen(TALIBAN, 17, "kabulnow"),
        ),
        (
            Asked("2021-06-14", held(GOVERNMENT)),
            Asked("2021-06-15", held(None, "DISPUTED")),
            Asked("2021-06-16", held(None, "DISPUTED")),
            Asked("2021-06-17", held(TALIBAN)),
        ),
    ),
    Case(
        "the losers give the order of a day",
        (
            seen(GOVERNMENT, 10, "lwj"),
            changed(occurred="2021-06-21T06:00", loser=GOVERNMENT, source="lwj"),
            RETAKEN,
        ),
        (Asked("2021-06-21", held(GOVERNMENT)),),
    ),
    Case(
        "retracted later",
        (THE_LIST, RETRACTED),
        (Asked("2021-06-23", held(TALIBAN), known_on="2021-06-30"), Asked("2021-06-23", UNKNOWN)),
    ),
]
