"""Answers that are read from a standby have what they are asked to have, or say that they have not; and a standby that
takes the place of its primary has all that it had.
"""

import asyncio
import random
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from itertools import count

import httpx2
from sqlalchemy.engine import make_url
from structlog.testing import capture_logs

from api.app import create_app
from api.settings import Settings
from store.db.connections import Database
from store.db.errors import StoreError
from store.read import log
from store.write.append import append
from store.write.verification.verify import verify
from tests.support import postgres
from tests.support.standbys import MIGRATED, Log, Pair, streaming_pair, until
from trust.appending import batch, opening
from trust.databases import opened
from trust.trial import Trial

READS, QUICK_READS = 1_000, 30
FAILOVERS, QUICK_FAILOVERS = 20, 1
HEAD = "{ log { head } }"
HELD = '{ log { head } asOf(date: "2021-06-22") { place(id: "p-1") { holder { id } } } }'
PLACES = "/ogc/collections/districts/items?limit=1"
_keys = count()


def run(quick: bool) -> Iterator[Trial]:
    with postgres.server():  # which brings the user as whom clusters run
        with streaming_pair() as pair:
            yield from _reads(pair, QUICK_READS if quick else READS)
            outcomes = [asyncio.run(_failover(pair))]
        for _ in range(1, QUICK_FAILOVERS if quick else FAILOVERS):
            with streaming_pair() as pair:
                outcomes.append(asyncio.run(_failover(pair)))
    cut_off, lost = map(sum, zip(*outcomes, strict=True))
    tries = len(outcomes)
    yield Trial("primary killed under writes, standby promoted", "0 acknowledged or read lost", tries, lost)
    yield Trial("acknowledged while the standby was cut off", "some only at the primary", tries, cut_off, control=True)


def _reads(pair: Pair, tries: int) -> Iterator[Trial]:
    with pair.log() as it:
        stale, refused = asyncio.run(_read_back(pair, it, tries))
        note = f"{refused} refused, while the standby stood still"
        yield Trial("written, and read at a standby with its position", "0 stale", tries, stale, note=note)
        stale, _ = asyncio.run(_read_back(pair, it, few := 10, named=False))
        yield Trial("the same without the position", "some stale", few, stale, control=True)


@asynccontextmanager
async def _server(it: Log) -> AsyncIterator[tuple[Database, httpx2.AsyncClient]]:
    settings = Settings(database_url=it.primary, read_database_url=it.standby, fold_processes=0)
    with capture_logs():
        app = create_app(settings)
        async with app.router.lifespan_context(app):
            transport = httpx2.ASGITransport(app=app)
            async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                yield app.state.logs.record.db, client


async def _read_back(pair: Pair, it: Log, tries: int, named: bool = True) -> tuple[int, int]:
    """How many answers do not have what had been recorded just before, and how many were refused for that."""
    draw, stale, refused = random.Random(1), 0, 0
    async with _server(it) as (db, client):
        await _append(db)
        for number in range(tries):
            # One in fifty finds a standby that stays where it is, and one in ten one that goes on while it is asked.
            if number % 50 == 5 or number % 10 == 7:
                async with pair.paused():
                    position = await _append(db)
                    asking = asyncio.ensure_future(_ask(client, draw.randrange(4), position if named else 0))
                    await asyncio.wait({asking}, timeout=None if number % 50 == 5 else 0.05)
                answer = await asking
            else:
                position = await _append(db)
                answer = await _ask(client, draw.randrange(4), position if named else 0)
            refused += answer is None
            stale += answer is not None and answer < position
    return stale, refused


async def _append(db: Database) -> int:
    key = str(next(_keys))
    events = batch(int(key)) if await _head(db.primary) else opening()
    return (await append(db, events, key=key, by="trust", now=datetime.now(UTC))).last


async def _ask(client: httpx2.AsyncClient, way: int, position: int) -> int | None:
    """Where the answer stands; None where it is refused as not reached. By GET and POST, by header and directive, by
    the lane, the resolvers and OGC API Features.
    """
    headers = {"Timeline-Min-Position": str(position)}
    match way:
        case 0:
            answer = await client.get("/graphql", params={"query": HEAD}, headers=headers)
        case 1:
            answer = await client.post("/graphql", json={"query": HELD}, headers=headers)
        case 2:
            query = f"query @minPosition(position: {position}) {HEAD}"
            answer = await client.post("/graphql", json={"query": query})
        case _:
            answer = await client.get(PLACES, headers=headers)
    if answer.status_code == 503 and "POSITION_NOT_REACHED" in answer.text:
        return None
    assert answer.status_code == 200, answer.text
    return int(answer.headers["Timeline-Position"])


async def _failover(pair: Pair) -> tuple[bool, bool]:
    """Whether something was acknowledged that an asynchronous standby, cut off, did not have; and whether the promoted
    standby lacks anything that was acknowledged when it was synchronous, or that had been read at it.
    """
    it = pair.at(MIGRATED)
    async with opened(it.primary, it.standby) as db, opened(it.standby) as standby:
        await _append(db)
        await _stream(pair, is_on=False)
        cut_off = await _head(standby) < await _append(db)
        await _stream(pair, is_on=True)
        await pair.arrived_at(it, await _head(db.primary))
        await pair.set(pair.primary, "synchronous_standby_names = '*'")
        await pair.set(pair.primary, "synchronous_commit = remote_apply")
        kept = await _killed_under_writes(pair, db, standby)
        async with standby.read() as conn:
            verified = await verify(conn)
        return cut_off, bool(verified.count) or await _head(standby) < kept


async def _killed_under_writes(pair: Pair, db: Database, standby: Database) -> int:
    """The furthest position that was acknowledged, or read at the standby, which is then the primary."""
    writing, reading = asyncio.ensure_future(_until_it_fails(db)), asyncio.ensure_future(_furthest(standby))
    await asyncio.sleep(random.uniform(0.2, 0.5))
    await asyncio.to_thread(pair.primary.kill)
    acknowledged = await writing
    await pair.promote()
    reading.cancel()
    return max(acknowledged, await reading)


async def _stream(pair: Pair, is_on: bool) -> None:
    primary = f"host={make_url(str(pair.primary.url)).query['host']} user=postgres"
    await pair.set(pair.standby, f"primary_conninfo = '{primary if is_on else ''}'")
    await until(pair.standby.url, f"SELECT (count(*) > 0) = {is_on} FROM pg_stat_wal_receiver")


async def _until_it_fails(db: Database) -> int:
    """The last position that was acknowledged."""
    position = 0
    try:
        while True:
            position = await _append(db)
    except StoreError:
        return position


async def _furthest(standby: Database) -> int:
    """The furthest position that was read, once this is cancelled."""
    position = 0
    try:
        while True:
            position = max(position, await _head(standby))
            await asyncio.sleep(0.005)
    except asyncio.CancelledError:
        return position


async def _head(db: Database) -> int:
    async with db.read() as conn:
        return (await log.head(conn)).position
