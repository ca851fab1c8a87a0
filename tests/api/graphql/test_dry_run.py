"""`dryRun` says what recording would change, in the words in which the answer would be given, and stores nothing."""

from typing import Any

import pytest

from api.graphql.context import Context
from store.db import limits
from tests.support.asking import Api, as_input
from tests.support.builders import (
    actor,
    asserted,
    changed,
    confirmed,
    place,
    place_changed,
    source,
    status,
)
from tests.support.counting_cases import crossed, harmed
from tests.support.dry_runs import FIELDS, SHOWN, tried


async def test_what_agrees_wholly_changes_nothing(kunduz: Api) -> None:
    found = await tried(kunduz, asserted())

    assert (found["__typename"], found["changes"], found["changeCount"]) == ("DryRun", [], 0)


async def test_a_source_a_place_an_actor_and_a_claim_in_one_batch(kunduz: Api) -> None:
    found = await tried(
        kunduz,
        place("valley", "The Valley", kind="PROVINCE", parent="af"),
        place("hill", "The Hill", parent="valley"),
        actor("north", name="The North"),
        source("radio"),
        asserted({"name": "the hill"}, "north", "2021-06-25", source="radio"),
    )

    [change] = found["changes"]
    assert change["place"] == {"id": "hill", "name": "The Hill", "parent": {"name": "The Valley"}}
    assert (change["aspect"], change["from"], change["to"]) == ("CONTROL", "2021-06-25", None)
    assert change["before"]["certainty"] == "UNKNOWN"
    assert change["after"]["holder"] == {"id": "north", "name": "The North"}
    assert "The North" in change["after"]["text"]
    assert [event["places"] for event in found["events"]][-1] == [
        {"id": "hill", "name": "The Hill", "parent": {"id": "valley"}}
    ]


async def test_a_drafted_place_has_no_state_yet(kunduz: Api) -> None:
    events = [as_input(place("hill")), as_input(asserted("hill", occurred="2021-06-25"))]
    data = await kunduz.ask(
        """mutation($events: [EventInput!]!) { record(events: $events, idempotencyKey: "k", dryRun: true) {
          ... on DryRun { changes { place { ancestors { id } children { nodes { id } } geometry successorOf { id }
            history { nodes { from } } statusHistory { nodes { from } }
            state(asOf: "2021-06-25") { certainty status { status } } } } }
        } }""",
        events=events,
    )

    [change] = data["record"]["changes"]
    assert change["place"]["state"] == {"certainty": "UNKNOWN", "status": None}
    assert change["place"]["history"]["nodes"] == []


async def test_a_place_is_named_as_the_batch_describes_it(kunduz: Api) -> None:
    found = await tried(
        kunduz, place_changed("af-imam-sahib", "Sher Khan", parent="af-kunduz"), changed(gainer="government")
    )

    assert {change["place"]["name"] for change in found["changes"]} == {"Sher Khan"}


async def test_the_status_has_days_of_its_own(kunduz: Api) -> None:
    [change] = (await tried(kunduz, status(status="CLOSED", occurred="2021-06-25")))["changes"]

    assert (change["aspect"], change["from"], change["to"]) == ("STATUS", "2021-06-25", None)
    assert (change["after"]["status"], change["after"]["holder"], change["after"]["level"]) == ("CLOSED", None, None)
    assert (change["before"]["status"], change["before"]["certainty"]) == ("UNKNOWN", "UNKNOWN")


async def test_the_policy_and_the_number_are_those_asked_for(kunduz: Api) -> None:
    """By its own word the Taliban gains the hill: that counts by one policy alone."""
    data = await kunduz.ask(
        """mutation($events: [EventInput!]!) { record(events: $events, idempotencyKey: "k", dryRun: true) {
          ... on DryRun { first: changes(first: 1) { after { certainty } } changeCount
            latest: changes(policy: LATEST) { after { certainty holder { id } } } }
        } }""",
        events=[
            as_input(each)
            for each in (
                source("statement", affiliation="taliban"),
                place("hill"),
                asserted("hill", "taliban", "2021-06-25", source="statement"),
                asserted("hill", "government", "2021-06-28"),
            )
        ],
    )

    assert data["record"]["first"] == [{"after": {"certainty": "CLAIMED"}}]
    assert data["record"]["changeCount"] > 1
    assert data["record"]["latest"][0]["after"] == {"certainty": "ESTABLISHED", "holder": {"id": "taliban"}}


@pytest.mark.parametrize("first", [0, 1_001])
async def test_a_number_of_changes_out_of_bounds_is_refused(kunduz: Api, first: int) -> None:
    query = """mutation($first: Int!, $events: [EventInput!]!) {
      record(events: $events, idempotencyKey: "k", dryRun: true) { ... on DryRun { changes(first: $first) { from } } }
    }"""

    assert await kunduz.code(query, first=first, events=[as_input(asserted())]) == "BAD_USER_INPUT"


