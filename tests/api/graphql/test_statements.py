"""The number of SQL statements depends on what is asked for, never on how many places have it."""

import json
from collections.abc import Callable

import pytest
from sqlalchemy import update

from store.db import tables
from tests.support.asking import Api, as_input
from tests.support.builders import (
    asserted,
    cast,
    changed,
    code,
    place,
    retracted,
)
from tests.support.statement_counting import note_statements

SNAPSHOT = """
query($first: Int!, $knownOn: Date) {
  asOf(date: "2021-06-23", knownOn: $knownOn) {
    places(first: $first) {
      totalCount
      nodes {
        holder { name }
        why { text }
        basis { source { affiliation { name } } interest standing correctedBy { id } places { name } }
        basisViews { id interest standing correctedBy { id } event { source { name } } }
        alternatives { holder { name } claims { source { affiliation { name } } } views { id standing interest } }
        place { parent { name } ancestors { name } codes { code } geometry children(first: 9) { nodes { id } } }
        history(first: 9) { nodes { from holder { name } basis { id } } }
      }
    }
    tally { rows { holder { name } count { low high } } }
  }
}
"""
GAZETTEER = """
query($first: Int!) {
  places(kind: DISTRICT, first: $first) {
    nodes { parent { name } ancestors { name } state(asOf: "2021-06-23") { certainty basis { id } } history(first: 9) { nodes { to } } }
  }
}
"""
LOG = """
query($first: Int!) {
  events(first: $first, filter: {types: ["ControlChanged", "ControlAsserted"]}) {
    totalCount
    nodes {
      source { name } places { name } interest standing retractedBy { id } disclosure { visibility setBy }
      view { id interest standing retractedBy { id } } then: view(knownOn: "2021-06-30") { standing }
      ... on ControlChanged { place { parent { name } } gainer { name } loser { name } }
    }
  }
}
"""

RECORD = """
mutation($events: [EventInput!]!, $key: String!) {
  record(events: $events, idempotencyKey: $key) { __typename ... on Recorded { %s } }
}
"""
DIFF = """
query($kind: PlaceKind) {
  diff(from: {date: "2021-06-19"}, to: {date: "2021-06-23", knownOn: "2021-07-01"}, kind: $kind) {
    places { place { parent { name } } before { holder { name } } after { basis { id } } events { source { name } } eventViews { standing } cause }
  }
}
"""
SERIES = """
query($kind: PlaceKind!, $knownOn: Date) {
  series(from: "2021-06-01", to: "2021-07-31", kind: $kind, knownOn: $knownOn) {
    denominator rows { holder { name } }
  }
}
"""
REPLAY = """
query($kind: PlaceKind!, $knownOn: Date) {
  replay(from: "2021-06-01", to: "2021-07-31", kind: $kind, knownOn: $knownOn) {
    nodes {
      places { place { name } holder { name } basis { source { name } } }
      events { source { name } } eventViews { standing interest }
      gone { id }
    }
  }
}
"""
BELIEFS = """
query($place: ID!) {
  beliefs(place: $place, date: "2021-06-25") { nodes { knownFrom state { place { name } holder { name } } } }
}
"""


@pytest.fixture
async def crowd(api: Api) -> Api:
    """400 districts that all fell, and of which the ministry says that they did not."""
    ids = [f"a-{n:03}" for n in range(400)]
    await api.recorded(*cast(), *(place(id, parent="af-kunduz", codes=[code(id)]) for id in ids))
    await api.recorded(*(changed(id, "taliban", "2021-06-20", loser="government") for id in ids))
    await api.recorded(*(asserted(id, "government", "2021-06-21", source="ministry") for id in ids))
    return api


@pytest.fixture
def statements(crowd: Api) -> Callable:
    executed: list[str] = []
    note_statements(crowd.app, lambda _c, _cur, statement, *_: executed.append(statement))

    async def count(query: str, **variables: object) -> int:
        await crowd.ask(query, **variables)
        executed.clear()
        await crowd.ask(query, **variables)
        return len(executed)

    return count


