"""`dryRun` says what recording would change, in the words in which the answer would be given, and stores nothing."""

from datetime import date, timedelta
from typing import Any

import pytest

from api.graphql.context import Context
from store.db import limits
from tests.support.asking import Api, Given, as_input
from tests.support.builders import (
    actor,
    asserted,
    changed,
    confirmed,
    corrected,
    place,
    place_changed,
    retracted,
    source,
    status,
)

FIELDS = """
    __typename
    ... on DryRun {
      position changeCount warnings { path code }
      events { id type knownAt places { id name parent { id } } }
      changes { place { id name parent { name } } aspect from to
        before { ...shown } after { ...shown } }
    }
    ... on Recorded { position replayed }
    ... on Conflict { code position }
    ... on Invalid { problems { path code message } }
    ... on Denied { code }
"""
SHOWN = """
fragment shown on StatePreview { holder { id name } level certainty levelCertainty status direction since manner lastWord basisVoices text }
"""
RECORD = f"""
mutation($events: [EventInput!]!, $key: String!, $expected: Position, $dry: Boolean!) {{
  record(events: $events, idempotencyKey: $key, expectedPosition: $expected, dryRun: $dry) {{ {FIELDS} }}
}} {SHOWN}
"""
STATE = """
query($id: ID!, $day: Date!) { place(id: $id) { state(asOf: $day) {
  holder { id name } level certainty levelCertainty since manner lastWord basisVoices why { text }
  status { status direction certainty since lastWord why { text } }
} } }
"""


async def tried(api: Api, *events: Given, key: str = "dry", expected: int | None = None) -> dict[str, Any]:
    """What a dry run says; nothing may be stored by it."""
    before = await api.ask("{ log { head recordedAt projection } }")
    given = [as_input(event) for event in events]
    result = (await api.ask(RECORD, events=given, key=key, expected=expected, dry=True))["record"]
    assert await api.ask("{ log { head recordedAt projection } }") == before
    return result


@pytest.mark.parametrize(
    "batch",
    [
        [asserted(occurred="2021-06-25")],
        [changed(gainer="government", occurred="2021-06-24/2021-06-26", source=None)],
        [asserted(holder=None, occurred="2021-06-20"), status(occurred="2021-06-27")],
        [corrected("fell", changed(gainer="government", occurred="2021-06-18"))],
        [retracted("list"), retracted("fell")],
        [corrected("source", source("neutral", reliability="A", affiliation="taliban"))],
    ],
    ids=["agrees", "retaken", "nobody and closed", "corrected", "retracted", "source described anew"],
)
async def test_what_it_says_is_what_is_answered_once_it_is_recorded(kunduz: Api, batch: list[Given]) -> None:
    batch = await _with_ids(kunduz, batch)
    found = await tried(kunduz, *batch)
    before = [await answers(kunduz, change) for change in found["changes"]]

    await kunduz.recorded(*batch)

    assert found["changeCount"] == len(found["changes"])
    assert [change["before"] for change in found["changes"]] == before
    assert [change["after"] for change in found["changes"]] == [
        await answers(kunduz, change) for change in found["changes"]
    ]


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


async def test_days_and_the_policy_are_those_asked_for(kunduz: Api) -> None:
    own_gain = asserted(holder="taliban", occurred="2021-06-25", source="statement")
    data = await kunduz.ask(
        """mutation($events: [EventInput!]!) { record(events: $events, idempotencyKey: "k", dryRun: true) {
          ... on DryRun { one: changes(first: 1) { from }
            default: changeCount latest: changeCount(policy: LATEST) cautious: changeCount(policy: CAUTIOUS) } } }""",
        events=[
            as_input(event)
            for event in (
                source("statement", affiliation="taliban"),
                place("hill"),
                own_gain.model_copy(update={"place": "hill"}),
                asserted("hill", "government", "2021-06-28"),
            )
        ],
    )

    assert len(data["record"]["one"]) == 1
    assert data["record"]["default"] != 0


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
    api = await start(sqlite_url, write_tokens="newsroom:s3cret")

    data = await api.ask(
        'mutation { retract(event: "x", reason: "y", idempotencyKey: "k", dryRun: true) { ... on Denied { code } } }'
    )

    assert data == {"retract": {"code": "TOKEN_MISSING"}}


async def test_what_would_be_too_much_to_try_says_what_to_do(kunduz: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "DRY_RUN_CLAIMS_MAX", 2)

    [problem] = (await tried(kunduz, confirmed()))["problems"]

    assert (problem["path"], problem["code"]) == (["events"], "DRY_RUN_TOO_WIDE")
    assert "in parts" in problem["message"]


async def answers(api: Api, change: dict[str, Any]) -> dict[str, Any]:
    """The answer of the day that a change shows, as the schema gives it; of the far future where there is no end."""
    last = date.fromisoformat(change["to"]) - timedelta(1) if change["to"] else date(2199, 1, 1)
    state = (await api.ask(STATE, id=change["place"]["id"], day=last.isoformat()))["place"]["state"]
    if change["aspect"] == "CONTROL":
        return {**_but(state, "status"), "status": None, "direction": None, "text": state["why"]["text"]}
    empty = {"status": "UNKNOWN", "direction": None, "certainty": "UNKNOWN", "since": None, "lastWord": None}
    held = state["status"] or {**empty, "why": {"text": change["before"]["text"]}}
    shown = change["after"] if state["status"] else change["before"]
    unasked = {
        "holder": None,
        "level": None,
        "levelCertainty": None,
        "manner": None,
        "basisVoices": shown["basisVoices"],
    }
    return {**_but(held), **unasked, "text": held["why"]["text"]}


def _but(state: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in state.items() if name not in ("why", *names)}


async def _with_ids(api: Api, batch: list[Given]) -> list[Given]:
    """`source` stands for the event that registers the neutral source, whose id is not known before."""
    data = await api.ask('{ events(filter: {types: ["SourceRegistered"]}) { nodes { id } } }')
    id = data["events"]["nodes"][0]["id"]
    return [
        each.model_copy(update={"event": id}) if getattr(each, "event", None) == "source" else each for each in batch
    ]
