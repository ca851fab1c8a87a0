"""Writing: all of a batch or nothing, once, with an answer that says what to do."""

from typing import Any

import pytest

from tests.support.asking import Api, as_input
from tests.support.builders import asserted, cast, changed, place, retracted

IMAM_SAHIB = "af-imam-sahib"
CORRECT = """
mutation($event: ID!, $replacement: EventInput!, $reason: String!) {
  correct(event: $event, replacement: $replacement, reason: $reason, idempotencyKey: "correction") {
    __typename
    ... on Recorded { events { __typename id ... on EventCorrected { reason event { id correctedBy { id } } replacement { type id } } } }
    ... on Invalid { problems { path code message } }
  }
}
"""


@pytest.fixture
async def begun(api: Api) -> Api:
    await api.recorded(*cast())
    return api


@pytest.fixture
async def begun_sqlite(sqlite_api: Api) -> Api:
    await sqlite_api.recorded(*cast())
    return sqlite_api


def claim(**fields: Any) -> dict[str, Any]:
    given = {"place": IMAM_SAHIB, "holder": "taliban", "occurred": "2021-06-22", "source": "neutral"} | fields
    return {"controlAsserted": given}


async def problems(api: Api, *events: Any) -> list[tuple[str, str]]:
    """What is wrong with a batch; a look that nothing of it was stored is included."""
    before = await api.head()
    result = await api.record(*events)
    assert result["__typename"] == "Invalid", result
    assert await api.head() == before
    assert all(problem["message"] for problem in result["problems"])
    return [(".".join(problem["path"]), problem["code"]) for problem in result["problems"]]


async def test_what_was_recorded_is_read_at_once(begun: Api) -> None:
    result = await begun.record(asserted())

    assert result["__typename"] == "Recorded"
    assert [event["position"] for event in result["events"]] == [result["position"]]
    assert await begun.head() == result["position"]


async def test_a_batch_sent_again_is_recorded_once(begun: Api) -> None:
    first = await begun.record(asserted(), key="again")
    second = await begun.record(asserted(), key="again")

    assert (first["replayed"], second["replayed"]) == (False, True)
    assert second["events"] == first["events"]
    assert await begun.head() == first["position"]


async def test_a_key_used_for_other_content_is_a_conflict(begun: Api) -> None:
    await begun.record(asserted(), key="key")

    result = await begun.record(asserted(holder="government"), key="key")

    assert (result["__typename"], result["code"]) == ("Conflict", "IDEMPOTENCY_KEY_REUSED")


async def test_a_log_that_has_grown_is_a_conflict_that_says_how_far(begun: Api) -> None:
    head = await begun.head()

    assert (await begun.record(asserted(), expected=head))["__typename"] == "Recorded"
    result = await begun.record(asserted(), expected=head)

    assert (result["__typename"], result["code"], result["position"]) == (
        "Conflict",
        "EXPECTED_POSITION",
        head + 1,
    )


async def test_one_bad_event_keeps_the_whole_batch_out(begun: Api) -> None:
    assert await problems(begun, asserted(), asserted("nowhere")) == [("events.1.place", "UNKNOWN_PLACE")]


@pytest.mark.parametrize(
    "reference",
    [
        IMAM_SAHIB,
        {"scheme": "ocha-cod-ab", "code": "AF1905"},
        {"name": "Imam Sahib"},
        {"name": "IMAM SAHIB", "within": "af-kunduz"},
    ],
    ids=["id", "code", "name", "name within"],
)
async def test_a_place_is_named_as_in_the_interchange_format(begun: Api, reference: Any) -> None:
    await begun.recorded(claim(place=reference))

    data = await begun.ask('{ events(filter: {types: ["ControlAsserted"]}) { nodes { places { id } } } }')

    assert data["events"]["nodes"] == [{"places": [{"id": IMAM_SAHIB}]}]


async def test_a_name_of_two_places_is_refused_with_the_candidates(begun: Api) -> None:
    await begun.recorded(place("af-other", "Imam Sahib", parent="af"))

    result = await begun.record(claim(place={"name": "Imam Sahib"}))

    [problem] = result["problems"]
    assert (problem["path"], problem["code"]) == (["events", "0", "place"], "AMBIGUOUS_PLACE")
    assert IMAM_SAHIB in problem["message"]
    assert "af-other" in problem["message"]


BAD = {
    "impossible day": (claim(occurred="2021-02-30"), "occurred", "IMPOSSIBLE_DATE"),
    "impossible interval": (claim(occurred="2021-06-22/2021-06-12"), "occurred", "IMPOSSIBLE_DATE"),
    "no date at all": (claim(occurred="soon"), "occurred", "IMPOSSIBLE_DATE"),
    "unknown actor": (claim(holder="martians"), "holder", "UNKNOWN_ACTOR"),
    "unknown source": (claim(source="rumour"), "source", "UNKNOWN_SOURCE"),
    "NUL": (claim(note="a\0b"), "note", "CONTROL_CHARACTER"),
    "lone surrogate": (claim(note="a\ud800b"), "note", "LONE_SURROGATE"),
    "bidi control": (claim(note="a\u202eb"), "note", "BIDI_CONTROL"),
    "200 kB note": (claim(note="x" * 200_000), "note", "TOO_LONG"),
    "100,000-character name": (claim(attribution=["x" * 100_000]), "attribution.0", "TOO_LONG"),
    "empty note": (claim(note=""), "note", "EMPTY"),
    "an id that is none": (claim(holder="The Taliban"), "holder", "STRING_PATTERN_MISMATCH"),
    "credibility of 7": (claim(credibility=7), "credibility", "LESS_THAN_EQUAL"),
    "missing part of": (claim(partOf="nothing"), "partOf", "UNKNOWN_EVENT"),
}


