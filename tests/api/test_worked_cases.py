"""The worked cases of the design, asked as a dashboard asks them: given these events, asOf that day, this is the answer."""

from typing import Any

import pytest

from domain.events import Event
from tests.api.asking import Api
from tests.builders import asserted, cast, changed, source

STATE = """
query($date: Date!, $knownOn: Date) {
  asOf(date: $date, knownOn: $knownOn) {
    place(id: "af-imam-sahib") {
      holder { id } level certainty since
      basis { type source { id } }
      alternatives { holder { id } }
    }
  }
}
"""
SOURCES = [source(name) for name in ("asia-plus", "lwj", "afghanistan-times", "kabulnow")]

THE_LIST = asserted(occurred="2021-06-12/2021-06-22", source="asia-plus")
AT_NOON = changed(occurred="2021-06-21T12:00/2021-06-21T15:30", source="kabulnow")
IN_THREE_DAYS = changed(occurred="2021-06-19/2021-06-21", source="lwj")
FELL = changed(occurred="2021-06-20", source="afghanistan-times")
RETAKEN = changed(gainer="government", occurred="2021-06-21", source="kabulnow", loser="taliban")
SAID_RETAKEN = changed(gainer="government", occurred="2021-06-21", source="ministry", loser="taliban")
RETAKEN_EARLY = changed(gainer="government", occurred="2021-06-13", source="lwj")
HELD = asserted(holder="government", occurred="2021-06-01", source="lwj")

NOBODY = (None, "UNKNOWN")
TALIBAN = ("taliban", "ESTABLISHED")
GOVERNMENT = ("government", "ESTABLISHED")


def seen(holder: str, day: int, by: str) -> Event:
    return asserted(holder=holder, occurred=f"2021-06-{day}", source=by)


CASES: list[tuple[str, list[Event], dict[int, tuple[str | None, str]]]] = [
    ("the article alone", [THE_LIST], {23: TALIBAN, 11: NOBODY, 15: (None, "POSSIBLE")}),
    ("one change, three claims", [THE_LIST, AT_NOON, IN_THREE_DAYS], {15: NOBODY, 20: NOBODY, 21: TALIBAN}),
    (
        "Khwaja Ghar: fell, retaken, listed as fallen",
        [THE_LIST, FELL, RETAKEN],
        {15: NOBODY, 20: TALIBAN, 21: GOVERNMENT, 22: (None, "DISPUTED")},
    ),
    (
        "retaken within the list's days",
        [THE_LIST, RETAKEN_EARLY],
        {13: GOVERNMENT, 15: ("government", "POSSIBLE"), 22: TALIBAN},
    ),
    ("and fell again on a known day", [THE_LIST, RETAKEN_EARLY, FELL], {15: GOVERNMENT, 22: TALIBAN}),
    ("only the ministry tells of the retaking", [THE_LIST, FELL, SAID_RETAKEN], {21: ("taliban", "CLAIMED")}),
    ("only a party to the gain tells it", [SAID_RETAKEN], {21: (None, "CLAIMED")}),
    (
        "one source, two days",
        [seen("government", 15, "lwj"), seen("taliban", 20, "lwj")],
        {14: NOBODY, 15: GOVERNMENT, 17: ("government", "POSSIBLE"), 20: TALIBAN},
    ),
    (
        "two maps",
        [
            seen("government", 14, "lwj"),
            seen("government", 16, "lwj"),
            seen("taliban", 15, "kabulnow"),
            seen("taliban", 17, "kabulnow"),
        ],
        {14: GOVERNMENT, 15: (None, "DISPUTED"), 16: (None, "DISPUTED"), 17: TALIBAN},
    ),
    (
        "the losers give the order of a day",
        [
            HELD,
            changed(occurred="2021-06-21T06:00", source="lwj", loser="government"),
            changed(gainer="government", occurred="2021-06-21", source="kabulnow", loser="taliban"),
        ],
        {21: GOVERNMENT},
    ),
]


async def state(api: Api, date: str, known_on: str | None = None) -> dict[str, Any]:
    return (await api.ask(STATE, date=date, knownOn=known_on))["asOf"]["place"]


@pytest.mark.parametrize(("events", "answers"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
async def test_given_these_events_the_days_have_these_answers(
    api: Api, events: list[Event], answers: dict[int, tuple[str | None, str]]
) -> None:
    await api.recorded(*cast(), *SOURCES, *events)

    found = {day: await state(api, f"2021-06-{day}") for day in answers}

    assert {
        day: (one["holder"] and one["holder"]["id"], one["certainty"]) for day, one in found.items()
    } == answers


async def test_the_article_says_since_when_and_who_says_so(api: Api) -> None:
    await api.recorded(*cast(), *SOURCES, THE_LIST)

    assert await state(api, "2021-06-23") == {
        "holder": {"id": "taliban"},
        "level": "CONTROL",
        "certainty": "ESTABLISHED",
        "since": "2021-06-12/2021-06-22",
        "basis": [{"type": "ControlAsserted", "source": {"id": "asia-plus"}}],
        "alternatives": [],
    }


async def test_a_day_before_it_was_published_nothing_was_known(api: Api) -> None:
    await api.recorded(*cast(), *SOURCES, THE_LIST)

    assert (await state(api, "2021-06-23", known_on="2021-06-22"))["certainty"] == "UNKNOWN"
    assert (await state(api, "2021-06-23", known_on="2021-06-23"))["certainty"] == "ESTABLISHED"


async def test_within_the_days_of_the_list_it_is_an_alternative(api: Api) -> None:
    await api.recorded(*cast(), *SOURCES, THE_LIST)

    found = await state(api, "2021-06-15")

    assert (found["holder"], found["level"], found["alternatives"]) == (
        None,
        "UNKNOWN",
        [{"holder": {"id": "taliban"}}],
    )


async def test_a_retraction_counts_from_the_day_it_was_published(api: Api) -> None:
    await api.recorded(*cast(), *SOURCES, THE_LIST.model_copy(update={"id": "the-list"}))

    await api.ask(
        'mutation { retract(event: "the-list", reason: "misread", published: "2021-07-01", idempotencyKey: "r") { __typename } }'
    )

    assert (await state(api, "2021-06-23", known_on="2021-06-30"))["certainty"] == "ESTABLISHED"
    assert (await state(api, "2021-06-23"))["certainty"] == "UNKNOWN"
