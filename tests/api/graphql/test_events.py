"""Every type of event comes back from the log as it was sent, with what it refers to."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from domain.events import TYPES
from domain.values.terms import Visibility
from store.db.connections import Database
from store.write.audience_logs import register
from tests.support.asking import Api, as_input
from tests.support.builders import cast, event
from tests.support.graphql_fields import EVENT_FIELDS
from tests.support.sample_events import EVENTS_OF_EVERY_TYPE, IMAM_SAHIB, MORE_THAN_130


@pytest.fixture
async def events(api: Api, new_url: Callable[[str], str]) -> dict[str, dict[str, Any]]:
    await api.recorded(*cast(), *EVENTS_OF_EVERY_TYPE[:-2])
    await api.recorded(*EVENTS_OF_EVERY_TYPE[-2:])
    public = Database.open(new_url("public"))
    await register(api.app.state.logs.record.db, {Visibility.PUBLIC: public})
    await public.close()
    await api.recorded(event("VisibilitySet", events=["changed"], visibility="PUBLIC"))
    data = await api.ask("{ events(first: 100) { nodes { %s } } }" % EVENT_FIELDS)
    return {node["id"]: node for node in data["events"]["nodes"]}


async def test_every_type_comes_back(events: dict[str, dict[str, Any]]) -> None:
    assert {each["type"] for each in events.values()} == TYPES.keys()
    assert all(each["type"] == each["__typename"] for each in events.values())
    assert [events[sent.id]["type"] for sent in EVENTS_OF_EVERY_TYPE] == [sent.TYPE for sent in EVENTS_OF_EVERY_TYPE]


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
    await api.recorded(*cast(), *EVENTS_OF_EVERY_TYPE[:-2])
    await api.recorded(*EVENTS_OF_EVERY_TYPE[-2:])

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
    given = as_input(EVENTS_OF_EVERY_TYPE[0])

    assert list(given) == ["controlChanged"]
    assert json.dumps(given["controlChanged"]["place"]) == f'"{IMAM_SAHIB}"'