@pytest.mark.parametrize(("event", "path", "code"), BAD.values(), ids=BAD)
async def test_bad_input_is_answered_with_its_path_and_code(
    begun_sqlite: Api, event: Any, path: str, code: str
) -> None:
    assert await problems(begun_sqlite, event) == [(f"events.0.{path}", code)]


@pytest.mark.parametrize("text", ["a\0b", "a\ud800b", "a\u202eb"])
async def test_text_that_cannot_be_stored_is_refused_on_every_engine(begun: Api, text: str) -> None:
    await problems(begun, claim(note=text), claim(place=text), claim(place={"name": text}), claim(partOf=text))


@pytest.mark.parametrize("member", ["coordinates: [1e999, 0]", "coordinates: [1, 0], note: $text"])
async def test_a_geometry_that_could_not_be_read_again_never_enters_the_log(begun: Api, member: str) -> None:
    geometry = '{type: "Point", %s}' % member
    place = '{place: "x", kind: DISTRICT, names: [{text: "X"}], geometry: ' + geometry + "}"
    query = (
        "mutation($text: String!) { record(idempotencyKey: $text, events: [{placeRegistered: "
        + place
        + "}]) { __typename } }"
    )
    before = await begun.head()

    answer = await begun.answer(query, text="a\ud800")

    assert (answer.get("data") or {}).get("record") != {"__typename": "Recorded"}
    assert await begun.head() == before
    assert await begun.ask("{ events { nodes { id } } }")


async def test_every_problem_of_a_batch_is_reported_at_once(begun_sqlite: Api) -> None:
    found = await problems(begun_sqlite, claim(occurred="soon", note=""), claim(), claim(holder="X"))

    assert [path for path, _ in found] == ["events.0.occurred", "events.0.note", "events.2.holder"]


async def test_a_required_field_that_may_be_null_may_not_be_left_out(begun_sqlite: Api) -> None:
    event = {"controlAsserted": {"place": IMAM_SAHIB, "occurred": "2021-06-22", "source": "neutral"}}

    assert await problems(begun_sqlite, event) == [("events.0.holder", "MISSING")]


@pytest.mark.parametrize("key", ["", "x" * 201, "a\0b", "a\ud800", "naïve"])
async def test_an_idempotency_key_that_cannot_be_kept_is_refused(begun: Api, key: str) -> None:
    result = await begun.record(asserted(), key=key)

    assert [problem["path"] for problem in result["problems"]] == [["idempotencyKey"]]


@pytest.mark.parametrize("count", [0, 1_001])
async def test_a_batch_of_none_or_too_many_is_refused(sqlite_api: Api, count: int) -> None:
    events = [as_input(changed())] * count

    assert [code for _, code in await problems(sqlite_api, *events)] == ["BATCH_SIZE"]


async def test_a_correction_takes_the_place_of_what_it_corrects(begun: Api) -> None:
    await begun.recorded(asserted(id="wrong"))

    data = await begun.ask(
        CORRECT, event="wrong", replacement=as_input(asserted(holder="government")), reason="misread"
    )

    [event] = data["correct"]["events"]
    assert event["__typename"] == "EventCorrected"
    assert event["replacement"] == {"type": "ControlAsserted", "id": event["id"]}
    assert event["event"] == {"id": "wrong", "correctedBy": {"id": event["id"]}}


async def test_problems_of_a_correction_lead_to_its_arguments(begun: Api) -> None:
    data = await begun.ask(CORRECT, event="nothing", replacement=claim(holder="martians"), reason="")
    assert [(p["path"], p["code"]) for p in data["correct"]["problems"]] == [(["reason"], "EMPTY")]

    data = await begun.ask(CORRECT, event="nothing", replacement=claim(holder="martians"), reason="r")
    assert sorted(p["path"] for p in data["correct"]["problems"]) == [["event"], ["replacement", "holder"]]


async def test_a_correction_is_not_replaced_by_an_annulment(begun_sqlite: Api) -> None:
    await begun_sqlite.recorded(asserted(id="wrong"))

    data = await begun_sqlite.ask(CORRECT, event="wrong", replacement=as_input(retracted("wrong")), reason="r")

    assert [problem["path"] for problem in data["correct"]["problems"]] == [["replacement"]]


async def test_where_writes_are_open_they_are_anonymous(sqlite_api: Api) -> None:
    await sqlite_api.recorded(cast()[0])

    assert (await sqlite_api.ask("{ events { nodes { recordedBy } } }"))["events"]["nodes"] == [
        {"recordedBy": "anonymous"}
    ]
