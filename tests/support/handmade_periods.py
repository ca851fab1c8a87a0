"""Periods made by hand in the place of the folded ones: what the doors show of a state, whatever the fold makes of it."""

from datetime import date

from sqlalchemy import delete

from domain.control.aspects import Aspect
from domain.control.state import Alternative, OrderReason, Period, State
from domain.events import Event
from domain.values.days import Days
from domain.values.terms import Certainty, ControlLevel, Manner, OrderReasonKind, Policy
from store.db import tables
from store.db.connections import Database
from store.read import periods
from store.write.rows import insert_rows
from tests.support.builders import cast, changed

DISTRICT = "af-imam-sahib"
DAY, LAST_WORD = date(2021, 6, 22), date(2021, 6, 21)
"""The first day of the period, which lasts; and the last day for which its basis vouches."""
GOVERNMENT = Alternative("government", ControlLevel.INFLUENCE, (9,), 1)
STATE = State(
    "taliban",
    ControlLevel.CONTROL,
    Certainty.DISPUTED,
    "2021-06-12/2021-06-22",
    Manner.VIOLENT,
    (10, 8),
    (GOVERNMENT,),
    Certainty.POSSIBLE,
    2,
    (OrderReason(8, 9, OrderReasonKind.SEEN), OrderReason(9, 10, OrderReasonKind.OPEN)),
    (Days(date(2021, 6, 12), date(2021, 6, 14)), Days(LAST_WORD, DAY)),
)
WHY = (
    "Voices are divided, and nothing shows which side is out of date: the better ones are for Taliban since "
    "2021-06-12/2021-06-22 (2 voices), the others for Government (INFLUENCE, 1 voice); the level CONTROL may have "
    "changed."
)


def a_log() -> list[Event]:
    """The events that the state speaks of: its claims are at the positions 8 to 10."""
    return [*cast(), changed(id="fell"), changed(id="held", gainer="government"), changed(id="fell-again")]


async def put(db: Database, state: State = STATE, policy: Policy = Policy.AGAINST_INTEREST) -> None:
    """One period for one place and policy, instead of all that was folded."""
    row = periods.to_row(DISTRICT, Aspect.CONTROL, periods.BITS[policy], Period(DAY, None, state))
    async with db.write() as conn:
        await conn.execute(delete(tables.period))
        await insert_rows(conn, tables.period, [row])
