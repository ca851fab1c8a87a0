"""How many claims there are for each step of time, on three clocks."""

from collections import Counter
from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api import limits
from domain.control.standing import Annulment, annulled
from domain.events import Claim, EventCorrected, content
from store.read import log
from store.read.entry import days_occurred
from tests.support.asking import Api
from tests.support.builders import asserted, cast, changed, corrected, place, retracted
from tests.support.counting_cases import crossed
from tests.support.properties import sharing_fixtures
from tests.support.random_logs import Script, days, plans
from tests.support.recording import record
from tests.support.statement_counting import note_statements

ACTIVITY = """
query($from: Date, $to: Date, $step: Step! = DAY, $within: ID, $position: Position) {
  activity(from: $from, to: $to, step: $step, within: $within, position: $position)
}
"""
_logs = count()
RECORDED = "2026-11-24"
EXAMPLES = sharing_fixtures(12)


async def activity(api: Api, **asked) -> dict[str, tuple]:
    """By the first day of each step, the three counts."""
    columns = (await api.ask(ACTIVITY, **asked))["activity"]
    assert list(columns) == ["date", "occurred", "published", "recorded"]
    return {day: counts for day, *counts in zip(*columns.values(), strict=True)}


@pytest.fixture
async def kunduz(api: Api) -> Api:
    """Reports of June, of which one is taken back and one put right, and one without a beginning."""
    await api.recorded(*cast(), place("af-other", parent="af"))
    await api.recorded(
        changed(occurred="2021-06-21", published="2021-06-22"),
        changed("af-other", occurred="2021-06-21/2021-06-25", published="2021-06-22T23:00:00-05:00"),
        crossed(None, 5, source="neutral", destination="af-kunduz", occurred="../2021-06-03", published="2021-07-01"),
        asserted(id="slip", occurred="2021-06-30", published=None),
        asserted(id="wrong", occurred="2021-06-01", published="2021-06-02"),
    )
    await api.recorded(retracted("slip", published="2021-07-09"))
    await api.recorded(corrected("wrong", asserted(occurred="2021-06-10", published="2021-06-12")))
    return api


async def test_claims_that_stand_are_counted_on_each_clock(kunduz: Api) -> None:
    assert await activity(kunduz) == {
        "2021-06-03": [1, 0, 0],
        "2021-06-10": [1, 0, 0],
        "2021-06-12": [0, 1, 0],
        "2021-06-21": [2, 0, 0],
        "2021-06-22": [0, 1, 0],
        "2021-06-23": [0, 1, 0],
        "2021-07-01": [0, 1, 0],
        RECORDED: [0, 0, 4],
    }


async def test_steps_begin_with_the_first_day(kunduz: Api) -> None:
    assert await activity(kunduz, **{"from": "2021-06-09", "to": "2021-06-30"}, step="WEEK") == {
        "2021-06-09": [1, 1, 0],
        "2021-06-16": [2, 1, 0],
        "2021-06-23": [0, 1, 0],
    }
    assert await activity(kunduz, **{"from": "2021-05-31", "to": "2021-07-01"}, step="MONTH") == {
        "2021-05-31": [4, 3, 0],
        "2021-06-30": [0, 1, 0],
    }


async def test_without_a_first_day_they_are_those_of_the_calendar(kunduz: Api) -> None:
    weeks = await activity(kunduz, step="WEEK")

    assert {date.fromisoformat(day).weekday() for day in weeks} == {0}
    assert list(await activity(kunduz, step="MONTH")) == ["2021-06-01", "2021-07-01", "2026-11-01"]
    assert list(await activity(kunduz, to="2021-06-11")) == ["2021-06-03", "2021-06-10"]


async def test_only_what_is_about_a_place_or_anything_in_it(kunduz: Api) -> None:
    inside = await activity(kunduz, within="af-kunduz", step="MONTH")

    assert inside == {"2021-06-01": [3, 2, 0], "2021-07-01": [0, 1, 0], "2026-11-01": [0, 0, 3]}
    assert await activity(kunduz, within="Kunduz", step="MONTH") == inside


async def test_at_a_position_what_stood_there_counts(kunduz: Api) -> None:
    before = await kunduz.head() - 2

    assert (await activity(kunduz, position=before))["2021-06-30"] == [1, 0, 0]
    assert (await activity(kunduz, position=before))[RECORDED] == [0, 1, 5]
    assert await activity(kunduz, position=before - 5) == {}
    assert await activity(kunduz, position=before + 2) == await activity(kunduz)


async def test_an_empty_log_has_no_activity(api: Api) -> None:
    assert await activity(api) == {}
    assert await activity(api, **{"from": "2021-06-01", "to": "2021-06-30"}, step="MONTH") == {}


async def test_what_cannot_be_counted_is_refused(kunduz: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await kunduz.code(ACTIVITY, **{"from": "2021-06-29", "to": "2021-06-01"}) == "BAD_USER_INPUT"
    assert await kunduz.code(ACTIVITY, within="nowhere") == "UNKNOWN_PLACE"
    assert await kunduz.code(ACTIVITY, position=10**6) == "POSITION_AHEAD"
    monkeypatch.setattr(limits, "COLUMN_VALUES_MAX", 4 * 7)
    assert await kunduz.code(ACTIVITY) == "TOO_MANY_ROWS"


@EXAMPLES
@given(plan=plans, first=st.one_of(st.none(), days), length=st.integers(0, 9), back=st.integers(0, 6))
async def test_the_counts_are_those_of_the_claims_one_by_one(api: Api, plan, first, length, back) -> None:
    script, db = Script(f"v{next(_logs)}"), api.app.state.logs.record.db
    for events in (script.opening(), *map(script.batch, plan)):
        if events:
            head = (await record(db, *events)).last
    last = first and first + timedelta(length)
    entries = [entry async for entry in log.stream(db) if entry.position <= head - back]

    asked = {"from": first and f"{first}", "to": last and f"{last}", "position": head - back}

    assert await activity(api, **asked) == counted(entries, first or date.min, last or date.max)


def counted(entries: list, first: date, last: date) -> dict[str, list[int]]:
    acts = [Annulment(e.position, e.target, isinstance(e.event, EventCorrected)) for e in entries if e.target]
    fallen = annulled(acts)
    counts: Counter = Counter()
    for entry in entries:
        if isinstance(content(entry.event), Claim) and entry.position not in fallen:
            earliest, latest = days_occurred(entry.event)
            counts[earliest or latest, 0] += 1
            counts[entry.known.date(), 1] += 1
            counts[entry.recorded_at.date(), 2] += 1
    found: dict[str, list[int]] = {}
    for (day, clock), number in sorted(counts.items()):
        if first <= day <= last:
            found.setdefault(f"{day}", [0, 0, 0])[clock] = number
    return found


async def test_many_claims_take_as_many_statements_as_one(api: Api) -> None:
    executed: list[str] = []
    note_statements(api.app, lambda _c, _cur, statement, *_: executed.append(statement))

    async def statements() -> int:
        await api.app.state.logs.record.kernel.world(60)  # it has read what was recorded
        executed.clear()
        await activity(api)
        return len(executed)

    await api.recorded(*cast(), changed())
    few = await statements()
    await api.recorded(*(place(f"d-{n}") for n in range(50)), *(changed(f"d-{n}") for n in range(50)))

    assert await statements() == few
