"""Short ways to write to a log and to read from it."""

from datetime import UTC, date, datetime
from itertools import count
from typing import Any

import pytest

from domain.control.state import State
from domain.events import Event
from domain.values.coordinates import Coordinates
from domain.values.knowledge import published_by
from domain.values.problems import Refused
from domain.values.terms import Policy
from store.db.connections import Database
from store.read import log, snapshot
from store.read.entry import Entry
from store.write.append import Appended, append, append_on
from tests.support.builders import cast
from tests.support.reference_fold import Recorded

NOW = datetime(2021, 7, 10, 12, 30, 15, 250_000, tzinfo=UTC)
_keys = count()


async def record(db: Database, *events: Event, key: str | None = None, **options: Any) -> Appended:
    return await append(db, events, key=key or f"key-{next(_keys)}", **{"by": "tester", "now": NOW, **options})


async def recorded_under(db: Database, key: str, *events: Event) -> Appended:
    """As the program itself records, which may use keys that it refuses from outside."""
    async with db.write() as conn:
        return await append_on(conn, events, key=key, by="tester", now=NOW)


async def written_by(db: Database, script: Any, plan: list) -> list[Recorded]:
    """The log of a script that plays the plan, after whatever the database has already."""
    first = (await record(db, *script.opening())).first
    for acts in plan:
        if events := script.batch(acts):
            await record(db, *events)
    return [Recorded(e.position, e.event, e.known) async for e in log.stream(db, first - 1)]


async def refused(db: Database, *events: Event) -> list[tuple[str, str, str]]:
    """Where and why the batch is refused, after a look that nothing of it was stored."""
    before = await everything(db)
    with pytest.raises(Refused) as refusal:
        await record(db, *events)
    assert await everything(db) == before
    return [(".".join(one.path), one.code, one.message) for one in refusal.value.problems]


async def only_problem(db: Database, *events, before=()) -> tuple[str, str, str]:
    """The one problem of a batch, after the cast and some more."""
    await record(db, *cast(), *before)
    [problem] = await refused(db, *events)
    return problem


async def everything(db: Database) -> list[Entry]:
    return [entry async for entry in log.stream(db)]


async def head(db: Database) -> int:
    async with db.read() as conn:
        return (await log.head(conn)).position


async def state(
    db: Database,
    place: str = "af-imam-sahib",
    day: str = "2021-06-23",
    known_on: str | None = None,
    position: int | None = None,
    policy: Policy = Policy.AGAINST_INTEREST,
) -> State:
    known = published_by(known_on) if known_on else None
    async with db.read() as conn:
        at = position if position is not None else (await log.head(conn)).position
        coordinates = Coordinates(date.fromisoformat(day), known, at, policy)
        [placed] = await snapshot.states(conn, coordinates, place_ids=[place])
    return placed.state


async def holder(db: Database, *arguments: Any, **options: Any) -> str | None:
    return (await state(db, *arguments, **options)).holder
