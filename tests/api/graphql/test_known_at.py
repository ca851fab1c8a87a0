"""The clock of knowledge to the moment: what is published at an hour is known from it, whatever asks."""

import pytest

from tests.support.asking import Api
from tests.support.builders import cast, changed, retracted

STATE = """
query($knownOn: Date, $knownAt: DateTime) {
  asOf(date: "2021-06-21", knownOn: $knownOn, knownAt: $knownAt) {
    knownOn knownAt token place(id: "af-imam-sahib") { holder { id } }
  }
}
"""
AGAIN = (
    'query($token: ID!) { snapshot(token: $token) { knownOn knownAt place(id: "af-imam-sahib") { holder { id } } } }'
)
BELIEFS = """
{ beliefs(place: "af-imam-sahib", date: "2021-06-21") {
    nodes { knownFrom knownTo knownFromMoment knownToMoment state { holder { id } } } } }
"""
EVENTS = "{ events(first: 20) { nodes { id published publishedAt } } }"
RECORD = """
mutation($events: [EventInput!]!) {
  record(events: $events, idempotencyKey: "k") { __typename ... on Invalid { problems { path code } } }
}
"""
RETRACT = """
mutation($day: Date, $moment: DateTime) {
  retract(event: "noon", reason: "a slip", published: $day, publishedAt: $moment, idempotencyKey: "r") {
    __typename ... on Recorded { events { published publishedAt } }
  }
}
"""


@pytest.fixture
async def edited(api: Api) -> Api:
    """Told on a day, and at two hours of the next: by noon in Kabul's time, and back again at two in the afternoon."""
    fell = {"occurred": "2021-06-20", "gainer": "taliban", "loser": "government"}
    back = {"occurred": "2021-06-21", "gainer": "government", "loser": "taliban"}
    await api.recorded(
        *cast(),
        changed(id="day", published="2021-06-20", **fell),
        changed(id="noon", published="2021-06-21T12:00:00+04:30", **back),
    )
    await api.recorded(retracted("noon", id="undone", published="2021-06-21T14:00:00Z"))
    return api


@pytest.mark.parametrize(
    ("moment", "holder"),
    [
        ("2021-06-20T23:59:59.999998Z", None),
        ("2021-06-20T23:59:59.999999Z", "taliban"),
        ("2021-06-21T07:29:59Z", "taliban"),
        ("2021-06-21T07:30:00Z", "government"),
        ("2021-06-21T18:29:59.999999+04:30", "government"),
        ("2021-06-21T18:30:00+04:30", "taliban"),
    ],
)
async def test_each_report_counts_from_its_moment(edited: Api, moment: str, holder: str | None) -> None:
    snapshot = (await edited.ask(STATE, knownAt=moment))["asOf"]

    assert (snapshot["place"]["holder"] or {}).get("id") == holder
    again = (await edited.ask(AGAIN, token=snapshot["token"]))["snapshot"]
    assert again == {name: snapshot[name] for name in ("knownOn", "knownAt", "place")}


async def test_an_answer_shows_the_day_or_the_moment_that_was_asked_for(edited: Api) -> None:
    day = (await edited.ask(STATE, knownOn="2021-06-21"))["asOf"]
    hour = (await edited.ask(STATE, knownAt="2021-06-21T10:00:00+04:30"))["asOf"]

    assert (day["knownOn"], day["knownAt"], day["place"]["holder"]["id"]) == ("2021-06-21", None, "taliban")
    assert (hour["knownOn"], hour["knownAt"]) == (None, "2021-06-21T05:30:00+00:00")


async def test_a_belief_for_every_moment(edited: Api) -> None:
    found = (await edited.ask(BELIEFS))["beliefs"]["nodes"]

    assert [(one["knownFrom"], (one["state"]["holder"] or {}).get("id")) for one in found] == [
        (None, None),
        ("2021-06-20", "taliban"),
        ("2021-06-21", "government"),
        ("2021-06-21", "taliban"),
    ]
    moments = [None, "2021-06-20T23:59:59.999999+00:00", "2021-06-21T07:30:00+00:00", "2021-06-21T14:00:00+00:00"]
    assert [one["knownFromMoment"] for one in found] == moments
    assert [one["knownToMoment"] for one in found] == [*moments[1:], None]


async def test_an_event_shows_its_day_and_its_moment_where_it_has_one(edited: Api) -> None:
    found = {one["id"]: one for one in (await edited.ask(EVENTS))["events"]["nodes"]}

    assert (found["day"]["published"], found["day"]["publishedAt"]) == ("2021-06-20", None)
    assert (found["noon"]["published"], found["noon"]["publishedAt"]) == ("2021-06-21", "2021-06-21T07:30:00+00:00")


@pytest.mark.parametrize(
    ("published", "code"),
    [
        ("2021-06-21", None),
        ("2021-06-21T07:30:00.123456+04:30", None),
        ("2021-06-21T07:30:00", "IMPOSSIBLE_DATE"),
        ("2021-06-21T25:00:00Z", "IMPOSSIBLE_DATE"),
        ("2021-06-21T07:30:00.1234567Z", "IMPOSSIBLE_DATE"),
        ("2021-W25-1", "IMPOSSIBLE_DATE"),
        ("", "IMPOSSIBLE_DATE"),
    ],
)
async def test_an_input_takes_a_day_or_a_moment(edited: Api, published: str, code: str | None) -> None:
    given = {"place": "af-imam-sahib", "gainer": "taliban", "occurred": "2021-06-21", "published": published}

    found = (await edited.ask(RECORD, events=[{"controlChanged": given}]))["record"]

    problems = [(one["path"][-1], one["code"]) for one in found.get("problems", [])]
    assert problems == ([("published", code)] if code else [])


async def test_a_retraction_takes_a_moment_or_a_day_and_not_both(edited: Api) -> None:
    await edited.recorded(retracted("undone", published="2021-06-22"))
    both = await edited.code(RETRACT, day="2021-06-23", moment="2021-06-23T10:00:00Z")
    found = (await edited.ask(RETRACT, moment="2021-06-23T10:00:00Z"))["retract"]

    assert both == "BAD_USER_INPUT"
    assert found["events"] == [{"published": "2021-06-23", "publishedAt": "2021-06-23T10:00:00+00:00"}]


@pytest.mark.parametrize(
    "moment",
    ["2021-06-21", "2021-06-21T10:00:00", "2021-06-21 10:00:00Z", "2021-02-30T10:00:00Z", "9999-12-31T23:59:59-12:00"],
)
async def test_what_is_no_moment_is_refused(edited: Api, moment: str) -> None:
    assert await edited.code(STATE, knownAt=moment)


async def test_a_day_and_a_moment_are_one_clock(edited: Api) -> None:
    assert await edited.code(STATE, knownOn="2021-06-21", knownAt="2021-06-21T10:00:00Z") == "BAD_USER_INPUT"
