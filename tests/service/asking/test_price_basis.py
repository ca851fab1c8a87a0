"""What questions are priced by is counted where nobody waits for it, and only where the log has grown."""

from collections.abc import Awaitable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from service.asking import price_basis
from service.asking.price_basis import PriceBasis
from store.db import tables
from store.db.connections import Database
from store.db.errors import StatementTimeout
from store.read.log_sizes import LogSizes, News
from store.write.projections.unfolded import fold_all, fold_later
from store.write.rebuild import rebuild
from tests.support.builders import asserted, cast, source
from tests.support.recording import record


class Here:
    """A loop for what takes long that is the one at hand."""

    def __init__(self, db: Database):
        self.db = db

    async def run(self, work: Awaitable[Any]) -> Any:
        return await work


@pytest.fixture
def basis(db: Database, monkeypatch: pytest.MonkeyPatch) -> PriceBasis:
    monkeypatch.setattr(price_basis, "STALE_S", -1_000.0)
    return PriceBasis(Here(db))  # type: ignore[arg-type]


async def counted(basis: PriceBasis) -> LogSizes:
    """Once what a question has begun to count is counted."""
    await basis.current()
    if basis._counting:
        await basis._counting
    assert basis._sizes
    return basis._sizes


async def test_the_first_question_waits_for_the_sizes_and_not_for_the_news(basis: PriceBasis, db: Database) -> None:
    await record(db, *cast(), asserted())

    first = await basis.current()
    then = await counted(basis)

    assert first.news is None
    assert then.news
    assert first.position == then.position > 0


async def test_a_log_that_has_not_grown_is_not_counted_again(basis: PriceBasis, db: Database) -> None:
    await record(db, *cast(), asserted())
    await basis.current()
    before = await counted(basis)

    assert await counted(basis) is before

    await record(db, asserted())
    after = await counted(basis)

    assert after.position == before.position + 1
    assert after.news


@pytest.mark.parametrize("damaged", [False, True])
async def test_a_log_that_was_rebuilt_is_counted_again(basis: PriceBasis, db: Database, damaged: bool) -> None:
    """Given a place that was told of long ago, when the log is rebuilt, then it was folded just now, and a question
    about an earlier position folds it, though the log ends where it did.
    """
    await record(db, *cast(), asserted())
    await record(db, *(source(f"of-{number}") for number in range(1_000)))
    await basis.current()
    before = await counted(basis)
    if damaged:
        async with db.write() as conn:
            await conn.execute(update(tables.period).values(holder="government"))
    assert (await rebuild(db)).equal is not damaged
    after = await counted(basis)

    assert after.position == before.position
    assert [sizes.claims_with_news(position=1_000) for sizes in (before, after)] == [0, 1]


async def test_while_places_wait_to_be_folded_it_is_counted_each_time(basis: PriceBasis, db: Database) -> None:
    """Given a place with a claim, when it waits for its fold and when it has been folded, then the claim is counted as
    waiting and as nothing, at the same head.
    """
    await record(db, *cast(), asserted())
    async with db.write() as conn:
        await fold_later(conn, ["af-imam-sahib"])
    await basis.current()
    waiting = await counted(basis)
    await fold_all(db)
    folded = await counted(basis)

    assert (waiting.claims_waiting, folded.claims_waiting) == (1, 0)
    assert (waiting.claims_with_news(date.max), folded.claims_with_news(date.max)) == (1, 0)
    assert waiting.position == folded.position


async def test_only_the_news_are_counted_the_second_time(basis: PriceBasis, db: Database) -> None:
    await record(db, *cast(), asserted())
    first = await basis.current()
    then = await counted(basis)

    assert then.places is first.places
    assert then.news


async def test_where_the_news_cannot_be_counted_the_sizes_are_those_of_today(
    basis: PriceBasis, db: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Given a log so long that its news is not counted in time, then the sizes follow it, and it rests in between."""

    async def too_long(conn: object) -> News:
        raise StatementTimeout("it took too long")

    monkeypatch.setattr(price_basis, "news_of", too_long)
    await record(db, *cast(), asserted())
    before = await basis.current()
    await record(db, asserted())
    after = await counted(basis)
    rested_until = basis._counted_s

    assert (after.position, after.news) == (before.position + 1, None)
    assert rested_until > 0
