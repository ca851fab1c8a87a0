"""A replay in columns says what `replay` says, to the last value."""

from datetime import date, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api import limits
from domain.values.terms import Policy
from tests.support.asking import Api
from tests.support.builders import cast, changed, place, status
from tests.support.properties import sharing_fixtures
from tests.support.random_logs import Script, days, plans, wandering
from tests.support.recording import record
from tests.support.statement_counting import note_statements

ARGUMENTS = """
from: $from, to: $to, step: $step, within: $within, kind: $kind, knownOn: $knownOn, position: $position, policy: $policy
"""
VARIABLES = """
$from: Date! = "2021-06-17", $to: Date! = "2021-06-28", $step: Step! = DAY, $within: ID, $kind: PlaceKind! = DISTRICT,
$knownOn: Date, $position: Position, $policy: ResolutionPolicy! = AGAINST_INTEREST
"""
COLUMNS = f"query({VARIABLES}) {{ replayColumns({ARGUMENTS}) }}"
FRAMES = f"""
query({VARIABLES}) {{
  replay({ARGUMENTS}, first: 1000) {{
    nodes {{
      date
      places {{ place {{ id }} holder {{ id }} level certainty since lastWord status {{ status }} }}
      gone {{ id }}
    }}
  }}
}}
"""
NAMED = ("place", "holder", "level", "certainty", "status")
_logs = count()
EXAMPLES = sharing_fixtures(12)


async def rows(api: Api, **asked) -> list[tuple]:
    """Every change with its words in the place of their indexes."""
    columns = (await api.ask(COLUMNS, **asked))["replayColumns"]
    changes = columns["changes"]
    assert all(sorted(columns[name]) == columns[name] for name in ("place", "holder"))
    shown = {
        name: [columns[name][at] if at is not None else None for at in values] if name in NAMED else values
        for name, values in changes.items()
    }
    shown["frame"] = [columns["date"][at] for at in shown["frame"]]
    return [*zip(*shown.values(), strict=True)]


async def expected(api: Api, **asked) -> list[tuple]:
    nodes = (await api.ask(FRAMES, **asked))["replay"]["nodes"]
    return [row for node in nodes for row in sorted(of_frame(node), key=lambda row: row[1])]


def of_frame(node: dict) -> list[tuple]:
    there = [
        (node["date"], state["place"]["id"], state["holder"] and state["holder"]["id"], state["level"],
         state["certainty"], state["since"], state["lastWord"], state["status"] and state["status"]["status"], False)
        for state in node["places"]
    ]  # fmt: skip
    nobody = (None, "UNKNOWN", "UNKNOWN", None, None, None, True)
    return there + [(node["date"], gone["id"], *nobody) for gone in node["gone"]]


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
async def test_the_changes_are_those_of_the_frames(
    api: Api, plan, first: date, length: int, step: str, known_on: date | None, back: int | None, within: bool, policy
) -> None:
    script = Script(f"r{next(_logs)}")
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

    assert await rows(api, **asked) == await expected(api, **asked)


@pytest.fixture
async def kunduz(api: Api) -> Api:
    """A district that falls, one that is there for three days, and a gate that closes."""
    await api.recorded(*cast(), place("gate", kind="BORDER_CROSSING_POINT", parent="af-imam-sahib"))
    await api.recorded(place("young", parent="af-kunduz", existsFrom="2021-06-21", existsTo="2021-06-24"))
    await api.recorded(changed(), changed("young", None, loser="government", occurred="2021-06-22"))
    await api.recorded(status("gate", "CLOSED", "2021-06-22"), status("gate", "OPEN", "2021-06-25"))
    return api


async def test_words_are_named_once_and_changes_by_their_indexes(kunduz: Api) -> None:
    period = {"from": "2021-06-20", "to": "2021-06-24"}

    assert (await kunduz.ask(COLUMNS, **period))["replayColumns"] == {
        "date": ["2021-06-20", "2021-06-21", "2021-06-22", "2021-06-23", "2021-06-24"],
        "place": ["af-imam-sahib", "young"],
        "holder": ["taliban"],
        "level": ["CONTROL", "INFLUENCE", "CONTESTED", "SHARED", "UNKNOWN"],
        "certainty": ["ESTABLISHED", "POSSIBLE", "DISPUTED", "CLAIMED", "UNKNOWN"],
        "status": ["OPEN", "RESTRICTED", "CLOSED", "DESTROYED", "UNKNOWN"],
        "changes": {
            "frame": [0, 1, 1, 2, 4],
            "place": [0, 0, 1, 1, 1],
            "holder": [None, 0, None, None, None],
            "level": [4, 0, 4, 0, 4],
            "certainty": [4, 0, 4, 0, 4],
            "since": [None, "2021-06-21", None, "2021-06-22", None],
            "lastWord": [None, "2021-06-21", None, "2021-06-22", None],
            "status": [None, None, None, None, None],
            "gone": [False, False, False, False, True],
        },
    }


async def test_a_crossing_has_its_status_where_somebody_reports_it(kunduz: Api) -> None:
    found = await rows(kunduz, kind="BORDER_CROSSING_POINT")

    assert [(day, status) for day, *_, status, _ in found] == [
        ("2021-06-17", None),
        ("2021-06-22", "CLOSED"),
        ("2021-06-23", "CLOSED"),  # from here on it may have been opened
        ("2021-06-25", "OPEN"),
    ]
    assert found == await expected(kunduz, kind="BORDER_CROSSING_POINT")


async def test_an_empty_log_has_frames_and_no_changes(api: Api) -> None:
    found = (await api.ask(COLUMNS))["replayColumns"]

    assert (len(found["date"]), found["place"], found["holder"]) == (12, [], [])
    assert {*map(len, found["changes"].values())} == {0}


async def test_what_cannot_be_played_is_refused_with_a_remedy(kunduz: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    assert await kunduz.code(COLUMNS, **{"from": "2021-06-29"}) == "BAD_USER_INPUT"
    assert await kunduz.code(COLUMNS, **{"from": "1921-06-29"}) == "BAD_USER_INPUT"
    assert await kunduz.code(COLUMNS, within="nowhere") == "UNKNOWN_PLACE"
    assert await kunduz.code(COLUMNS, position=10**6) == "POSITION_AHEAD"
    monkeypatch.setattr(limits, "COLUMN_VALUES_MAX", 9 * 4)
    [error] = (await kunduz.answer(COLUMNS))["errors"]
    assert error["extensions"]["code"] == "TOO_MANY_ROWS"
    assert "`step`" in error["message"]


@pytest.mark.parametrize("known_on", [None, "2021-07-01"], ids=["stored periods", "folded on the spot"])
async def test_100_places_take_as_many_statements_as_one(api: Api, known_on: str | None) -> None:
    executed: list[str] = []
    note_statements(api.app, lambda _c, _cur, statement, *_: executed.append(statement))

    async def statements() -> int:
        await api.ask(COLUMNS, knownOn=known_on)
        executed.clear()
        await api.ask(COLUMNS, knownOn=known_on)
        return len(executed)

    await api.recorded(*cast(), changed())
    few = await statements()
    await api.recorded(*(place(f"d-{n}") for n in range(100)), *(changed(f"d-{n}") for n in range(100)))

    assert await statements() == few
