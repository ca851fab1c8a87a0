"""A record with logs for its audiences, and a clock that the test moves."""

from collections.abc import AsyncIterator, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert

from domain.events.disclosure import Disclosure
from domain.values.terms import Visibility
from service.publishing import Publisher
from store.db import tables
from store.db.connections import Database
from store.write.append import append
from store.write.batch import Batch, disclosed_as
from tests.support.builders import event
from tests.support.recording import NOW


@dataclass
class MovedClock:
    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, **time: float) -> datetime:
        self.now += timedelta(**time)
        return self.now


@dataclass
class Audiences:
    record: Database
    logs: Mapping[Visibility, Database]
    clock: MovedClock
    publisher: Publisher

    async def ids(self, to: Visibility) -> list[str]:
        """The events of an audience, in the order of its log."""
        from store.read import log

        async with self.logs[to].read() as conn:
            return [entry.id for entry in await log.entries(conn, first=10_000)]


@asynccontextmanager
async def audiences(record: str, logs: Mapping[Visibility, str]) -> AsyncIterator[Audiences]:
    """`record`, `logs`: addresses of databases that are migrated and empty."""
    async with AsyncExitStack() as ending:

        def opened(url: str) -> Database:
            db = Database.open(url)
            ending.push_async_callback(db.close)
            return db

        clock, db = MovedClock(), opened(record)
        by_visibility = {to: opened(url) for to, url in logs.items()}
        publisher = Publisher(db, by_visibility, clock)
        await publisher.begin()
        yield Audiences(db, by_visibility, clock, publisher)


def settings_of(logs: Mapping[Visibility, str]) -> dict[str, Any]:
    """The settings by which a server knows these logs."""
    return {f"{to.lower()}_database_url": url for to, url in logs.items()}


async def withheld(kept: Audiences, disclosure: Disclosure, *events: object) -> None:
    """Record events that not everybody may open."""
    batch = disclosed_as(Batch(events, f"{events[0].id}", "desk", kept.clock()), disclosure)  # type: ignore[attr-defined]
    await append(kept.record, batch.events, key=batch.key, by=batch.by, now=batch.now)


async def kept_for_the_public(db: Database) -> None:
    """A log is kept for the public, somewhere: so that something can be withheld."""
    async with db.write() as conn:
        await conn.execute(insert(tables.audience).values(visibility=Visibility.PUBLIC.value, reached=0))


def visible(*ids: str, to: Visibility = Visibility.PUBLIC, **fields: object) -> object:
    return event("VisibilitySet", events=list(ids), visibility=to, **fields)
