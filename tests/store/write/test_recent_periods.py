"""The periods of a place with many claims are folded on from where they may change, and are those of a rebuild."""

from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select, update

from domain.events import Event
from domain.history import incremental, recent_claims
from store.db import limits, tables
from store.db.connections import Connection, Database
from store.read.claims import standing_rows_at_head
from store.write.projections import periods, recent_periods
from tests.support.builders import actor, asserted, changed, corrected, place, retracted, source, status
from tests.support.properties import sharing_fixtures
from tests.support.recording import record

FIRST = date(2021, 1, 1)
SOURCES, ACTORS = 7, ("gov", "reb")
FEW = sharing_fixtures(8)
names = count()


@pytest.fixture
def outcomes(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """Of every append, whether the place was folded from a day on. Short histories are, too."""
    seen: list[bool] = []

    async def noted(conn: Connection, place: str, *standing: Any) -> Any:
        changes = await recent_periods.refolded(conn, place, *standing)
        seen.append(changes is not None)
        return changes

    monkeypatch.setattr(periods, "refolded", noted)
    monkeypatch.setattr(limits, "FOLDED_ON_CLAIMS", 8)
    monkeypatch.setattr(incremental, "CONTEXTS", (4, 8, 16, 32))
    monkeypatch.setattr(recent_claims, "PART_MAX", 1)
    return seen


class Desk:
    """Events about one place, day after day, each as the next batch: most often news of the day."""

    def __init__(self, random: Random):
        self.random, self.prefix = random, f"d{next(names)}"
        self.place = self.named("town")
        self.day = 0
        self.claims: list[str] = []
        self.acts: list[str] = []
        self.copied: dict[Any, list[str]] = {changed: [], asserted: []}
        self.sources = {number: f"{self.prefix}:source-{number}" for number in range(SOURCES)}

    def named(self, name: object) -> str:
        return f"{self.prefix}-{name}"

    def opening(self) -> list[Event]:
        first = self.random.choice([None, "gov"])
        return [
            *(actor(self.named(name), side=self.named(name)) for name in ACTORS),
            *(
                self._source(number, id=id, affiliation=first if not number else None)
                for number, id in self.sources.items()
            ),
            place(self.place, "Town"),
        ]

    def _source(self, number: int, affiliation: str | None = None, **fields: Any) -> Event:
        fields["reliability"] = self.random.choice([None, "A", "C"])
        return source(self.named(number), affiliation=affiliation and self.named(affiliation), **fields)

    def next(self) -> list[Event]:
        self.day += self.random.choice([0, 0, 1, 1, 1, 2])
        match self.random.choice(["news"] * 12 + ["old", "correct", "retract", "restore", "source", "status"]):
            case "old":
                return [self._claim(self.random.randint(0, self.day))]
            case "correct" if self.claims:
                return [self._correction(self.claims.pop(self._late(self.claims)))]
            case "retract" if self.claims:
                return [self._retraction(self.claims.pop(self._late(self.claims)))]
            case "restore" if self.acts:
                return [retracted(self.acts.pop())]
            case "source" if self.random.random() < 0.4:
                number = self.random.randrange(SOURCES)
                before = self.sources[number]
                self.sources[number] = self._id()
                return [corrected(before, self._source(number), id=self.sources[number])]
            case "status":
                return [status(self.place, self.random.choice(["OPEN", "CLOSED"]), self._on(self.day), **self._by())]
        return [self._claim(self.day) for _ in range(self.random.choice([1, 1, 1, 2]))]

    def _late(self, ids: list[str]) -> int:
        return max(0, len(ids) - self.random.choice([1, 1, 2, 3, 9]))

    def _id(self) -> str:
        return f"{self.prefix}:{next(names)}"

    def _by(self) -> dict[str, str]:
        return {"id": self._id(), "source": self.named(self.random.randrange(SOURCES))}

    def _on(self, day: int) -> str:
        return (FIRST + timedelta(days=day)).isoformat()

    def _claim(self, day: int) -> Event:
        self.claims.append(id := self._id())
        return self._told(day, id=id)

    def _told(self, day: int, **fields: Any) -> Event:
        holders = [self.named(ACTORS[day // 5 % 2])] * 4 + [self.named(name) for name in ACTORS]
        occurred = self._on(day) if self.random.random() < 0.9 else f"{self._on(day - 2)}/{self._on(day)}"
        fields = {**self._by(), **fields, "published": self._on(day)}
        told = changed if self.random.random() < 0.4 else asserted
        if fields["id"] and self.copied[told] and self.random.random() < 0.05:
            fields["copyOf"] = self.random.choice(self.copied[told][-6:])
        elif fields["id"]:
            self.copied[told].append(fields["id"])
        return told(self.place, self.random.choice(holders), occurred, **fields)

    def _correction(self, target: str) -> Event:
        self.claims.append(id := self._id())
        return corrected(target, self._told(self.day, id=None), id=id, published=self._on(self.day))

    def _retraction(self, target: str) -> Event:
        self.acts.append(id := self._id())
        return retracted(target, id=id, published=self._on(self.day))


async def stored_and_folded(db: Database, place: str) -> tuple[set[Any], set[Any]]:
    column = tables.period.c
    async with db.read() as conn:
        stored = {tuple(row) for row in await conn.execute(select(tables.period).where(column.place == place))}
        rows = periods.folded(*await standing_rows_at_head(conn, [place]))
    return stored, {tuple(row[name.name] for name in tables.period.columns) for row in rows}


@FEW
@given(seed=st.integers(0, 10**9))
async def test_whatever_is_recorded_next_the_periods_are_those_of_a_fold_of_everything(
    db: Database, outcomes: list[bool], seed: int
) -> None:
    desk = Desk(Random(seed))
    await record(db, *desk.opening())
    for _ in range(40):
        await record(db, *desk.next())

        stored, folded = await stored_and_folded(db, desk.place)
        assert stored == folded


async def test_most_news_of_the_day_is_folded_from_a_day_on(db: Database, outcomes: list[bool]) -> None:
    desk = Desk(Random(1))
    await record(db, *desk.opening())
    for _ in range(80):
        await record(db, *desk.next())

    assert sum(outcomes) > 10


async def test_a_place_with_few_claims_is_folded_whole(db: Database, outcomes: list[bool], monkeypatch) -> None:
    monkeypatch.setattr(limits, "FOLDED_ON_CLAIMS", 100)
    desk = Desk(Random(1))
    await record(db, *desk.opening())
    for _ in range(20):
        await record(db, *desk.next())

    assert not any(outcomes)


async def test_periods_that_are_not_what_was_folded_are_folded_whole(db: Database, outcomes: list[bool]) -> None:
    """Given last days that no fold has given, then the next report about the place mends them."""
    desk = Desk(Random(1))
    await record(db, *desk.opening())
    while sum(outcomes) < 10:
        await record(db, *desk.next())
    async with db.write() as conn:
        await conn.execute(update(tables.period).where(tables.period.c.end_before.is_(None)).values(voices=77))

    await record(db, *desk.next())

    stored, folded = await stored_and_folded(db, desk.place)
    assert stored == folded
    assert not outcomes[-1]