async def test_a_correction_and_a_retraction_are_tried_likewise(kunduz: Api) -> None:
    variables = {"replacement": as_input(changed(gainer="government"))}
    data = await kunduz.ask(
        f"""mutation($replacement: EventInput!) {{
          correct(event: "fell", replacement: $replacement, reason: "a slip", idempotencyKey: "c", dryRun: true)
            {{ {FIELDS} }}
          retract(event: "fell", reason: "wrong", idempotencyKey: "r", dryRun: true) {{ {FIELDS} }}
        }} {SHOWN}""",
        **variables,
    )

    assert {result["__typename"] for result in data.values()} == {"DryRun"}
    assert await kunduz.head() == data["retract"]["position"]
    assert all(result["changes"] for result in data.values())
    assert [event["type"] for event in data["correct"]["events"]] == ["EventCorrected"]


async def test_sums_of_people_are_shown_before_and_after(kunduz: Api) -> None:
    await kunduz.recorded(place("tj", kind="COUNTRY"), crossed("first", 100, source="neutral"))
    data = await kunduz.ask(
        """mutation($events: [EventInput!]!) { record(events: $events, idempotencyKey: "k", dryRun: true) {
          ... on DryRun { changeCount sums { from to kinds origin { id } destination { id } place { name } party { id }
            before { low high } after { low high } } }
        } }""",
        events=[
            as_input(each)
            for each in (
                place("hill", "The Hill", parent="af-kunduz"),
                crossed("second", 50, incident="another", source="neutral"),
                harmed("dead", ["KILLED"], 5, place="hill", party="taliban", source="neutral"),
            )
        ],
    )

    day = {"from": "2021-06-22", "to": "2021-06-22"}
    assert data["record"]["changeCount"] == 0
    assert data["record"]["sums"] == [
        {
            **day,
            "kinds": [],
            "origin": {"id": "af"},
            "destination": {"id": "tj"},
            "place": None,
            "party": None,
            "before": {"low": 100, "high": 100},
            "after": {"low": 100, "high": 150},
        },
        {
            **day,
            "kinds": ["KILLED"],
            "origin": None,
            "destination": None,
            "place": {"name": "The Hill"},
            "party": {"id": "taliban"},
            "before": {"low": None, "high": None},
            "after": {"low": 5, "high": 5},
        },
    ]


async def test_it_is_refused_as_recording_would_be(kunduz: Api) -> None:
    batch = [asserted("nowhere"), asserted(holder="talban"), {"controlAsserted": {"place": "af-imam-sahib"}}]

    found, real = await tried(kunduz, *batch[:2]), await kunduz.record(*batch[:2])

    assert (found["__typename"], found["problems"]) == ("Invalid", real["problems"])
    found = await tried(kunduz, asserted(), expected=1)
    assert (found["__typename"], found["code"]) == ("Conflict", "EXPECTED_POSITION")


async def test_what_is_recorded_already_is_said_to_be(kunduz: Api) -> None:
    recorded = await kunduz.record(asserted(occurred="2021-06-29"), key="k")

    assert await tried(kunduz, asserted(occurred="2021-06-29"), key="k") == {
        "__typename": "Recorded",
        "position": recorded["position"],
        "replayed": True,
    }
    found = await tried(kunduz, asserted(occurred="2021-06-28"), key="k")
    assert (found["__typename"], found["code"]) == ("Conflict", "IDEMPOTENCY_KEY_REUSED")


async def test_warnings_are_those_of_recording(kunduz: Api) -> None:
    batch = [
        actor("rangers", name="Northern Rangers"),
        asserted(attribution=["a Taliban spokesman"]),
        asserted(attribution=["the Northern Rangers"]),
    ]

    assert [warning["path"] for warning in (await tried(kunduz, *batch))["warnings"]] == [
        ["events", "1", "attribution", "0"],
        ["events", "2", "attribution", "0"],
    ]


async def test_nobody_is_asked_to_write(kunduz: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where another process writes, this one tries it all the same."""

    async def refuse(*_: Any, **__: Any) -> None:
        raise AssertionError("a dry run asks for no append")

    monkeypatch.setattr(Context, "append", refuse)

    assert (await tried(kunduz, changed(gainer="government")))["__typename"] == "DryRun"


async def test_who_may_not_write_may_not_try(sqlite_url: str, start: Any) -> None:
    api = await start(sqlite_url, open_writes=False)

    data = await api.ask(
        'mutation { retract(event: "x", reason: "y", idempotencyKey: "k", dryRun: true) { ... on Denied { code } } }'
    )

    assert data == {"retract": {"code": "TOKEN_MISSING"}}


async def test_what_would_be_too_much_to_try_says_what_to_do(kunduz: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "DRY_RUN_CLAIMS_MAX", 2)

    [problem] = (await tried(kunduz, confirmed()))["problems"]
    [wider] = (await tried(kunduz, place("hill"), confirmed(["af-imam-sahib", "hill"])))["problems"]

    assert (problem["path"], problem["code"], wider["code"]) == (["events"], "DRY_RUN_TOO_WIDE", "DRY_RUN_TOO_WIDE")
    assert "cannot be shown" in problem["message"]
    assert "in parts" in wider["message"]
