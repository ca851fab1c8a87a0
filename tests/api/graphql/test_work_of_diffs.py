"""What a diff reads and folds: its places once, and no others than it asks for."""

from typing import Any

import pytest

from service.asking.reading import Reading
from store.db.connections import Database
from store.read import snapshot
from store.read.folds import Fold
from tests.support.builders import asserted, cast, place
from tests.support.recording import record
from tests.support.two_paths import two_paths

LEARNED = """
{ diff(from: {date: "2021-06-01", knownOn: "2021-06-24"}, to: {date: "2021-06-01"}, within: "%s") { %s } }
"""


@pytest.fixture
async def learned_of(db: Database) -> Database:
    """Of two provinces with twenty districts each it became known late who holds them."""
    provinces = ["af-kunduz", "af-other"]
    districts = [f"{province}-{number}" for province in provinces for number in range(20)]
    await record(db, *cast(), place("af-other", kind="PROVINCE", parent="af"))
    await record(db, *(place(id, parent=id.rpartition("-")[0]) for id in districts))
    await record(db, *(asserted(id, occurred="2021-05-01", published="2021-06-28") for id in districts))
    return db


async def folded(db: Database, query: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """How much the core folds for an answer."""
    costs: list[int] = []

    async def worked_out(self: Reading, left: Fold[Any]) -> Any:
        costs.append(left.cost)
        return left.here()

    monkeypatch.setattr(Reading, "worked_out", worked_out)
    async with two_paths(db) as paths:
        answer = await paths.by_core(query)
    assert b"errors" not in answer.body
    return sum(costs)


async def test_its_places_are_folded_once_however_often_they_are_asked_for(
    learned_of: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    once = await folded(learned_of, LEARNED % ("af", "places { cause }"), monkeypatch)
    aliases = " ".join(f"p{number}: places {{ cause }}" for number in range(5))

    assert once == await folded(learned_of, LEARNED % ("af", aliases), monkeypatch)


async def test_news_is_sought_of_the_places_that_it_asks_for_alone(
    learned_of: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[set[str]] = []
    sought = snapshot.places_with_news

    async def places_with_news(conn: Any, first: Any, second: Any, places: Any) -> set[str]:
        asked.append({*places})
        return await sought(conn, first, second, places)

    monkeypatch.setattr(snapshot, "places_with_news", places_with_news)
    await folded(learned_of, LEARNED % ("af-kunduz", "places { cause }"), monkeypatch)

    assert asked == [{"af-kunduz", "af-imam-sahib", *(f"af-kunduz-{number}" for number in range(20))}]
