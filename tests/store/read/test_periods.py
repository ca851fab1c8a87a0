"""A period is read back as it was folded, and all of it is in the hash of the state."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete

from domain.control.state import Alternative, OrderReason, Period, State
from domain.values.coordinates import Coordinates
from domain.values.days import Days
from domain.values.terms import Certainty, ControlLevel, Manner, OrderReasonKind, Policy
from store.db import tables
from store.db.connections import Database
from store.read import periods, snapshot
from store.write.rows import insert_rows
from tests.support.builders import cast, changed
from tests.support.recording import head, record

DISTRICT = "af-imam-sahib"
OTHER = Alternative("government", ControlLevel.INFLUENCE, (9,), 1)
FULL = State(
    "taliban",
    ControlLevel.CONTROL,
    Certainty.DISPUTED,
    "2021-06-12/2021-06-22",
    Manner.VIOLENT,
    (10, 8),
    (OTHER,),
    Certainty.POSSIBLE,
    2,
    (OrderReason(8, 9, OrderReasonKind.SEEN), OrderReason(9, 10, OrderReasonKind.OPEN)),
    (Days(date.min, date(2021, 6, 13)), Days(date(2021, 6, 22), date.max)),
)
DAY = date(2021, 6, 22)


async def stored(db: Database, state: State) -> None:
    """Put a hand-made state in the place of every folded one."""
    row = periods.to_row(DISTRICT, Policy.AGAINST_INTEREST, Period(DAY, None, state))
    async with db.write() as conn:
        await conn.execute(delete(tables.period))
        await insert_rows(conn, tables.period, [row])


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
        {"reasons": FULL.reasons[:1]},
        {"reasons": (FULL.reasons[0], OrderReason(9, 10, OrderReasonKind.OWN))},
        {"vouched": FULL.vouched[:1]},
        {"alternatives": (replace(OTHER, voices=2),)},
    ],
)
async def test_everything_is_read_back_and_makes_a_difference_to_the_hash(db: Database, other: dict):
    await record(db, *cast(), changed(), changed(), changed())
    await stored(db, FULL)
    state, hash_of_full = await answer(db)
    assert state == FULL

    await stored(db, replace(FULL, **other))
    state, hash_of_other = await answer(db)
    assert state == replace(FULL, **other)
    assert hash_of_other != hash_of_full
