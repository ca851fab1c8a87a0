"""A row of the log that is not what was recorded is named by its position: to every reader, on both engines."""

import hashlib
from datetime import date
from io import BytesIO
from typing import Any

import pytest

from domain.events import PersonsCrossedBorder
from domain.values.coordinates import Coordinates
from service.exporting.export_log import write_log
from store.db.connections import Connection, Database
from store.db.errors import DamagedRow
from store.read import log, people
from store.write import rebuild
from tests.support.builders import asserted, cast, event
from tests.support.damaged_rows import KINDS, UNKNOWN_TYPE, tamper
from tests.support.recording import head, record


async def by_position(db: Database, position: int) -> None:
    async with db.read() as conn:
        await log.by_positions(conn, [position])


async def in_order(db: Database, position: int) -> None:
    async with db.read() as conn:
        await log.entries(conn, after=position - 1, first=1)


async def exported(db: Database, position: int) -> None:
    await write_log(db, position - 1, BytesIO(), lambda *_: None)


def forged(text: str) -> str:
    """A row whose text was changed together with its digest."""
    return f"payload = '{text}', sha256 = '{hashlib.sha256(text.encode()).hexdigest()}'"


def crossing(occurred: str) -> Any:
    count = {"qualifier": "EXACT", "low": 5, "best": 5, "high": 5}
    ends = {"origin": "af", "destination": "af-kunduz"}
    return event("PersonsCrossedBorder", **ends, group="UNKNOWN", count=count, admission="ALLOWED", occurred=occurred)


DAMAGE = KINDS | {"no JSON": forged("not JSON"), "no object": forged("[]"), "unknown type": forged(UNKNOWN_TYPE)}


async def test_every_reader_names_the_damaged_row(db: Database, database_url: str) -> None:
    """given events, each damaged in a way of its own; when any is read in any way; then the reader is told which"""
    await record(db, *cast())
    first = (await record(db, *(asserted() for _ in DAMAGE))).first
    for position, damage in enumerate(DAMAGE.values(), start=first):
        tamper(database_url, position, damage)

    for position in range(first, first + len(DAMAGE)):
        for read in (by_position, in_order, exported):
            with pytest.raises(DamagedRow, match=f"position {position} ") as error:
                await read(db, position)
            assert error.value.position == position
    with pytest.raises(rebuild.LogUnsound) as unsound:
        await rebuild.rebuild(db)
    assert {finding.position for finding in unsound.value.verification.findings} >= {*range(first, first + len(DAMAGE))}


async def test_other_rows_can_still_be_read(db: Database, database_url: str) -> None:
    position = (await record(db, *cast())).last
    await record(db, asserted())
    tamper(database_url, position, KINDS["cut off"])

    async with db.read() as conn:
        assert [*await log.by_positions(conn, [position - 1, position + 1])] == [position - 1, position + 1]


async def test_a_sum_of_people_counts_nothing_that_was_changed(db: Database, database_url: str) -> None:
    """given a report for each kind of damage, of a day of its own; when its day is summed; then it is named"""
    await record(db, *cast())
    days = {date(2021, 6, number): damage for number, damage in enumerate(DAMAGE.values(), start=1)}
    first = (await record(db, *(crossing(str(day)) for day in days))).first
    for position, (day, damage) in enumerate(days.items(), start=first):
        tamper(database_url, position, damage.replace("taliban", "EXACT").replace("talibaN", "exact"))

        async with db.read() as conn:
            with pytest.raises(DamagedRow, match=f"position {position} "):
                await sum_of(conn, day, await head(db))


async def sum_of(conn: Connection, day: date, position: int) -> None:
    await people.people(conn, PersonsCrossedBorder, day, day, Coordinates(None, None, position))


async def test_a_date_that_is_none_is_a_damaged_row(sqlite_url: str) -> None:
    db = Database.open(sqlite_url)
    position = (await record(db, *cast())).last
    tamper(sqlite_url, position, "recorded_at = 'long ago'")

    with pytest.raises(DamagedRow) as error:
        await in_order(db, position)
    assert error.value.position == position
    await db.close()
