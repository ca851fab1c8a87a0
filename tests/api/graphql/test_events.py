"""Every type of event comes back from the log as it was sent, with what it refers to."""

import json
from typing import Any

import pytest

from domain.events import TYPES
from tests.support.asking import Api, as_input
from tests.support.builders import (
    asserted,
    cast,
    changed,
    corrected,
    event,
    retracted,
)

MORE_THAN_130 = {"low": 131, "qualifier": "MORE_THAN", "verbatim": "more than 130"}
CLAIM = {"occurred": "2021-06-22", "published": "2021-06-23", "source": "neutral"}
IMAM_SAHIB = "af-imam-sahib"
SENT = [
    changed(id="changed", manner="WITHDRAWN", loser="government"),
    asserted(id="asserted", holder=None),
    event(
        "PersonsCrossedBorder",
        **CLAIM,
        origin="af",
        destination="af-kunduz",
        via=[IMAM_SAHIB],
        count=MORE_THAN_130,
        group="ARMED_FORCES",
        party="government",
        including=[{"kinds": ["KILLED"], "count": {"best": 1, "qualifier": "EXACT"}}],
        id="crossed",
    ),
    event("ControlConfirmed", **CLAIM, places=[IMAM_SAHIB, "af-kunduz"], holder="taliban", id="confirmed"),
    event(
        "ClashReported",
        **CLAIM,
        places=["af-kunduz", IMAM_SAHIB],
        parties=["taliban", "government"],
        id="clash",
    ),
    event(
        "CasualtiesReported",
        **CLAIM,
        kinds=["KILLED", "WOUNDED"],
        count={"high": 100, "qualifier": "UP_TO"},
        id="casualties",
    ),
    event(
        "CasualtiesReported",
        **CLAIM,
        place=IMAM_SAHIB,
        kinds=["CAPTURED"],
        count={"qualifier": "MANY"},
        disjointFrom=["casualties"],
        partOf="clash",
        id="more",
    ),
    event(
        "TallyClaimed",
        **CLAIM,
        within="af",
        kind="DISTRICT",
        holder="taliban",
        numerator={"low": 51, "qualifier": "MORE_THAN"},
        denominator=370,
        basis="GROSS_FALLS",
        window="2021-05/2021-06",
        id="tally",
    ),
    event(
        "MeasureReported",
        occurred="2021-06",
        source="neutral",
        place="af",
        measure="arrivals",
        count={"qualifier": "SOME"},
        id="measure",
    ),
    event(
        "SituationAssessed",
        **CLAIM,
        place=IMAM_SAHIB,
        assessment="tense",
        forecast=True,
        hedges=["LIKELY"],
        attribution=["government"],
        span=[10, 20],
        credibility=2,
        note="کندز",
        incident="border",
        id="assessed",
    ),
    event(
        "PlaceChanged",
        place=IMAM_SAHIB,
        kind="DISTRICT",
        names=[{"text": "Emam Saheb", "language": "fa", "script": "Latn", "preferred": True}],
        parent="af-kunduz",
        longitude=68.77,
        latitude=37.18,
        existsFrom="1964-01-01",
        geometry={"type": "Point", "coordinates": [68.77, 37.18]},
        id="renamed",
    ),
    corrected("changed", changed(manner="VIOLENT"), id="correction"),
    retracted("asserted", source="neutral", published="2021-06-25", id="retraction"),
]
FIELDS = """
__typename id type version occurred earliest latest published recordedAt recordedBy source { id } attribution hedges credibility
interest places { id } incident partOf note span standing correctedBy { id } retractedBy { id }
... on ControlChanged { place { name } gainer { id } loser { id } level manner }
... on ControlAsserted { place { name } holder { id } level }
... on ControlConfirmed { holder { id } level }
... on PersonsCrossedBorder { origin { id } destination { id } via { id } group admission party { id } count { low best high qualifier verbatim } including { kinds count { low best high } } }
... on ClashReported { parties { id } }
... on CasualtiesReported { where: place { id } party { id } kinds count { high } disjointFrom { id } }
... on TallyClaimed { within { id } kind holder { id } numerator { low } denominator basis window }
... on MeasureReported { place { id } measure count { qualifier } }
... on SituationAssessed { place { id } assessment forecast }
... on PlaceChanged { place { id name longitude existsFrom } names { text language script } parent { id } geometry }
... on EventCorrected { event { id } reason replacement { __typename id ... on ControlChanged { manner gainer { name } } } }
... on EventRetracted { event { id } reason }
"""


