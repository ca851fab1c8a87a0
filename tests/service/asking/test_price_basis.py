"""What questions are priced by is counted where nobody waits for it, and only where the log has grown."""

from collections.abc import Awaitable
from typing import Any

import pytest

from service.asking import price_basis
from service.asking.price_basis import PriceBasis
from store.db.connections import Database
from store.read.log_sizes import LogSizes
from tests.support.builders import asserted, cast
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
    return await basis.current()


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