@pytest.mark.parametrize("known_on", [None, "2021-07-01"], ids=["stored periods", "folded on the spot"])
async def test_a_snapshot_of_400_places_takes_as_many_statements_as_one_of_1(
    statements: Callable, known_on: str | None
) -> None:
    one = await statements(SNAPSHOT, first=1, knownOn=known_on)

    assert one == await statements(SNAPSHOT, first=400, knownOn=known_on)
    assert one < 40


async def test_the_reasons_of_400_places_take_as_many_statements_as_those_of_1(
    statements: Callable, crowd: Api
) -> None:
    """Given periods with reasons, made by hand: what the fold gives is not asked here."""
    async with crowd.app.state.logs.record.db.write() as conn:
        reasons = json.dumps([(position, 400 + position, "TIME") for position in range(408, 412)])
        await conn.execute(update(tables.period).values(reasons=reasons))
    question = """query($first: Int!) { asOf(date: "2021-06-23") { places(first: $first) {
      nodes { why { text reasons { before { source { name } } after { interest standing } reason } } } } } }"""
    answer = await crowd.ask(question, first=400)
    assert len(answer["asOf"]["places"]["nodes"][0]["why"]["reasons"]) == 4

    assert await statements(question, first=1) == await statements(question, first=400)


@pytest.mark.parametrize("query", [GAZETTEER, LOG], ids=["gazetteer", "log"])
async def test_long_lists_take_as_many_statements_as_short_ones(statements: Callable, query: str) -> None:
    assert await statements(query, first=1) == await statements(query, first=400)


async def test_a_diff_of_400_places_takes_as_many_statements_as_one_of_1(statements: Callable, crowd: Api) -> None:
    await crowd.recorded(changed("af-kunduz", "taliban", "2021-06-20", loser="government"))

    assert await statements(DIFF, kind="PROVINCE") == await statements(DIFF, kind="DISTRICT")


@pytest.mark.parametrize("query", [SERIES, REPLAY], ids=["series", "replay"])
@pytest.mark.parametrize("known_on", [None, "2021-07-01"], ids=["stored periods", "folded on the spot"])
async def test_two_months_of_400_places_take_as_many_statements_as_those_of_1(
    statements: Callable, crowd: Api, query: str, known_on: str | None
) -> None:
    await crowd.recorded(changed("af-kunduz", "taliban", "2021-06-20", loser="government"))
    await crowd.recorded(asserted("af-kunduz", "government", "2021-06-21", source="ministry"))
    one = await statements(query, kind="PROVINCE", knownOn=known_on)

    assert one == await statements(query, kind="DISTRICT", knownOn=known_on)
    assert one < 20


async def test_beliefs_of_many_reports_take_as_many_statements_as_those_of_few(
    statements: Callable, crowd: Api
) -> None:
    sides = ["taliban", "government"]
    await crowd.recorded(
        *(
            changed("a-001", sides[n % 2], "2021-06-21", id=f"told-{n}", published=f"2021-07-{n + 1:02}")
            for n in range(30)
        )
    )
    await crowd.recorded(*(retracted(f"told-{n}", published="2021-08-01") for n in range(0, 30, 3)))
    few = await statements(BELIEFS, place="a-000")

    assert few == await statements(BELIEFS, place="a-001")
    assert few < 10


async def test_what_is_recorded_is_read_back_only_where_its_events_are_asked_for(crowd: Api) -> None:
    read: list[str] = []
    note_statements(crowd.app, lambda _c, _cur, statement, *_: read.append(statement))

    await crowd.ask(RECORD % "position", **_batch("one"))
    assert not any("payload" in statement for statement in read)

    await crowd.ask(RECORD % "events { id }", **_batch("two"))
    assert any("payload" in statement for statement in read)


def _batch(key: str) -> dict[str, object]:
    return {"key": key, "events": [as_input(changed("a-001", "taliban", "2021-06-21"))]}
