"""Flat rows say what the nested answers say, row for row."""

from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api import limits
from domain.values.terms import Policy
from tests.support.asking import Api
from tests.support.builders import cast, changed, place
from tests.support.properties import sharing_fixtures
from tests.support.random_logs import Script, days, plans
from tests.support.recording import record
from tests.support.statement_counting import note_statements

BOTH = """
query($from: Date!, $to: Date!, $step: Step!, $knownOn: Date, $policy: ResolutionPolicy!) {
  series(from: $from, to: $to, step: $step, knownOn: $knownOn, policy: $policy) {
    date denominator rows { holder { id name } level count { low high } }
  }
  seriesRows(from: $from, to: $to, step: $step, knownOn: $knownOn, policy: $policy) {
    date denominator holder holderName level low high
  }
}
"""
PERIODS = """
query($from: Date!, $to: Date!, $knownOn: Date, $policy: ResolutionPolicy!) {
  periodRows(from: $from, to: $to, knownOn: $knownOn, policy: $policy) {
    place name from to holder holderName level certainty
  }
}
"""
STATES = """
query($date: Date!, $knownOn: Date, $policy: ResolutionPolicy!) {
  asOf(date: $date, knownOn: $knownOn, policy: $policy) {
    places { nodes { place { id name } holder { id name } level certainty } }
  }
}
"""
_logs = count()
EXAMPLES = sharing_fixtures(12)


async def written(api: Api, plan: list) -> None:
    script = Script(f"x{next(_logs)}")
    for events in (script.opening(), *map(script.batch, plan)):
        if events:
            await record(api.app.state.logs.record.db, *events)


@EXAMPLES
@given(
    plan=plans,
    first=days,
    length=st.integers(0, 14),
    step=st.sampled_from(["DAY", "WEEK"]),
    known_on=st.one_of(st.none(), days),
    policy=st.sampled_from(Policy),
)
async def test_rows_are_those_of_the_series_and_of_every_snapshot(
    api: Api, plan, first: date, length: int, step: str, known_on: date | None, policy: Policy
) -> None:
    await written(api, plan)
    last = first + timedelta(length)
    asked = {"knownOn": known_on and known_on.isoformat(), "policy": policy.value}
    period = {"from": first.isoformat(), "to": last.isoformat()}

    found = await api.ask(BOTH, **period, step=step, **asked)

    assert found["seriesRows"] == [
        {
            "date": point["date"],
            "denominator": point["denominator"],
            "holder": row["holder"] and row["holder"]["id"],
            "holderName": row["holder"] and row["holder"]["name"],
            "level": row["level"],
            **row["count"],
        }
        for point in found["series"]
        for row in point["rows"]
    ]

    rows = (await api.ask(PERIODS, **period, **asked))["periodRows"]
    for day in {first, last, first + timedelta(length // 2)}:
        on_the_day = [row for row in rows if row["from"] <= f"{day}" and (row["to"] is None or row["to"] > f"{day}")]
        nodes = (await api.ask(STATES, date=f"{day}", **asked))["asOf"]["places"]["nodes"]
        assert [(row["place"], row["name"], row["holder"], row["level"], row["certainty"]) for row in on_the_day] == [
            (
                one["place"]["id"],
                one["place"]["name"],
                one["holder"] and one["holder"]["id"],
                one["level"],
                one["certainty"],
            )
            for one in nodes
        ]


async def test_a_place_has_rows_only_while_it_exists(sqlite_api: Api) -> None:
    await sqlite_api.recorded(*cast(), place("split", existsFrom="2021-06-20", existsTo="2021-06-22"), changed("split"))

    rows = (await sqlite_api.ask(PERIODS, **{"from": "2021-06-01", "to": "2021-06-30"}, policy="LATEST"))["periodRows"]

    assert [(row["from"], row["to"], row["holder"]) for row in rows if row["place"] == "split"] == [
        ("2021-06-20", "2021-06-21", None),
        ("2021-06-21", "2021-06-22", "taliban"),
    ]


async def test_what_has_no_pages_has_an_end(sqlite_api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    await sqlite_api.recorded(*cast(), changed())
    monkeypatch.setattr(limits, "ROWS_MAX", 3)
    period = {"from": "2021-06-01", "to": "2021-06-30", "policy": "LATEST"}

    assert await sqlite_api.code(BOTH, **period, step="DAY") == "TOO_MANY_ROWS"
    assert len((await sqlite_api.ask(PERIODS, **period))["periodRows"]) == 2
    assert await sqlite_api.code(PERIODS, **{**period, "from": "2021-07-01"}) == "BAD_USER_INPUT"


async def test_rows_of_100_places_take_as_many_statements_as_rows_of_1(api: Api) -> None:
    await api.recorded(*cast(), changed())
    few = await statements(api)
    await api.recorded(*(place(f"d-{n}") for n in range(100)), *(changed(f"d-{n}") for n in range(100)))

    assert await statements(api) == few


async def statements(api: Api) -> int:
    executed: list[str] = []

    def note(_connection, _cursor, statement, *_):
        executed.append(statement)

    period = {"from": "2021-06-01", "to": "2021-06-30", "policy": "LATEST"}
    await api.follow()
    await api.ask(PERIODS, **period)
    end = note_statements(api.app, note)
    await api.ask(PERIODS, **period)
    await api.ask(BOTH, **period, step="DAY")
    end()
    return len(executed)