@pytest.fixture
async def events(api: Api) -> dict[str, dict[str, Any]]:
    await api.recorded(*cast(), *SENT[:-2])
    await api.recorded(*SENT[-2:])
    data = await api.ask("{ events(first: 100) { nodes { %s } } }" % FIELDS)
    return {node["id"]: node for node in data["events"]["nodes"]}


async def test_every_type_comes_back(events: dict[str, dict[str, Any]]) -> None:
    assert {event["type"] for event in events.values()} == TYPES.keys()
    assert all(event["type"] == event["__typename"] for event in events.values())
    assert [events[sent.id]["type"] for sent in SENT] == [sent.TYPE for sent in SENT]


async def test_references_become_what_they_refer_to(events: dict[str, dict[str, Any]]) -> None:
    assert events["changed"]["gainer"] == {"id": "taliban"}
    assert events["asserted"]["holder"] is None
    assert events["crossed"]["via"] == [{"id": IMAM_SAHIB}]
    assert events["clash"]["parties"] == [{"id": "taliban"}, {"id": "government"}]
    assert events["more"]["disjointFrom"] == [{"id": "casualties"}]
    assert events["correction"]["event"] == {"id": "changed"}


async def test_numbers_stay_as_they_were_reported(events: dict[str, dict[str, Any]]) -> None:
    assert events["crossed"]["count"] == {**MORE_THAN_130, "best": None, "high": None}
    assert events["crossed"]["including"] == [{"kinds": ["KILLED"], "count": {"low": 1, "best": 1, "high": 1}}]


async def test_dates_have_their_bounds(events: dict[str, dict[str, Any]]) -> None:
    assert [events["measure"][name] for name in ("occurred", "earliest", "latest")] == [
        "2021-06",
        "2021-06-01T00:00:00",
        "2021-06-30T23:59:59",
    ]


async def test_a_registration_shows_the_day_from_which_it_was_known(
    events: dict[str, dict[str, Any]],
) -> None:
    assert (events["renamed"]["occurred"], events["renamed"]["published"]) == ("2026-11-24", None)
    assert events["renamed"]["recordedAt"] == "2026-11-24T12:00:00+00:00"


async def test_a_correction_shows_what_its_replacement_says(events: dict[str, dict[str, Any]]) -> None:
    correction = events["correction"]

    assert (correction["occurred"], correction["places"], correction["source"]) == (
        "2021-06-21",
        [{"id": IMAM_SAHIB}],
        {"id": "neutral"},
    )
    assert correction["replacement"] == {
        "__typename": "ControlChanged",
        "id": "correction",
        "manner": "VIOLENT",
        "gainer": {"name": "Taliban"},
    }
    assert (events["changed"]["standing"], events["changed"]["correctedBy"]) == (False, {"id": "correction"})
    assert events["asserted"]["retractedBy"] == {"id": "retraction"}


async def test_text_in_other_scripts_comes_back_as_it_was_sent(events: dict[str, dict[str, Any]]) -> None:
    assert events["assessed"]["note"] == "کندز"
    assert events["assessed"]["span"] == [10, 20]


async def test_the_filter_chooses_what_it_says(api: Api) -> None:
    await api.recorded(*cast(), *SENT[:-2])
    await api.recorded(*SENT[-2:])

    async def chosen(**filter: Any) -> set[str]:
        query = "query($f: EventFilter) { events(filter: $f) { totalCount nodes { id } } }"
        found = (await api.ask(query, f=filter))["events"]
        assert found["totalCount"] == len(found["nodes"])
        return {node["id"] for node in found["nodes"]}

    assert await chosen(types=["MeasureReported"]) == {"measure"}
    assert await chosen(types=[]) == set()
    assert {"changed", "clash"} <= await chosen(within="af")
    assert "measure" not in await chosen(place=IMAM_SAHIB)
    assert await chosen(occurredFrom="2021-06-22", occurredTo="2021-06-22", types=["ClashReported"]) == {"clash"}
    assert "changed" in await chosen(types=["ControlChanged"])
    assert "changed" not in await chosen(types=["ControlChanged"], standingOnly=True)


async def test_the_input_of_an_event_is_its_interchange_form() -> None:
    given = as_input(SENT[0])

    assert list(given) == ["controlChanged"]
    assert json.dumps(given["controlChanged"]["place"]) == f'"{IMAM_SAHIB}"'
