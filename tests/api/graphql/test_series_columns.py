"""A series in columns says what `series` says, to the last number."""

from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api import limits
from domain.values.terms import Policy
from tests.support.asking import Api
from tests.support.builders import cast, changed, code, place, status
from tests.support.properties import sharing_fixtures
from tests.support.random_logs import Script, days, plans, wandering
from tests.support.recording import record
from tests.support.statement_counting import note_statements

ARGUMENTS = """
from: $from, to: $to, step: $step, within: $within, kind: $kind, edition: $edition, knownOn: $knownOn,
position: $position, policy: $policy
"""
VARIABLES = """
$from: Date! = "2021-06-17", $to: Date! = "2021-06-28", $step: Step! = DAY, $within: ID, $kind: PlaceKind! = DISTRICT,
$edition: EditionInput, $knownOn: Date, $position: Position, $policy: ResolutionPolicy! = AGAINST_INTEREST
"""
COLUMNS = f"query({VARIABLES}) {{ seriesColumns({ARGUMENTS}) }}"
POINTS = f"""
query({VARIABLES}) {{
  series({ARGUMENTS}) {{
    date denominator
    rows {{ holder {{ id }} level count {{ low high }} }}
    statuses {{ status count {{ low high }} }}
  }}
}}
"""
_logs = count()
EXAMPLES = sharing_fixtures(12)


async def columns(api: Api, **asked) -> dict:
    return (await api.ask(COLUMNS, **asked))["seriesColumns"]


async def expected(api: Api, **asked) -> dict:
    """The columns as `series` gives their numbers."""
    points = (await api.ask(POINTS, **asked))["series"]
    counts = [
        {((row["holder"] or {}).get("id") or "", row["level"]): row["count"] for row in point["rows"]}
        for point in points
    ]
    statuses = [{row["status"]: row["count"] for row in point["statuses"]} for point in points]
    held = sorted({row for rows in counts for row in rows})
    reported = sorted({row for rows in statuses for row in rows})
    return {
        "date": [point["date"] for point in points],
        "denominator": [point["denominator"] for point in points],
        "holder": [holder or None for holder, _ in held],
        "level": [level for _, level in held],
        **bounds(held, counts),
        "statuses": {"status": reported, **bounds(reported, statuses)},
    }


def bounds(names: list, rows: list[dict]) -> dict[str, list[list[int]]]:
    nothing = {"low": 0, "high": 0}
    return {side: [[row.get(name, nothing)[side] for row in rows] for name in names] for side in ("low", "high")}


@EXAMPLES
@given(
    plan=plans,
    first=days,
    length=st.integers(0, 16),
    step=st.sampled_from(["DAY", "WEEK"]),
    known_on=st.one_of(st.none(), days),
    back=st.one_of(st.none(), st.integers(0, 9)),
    within=st.booleans(),
    policy=st.sampled_from(Policy),
)
async def test_the_numbers_are_those_of_the_series(
    api: Api, plan, first: date, length: int, step: str, known_on: date | None, back: int | None, within: bool, policy
) -> None:
    script = Script(f"c{next(_logs)}")
    for events in (script.opening(), wandering(script), *map(script.batch, plan)):
        if events:
            head = (await record(api.app.state.logs.record.db, *events)).last
    asked = {
        "from": f"{first}",
        "to": f"{first + timedelta(length)}",
        "step": step,
        "knownOn": known_on and f"{known_on}",
        "position": None if back is None else head - back,
        "within": script.named("one") if within else None,
        "policy": policy.value,
    }

    assert await columns(api, **asked) == await expected(api, **asked)


@pytest.fixture
async def kunduz(api: Api) -> Api:
    """Two districts of which one falls, and one comes into being; a gate that closes."""
    await api.recorded(*cast(), place("gate", kind="BORDER_CROSSING_POINT", parent="af-imam-sahib"))
    await api.recorded(place("young", parent="af-kunduz", existsFrom="2021-06-21", codes=[code("N", edition="new")]))
    await api.recorded(changed(), status("gate", "CLOSED", "2021-06-22"))
    return api


async def test_there_is_a_row_for_each_holder_and_a_number_for_each_day(kunduz: Api) -> None:
    assert await columns(kunduz, **{"from": "2021-06-20", "to": "2021-06-22"}) == {
        "date": ["2021-06-20", "2021-06-21", "2021-06-22"],
        "denominator": [1, 2, 2],
        "holder": [None, "taliban"],
        "level": ["UNKNOWN", "CONTROL"],
        "low": [[1, 1, 1], [0, 1, 1]],
        "high": [[1, 1, 1], [0, 1, 1]],
        "statuses": {"status": ["UNKNOWN"], "low": [[1, 2, 2]], "high": [[1, 2, 2]]},
    }
    assert (await columns(kunduz, kind="BORDER_CROSSING_POINT"))["statuses"]["status"] == ["CLOSED", "UNKNOWN"]


async def test_of_an_edition_only_its_places_count(kunduz: Api) -> None:
    asked = {"edition": {"scheme": "ocha-cod-ab", "edition": "new"}}

    assert {*(await columns(kunduz, **asked))["denominator"]} == {0, 1}
    assert await columns(kunduz, **asked) == await expected(kunduz, **asked)


async def test_an_empty_log_has_days_and_no_rows(api: Api) -> None:
    assert await columns(api, **{"from": "2021-06-20", "to": "2021-06-21"}) == {
        "date": ["2021-06-20", "2021-06-21"],
        "denominator": [0, 0],
        "holder": [],
        "level": [],
        "low": [],
        "high": [],
        "statuses": {"status": [], "low": [], "high": []},
    }


async def test_what_cannot_be_counted_is_refused_with_a_remedy(kunduz: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await kunduz.code(COLUMNS, **{"from": "2021-06-29"}) == "BAD_USER_INPUT"
    assert await kunduz.code(COLUMNS, **{"from": "1921-06-29"}) == "BAD_USER_INPUT"
    assert await kunduz.code(COLUMNS, within="nowhere") == "UNKNOWN_PLACE"
    monkeypatch.setattr(limits, "COLUMN_VALUES_MAX", 12 * 8 - 1)
    [error] = (await kunduz.answer(COLUMNS))["errors"]
    assert error["extensions"]["code"] == "TOO_MANY_ROWS"
    assert "`step`" in error["message"]
    assert await columns(kunduz, step="WEEK")


@pytest.mark.parametrize("known_on", [None, "2021-07-01"], ids=["stored periods", "folded on the spot"])
async def test_100_places_take_as_many_statements_as_one(api: Api, known_on: str | None) -> None:
    executed: list[str] = []
    note_statements(api.app, lambda _c, _cur, statement, *_: executed.append(statement))

    async def statements() -> int:
        await columns(api, knownOn=known_on)
        executed.clear()
        await columns(api, knownOn=known_on)
        return len(executed)

    await api.recorded(*cast(), changed())
    few = await statements()
    await api.recorded(*(place(f"d-{n}") for n in range(100)), *(changed(f"d-{n}") for n in range(100)))

    assert await statements() == few
