"""The rows that the resolution reads: control and status side by side, what was regained, whose text is repeated."""

from typing import Any

from sqlalchemy import select

from domain.values.terms import Policy
from store.db import tables
from store.db.connections import Database
from store.read import periods
from store.write import rebuild
from tests.support.builders import asserted, cast, changed, confirmed, corrected, place, status
from tests.support.recording import record


async def rows(db: Database, *columns: str) -> list[Any]:
    claim = tables.claim
    async with db.read() as conn:
        found = await conn.execute(
            select(*(claim.c[name] for name in columns)).order_by(claim.c.position, claim.c.place)
        )
        return [tuple(row) for row in found]


async def test_a_status_is_where_the_holder_is_and_its_direction_where_the_level_is(db: Database) -> None:
    await record(db, *cast(), changed(regained=True), status(status="CLOSED", direction="OUTBOUND"))
    await record(db, status(status="UNKNOWN"))

    assert await rows(db, "aspect", "holder", "level", "changed", "regained") == [
        ("control", "taliban", "CONTROL", True, True),
        ("status", "CLOSED", "OUTBOUND", False, False),
        ("status", None, "BOTH", False, False),
    ]


async def test_every_copy_has_the_position_of_the_first_text_in_one_batch_and_in_several(db: Database) -> None:
    first = (await record(db, *cast(), changed(id="first"), changed(id="a", copyOf="first"))).last - 1
    await record(db, changed(id="b", copyOf="a"), changed(id="c", copyOf="b"), changed(id="own"))

    assert await rows(db, "copy_of") == [(None,), (first,), (first,), (first,), (None,)]
    await rebuild.rebuild(db)
    assert await rows(db, "copy_of") == [(None,), (first,), (first,), (first,), (None,)]


async def test_a_copy_of_a_list_and_of_a_correction_has_its_position(db: Database) -> None:
    await record(db, *cast(), place("p-2"), confirmed(["af-imam-sahib", "p-2"], id="list"), asserted(id="slip"))
    mended = (await record(db, corrected("slip", asserted(holder="government"), id="mended"))).last
    await record(db, confirmed(["p-2"], id="list-again", copyOf="list"), asserted(copyOf="mended"))

    assert (await rows(db, "copy_of"))[-2:] == [(mended - 2,), (mended - 1,)]


async def test_the_periods_of_one_aspect_do_not_touch_those_of_the_other(db: Database) -> None:
    await record(db, *cast(), changed())
    period = tables.period.c
    chosen = select(period.aspect, period.holder).where(periods.under(Policy.LATEST)).order_by(period.aspect)

    await record(db, status())

    async with db.read() as conn:
        found = [tuple(row) for row in await conn.execute(chosen)]
    assert found == [("control", "taliban"), ("status", "CLOSED")]
