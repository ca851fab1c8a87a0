"""What an append writes of the periods: the rows that differ, and at which position a place was folded."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from sqlalchemy import event, func, select

from store.db import limits, tables
from store.db.connections import Database
from store.db.errors import StoreError
from tests.support.builders import asserted, cast, changed, corrected, place, source
from tests.support.recording import head, record, state

LATER = {"occurred": "2021-09-01", "published": "2021-09-02"}


def on(day: int, holder: str, **fields: Any) -> Any:
    return changed(gainer=holder, occurred=f"2021-06-{day:02}", published=f"2021-06-{day:02}", **fields)


async def test_one_more_report_writes_only_the_periods_that_it_changes(db: Database) -> None:
    await record(db, *cast(), *(on(day, ("government", "taliban")[day % 2]) for day in range(1, 29)))
    before = await count(db, tables.period)

    with rows_written(db) as written:
        await record(db, asserted(holder="government", **LATER))

    assert before >= 28
    assert sum(written) <= 6


async def test_what_leaves_the_periods_as_they_are_writes_none(db: Database) -> None:
    """Given a source that is described anew as it was, then its claims are folded again and nothing is written."""
    await record(db, *cast(), source("b", id="b"), changed(source="b"), asserted())

    with rows_written(db) as written:
        await record(db, corrected("b", source("b")))

    assert written == []
    assert await positions(db) == {"af-imam-sahib": await head(db)}


async def test_each_place_has_the_position_at_which_it_was_folded_last(db: Database) -> None:
    await record(db, *cast(), source("b", id="b"), place("p-2", parent="af-kunduz"), place("p-3", parent="af-kunduz"))
    await record(db, changed(source="b"), changed("p-2", source="b"))
    folded = await head(db)

    await record(db, asserted())
    last = await head(db)
    await record(db, source("another"), place("p-4", parent="af-kunduz"))

    assert await positions(db) == {"af-imam-sahib": last, "p-2": folded}
    await record(db, corrected("b", source("b", reliability="A")))
    assert await positions(db) == dict.fromkeys(["af-imam-sahib", "p-2"], await head(db))


@pytest.mark.parametrize("has_room", [True, False])
async def test_a_large_place_is_folded_elsewhere_as_far_as_there_is_room(
    db: Database, monkeypatch: pytest.MonkeyPatch, has_room: bool
) -> None:
    await record(db, *cast(), *(on(day, "taliban") for day in range(1, 9)))
    monkeypatch.setattr(limits, "LONG_WORK_COST", 5 * limits.FOLD_COST)
    costs = []

    async def run(work: Callable[..., Any], *arguments: Any, cost: int) -> Any:
        costs.append(cost)
        if not has_room:
            raise StoreError
        return work(*arguments)

    db.run_long_work_in(run)
    await record(db, on(20, "government"), place("p-2", parent="af-kunduz"))
    await record(db, changed("p-2"))

    assert costs == [9 * limits.FOLD_COST]
    assert (await state(db, day="2021-06-21")).holder == "government"


@contextmanager
def rows_written(db: Database) -> Iterator[list[int]]:
    """How many rows of periods each statement deletes or inserts."""
    written: list[int] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, _context: Any, many: bool) -> None:
        if statement.startswith(("DELETE FROM period", "INSERT INTO period")):
            written.append(len(parameters) if many else 1)

    engines = [db._writer.sync_engine, *([db._thread.engine] if db._thread else [])]
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield written
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)


async def count(db: Database, table: Any) -> int:
    async with db.read() as conn:
        return (await conn.execute(select(func.count()).select_from(table))).scalar_one()


async def positions(db: Database) -> dict[str, int]:
    async with db.read() as conn:
        return dict((await conn.execute(select(tables.folded.c.place, tables.folded.c.position))).all())
