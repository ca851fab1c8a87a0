"""An erasure says nothing about the world: it changes no answer, no count of claims and no bound of the record."""

from datetime import date

from domain.values.coordinates import Coordinates
from store.db.connections import Database
from store.read import activity, claim_times, log, sealed_values, snapshot
from tests.support.builders import asserted, cast, erased, source
from tests.support.recording import record
from tests.support.sample_events import SEALED


async def everything(db: Database) -> list[object]:
    async with db.read() as conn:
        head = (await log.head(conn)).position
        return [
            await claim_times.bounds(conn),
            await activity.claims_by_day(conn, first=None, last=None, within=None, position=head),
            await snapshot.state_hash(conn, Coordinates(date(2021, 6, 25), None, head)),
        ]


async def test_an_erasure_changes_no_answer(db: Database) -> None:
    await record(db, *cast(), source("caller", publisher=SEALED), asserted(source="caller", id="claim"))
    before = await everything(db)

    await record(db, erased(SEALED, occurred="2030-01-01", published="2030-01-02"))

    assert await everything(db) == before


async def test_a_sealed_value_is_found_wherever_it_stands(db: Database) -> None:
    await record(db, *cast(), asserted(note=f"says {SEALED}"))

    async with db.read() as conn:
        assert await sealed_values.is_mentioned(conn, SEALED)
        assert not await sealed_values.is_mentioned(conn, f"sealed:{'0d' * 32}")
        assert not await sealed_values.is_mentioned(conn, SEALED.replace("5f", "__"))
