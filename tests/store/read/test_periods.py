"""A period is read back as it was folded, and all of it is in the hash of the state."""

import json
from dataclasses import replace
from datetime import date

import pytest

from domain.control.aspects import Aspect
from domain.control.state import Alternative, OrderReason, Period, State
from domain.values.coordinates import Coordinates
from domain.values.days import ALWAYS
from domain.values.terms import Certainty, ControlLevel, OrderReasonKind
from store.db.connections import Database
from store.read import snapshot
from store.read.periods import to_row
from tests.support.handmade_periods import DAY, DISTRICT, GOVERNMENT, STATE, a_log, put
from tests.support.recording import head, record


async def answer(db: Database) -> tuple[State, str]:
    at = Coordinates(DAY, None, await head(db))
    async with db.read() as conn:
        [placed] = await snapshot.states(conn, at, place_ids=[DISTRICT])
        return placed.state, await snapshot.state_hash(conn, at)


@pytest.mark.parametrize(
    "other",
    [
        {"level_certainty": Certainty.ESTABLISHED},
        {"voices": 3},
        {"reasons": STATE.reasons[:1]},
        {"reasons": (STATE.reasons[0], OrderReason(9, 10, OrderReasonKind.OWN))},
        {"vouched": STATE.vouched[:1]},
        {"vouched": (ALWAYS,)},
        {"alternatives": (replace(GOVERNMENT, voices=2),)},
    ],
)
async def test_everything_is_read_back_and_makes_a_difference_to_the_hash(db: Database, other: dict):
    await record(db, *a_log())
    await put(db)
    state, whole = await answer(db)
    assert state == STATE

    await put(db, replace(STATE, **other))
    state, differing = await answer(db)
    assert state == replace(STATE, **other)
    assert differing != whole


def test_the_last_word_is_the_latest_day_vouched_for_up_to_the_one_asked_for():
    asked = [date(2021, 6, day) for day in (11, 12, 13, 14, 20, 21, 30)]
    assert [day and day.day for day in map(STATE.last_word, asked)] == [None, 12, 13, 13, 13, 21, 21]


def test_the_lists_of_a_row_are_written_as_json_writes_them():
    others = (Alternative('a "b" ü', ControlLevel.CONTROL, (7, 3), 2), Alternative(None, ControlLevel.UNKNOWN, ()))
    state = replace(STATE, alternatives=others, vouched=(ALWAYS, *STATE.vouched))
    row = to_row(DISTRICT, Aspect.CONTROL, 1, Period(DAY, None, state))
    lists = {
        "basis": state.basis,
        "alternatives": [[other.holder, other.level, other.claims, other.voices] for other in others],
        "reasons": state.reasons,
        "vouched": [[day.isoformat() for day in run] for run in state.vouched],
    }
    assert {name: row[name] for name in lists} == {
        name: json.dumps(value, separators=(",", ":")) for name, value in lists.items()
    }
