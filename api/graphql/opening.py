"""The logs of a server opened, with what follows them and what answers from them."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress

from api import limits
from api.graphql.context import Clock
from api.graphql.lane.documents import Documents
from api.graphql.lane.lane import Lane as CompiledLane
from api.graphql.schema import Schema
from api.http.kept_answers import KeptAnswers
from api.http.lane import NoLane
from api.http.logs import log, trace
from api.http.open_logs import OpenLog, OpenLogs
from api.settings import Settings
from service.asking.price_basis import PriceBasis
from service.asking.worker_loop import WorkerLoop
from service.publishing import Publisher
from service.readiness import ready
from service.serving_audiences import given_by_others, is_whole, publishing
from store.db.connections import Database
from store.db.errors import StoreError
from store.read.change_feed import watching
from store.read.fold_pool import FoldPool
from store.read.head_watch import head_watch
from store.read.kernel import sidecar
from store.read.kernel.kernel import following
from store.read.standby import StandbyLag


@asynccontextmanager
async def logs_opened(
    settings: Settings, schema: Schema, folds: FoldPool, clock: Clock, *, publishes: bool
) -> AsyncIterator[OpenLogs]:
    """The record and the logs of its audiences, each at the newest version of its tables and brought up to the record.

    `publishes`: whether this process gives the audiences what they may open; another one does otherwise. Raises
    StoreError: AudiencesMissing where not everything may be shown to everybody, and nothing else is there.
    """
    url, read_url, audiences = settings.database_url, settings.read_database_url, settings.audiences()
    for notice in await ready(url, read_url=read_url, audiences=audiences, wait_s=settings.database_wait_seconds):
        log.warning(notice)
    async with AsyncExitStack() as ending:

        async def begin(url: str, documents: Documents, read_url: str = "") -> OpenLog:
            db = Database.open(url, read_url=read_url, statement_timeout_s=limits.STATEMENT_SECONDS_MAX)
            compiled = documents if settings.compiled_lane else None
            return await ending.enter_async_context(opened(db, folds, schema, compiled))

        record = await begin(url, schema.documents, read_url)
        # What is compiled keeps pieces of answers of one log.
        logs = OpenLogs(record, {to: await begin(each, Documents()) for to, each in audiences.items()})
        if audiences:
            await ending.enter_async_context(_audiences_given(logs, clock, publishes))
        yield logs


@asynccontextmanager
async def _audiences_given(logs: OpenLogs, clock: Clock, publishes: bool) -> AsyncIterator[None]:
    """The audiences have what they may open; those of whom that is not known are not answered until it is."""
    record, dbs = logs.record, {to: each.db for to, each in logs.audiences.items()}
    async with AsyncExitStack() as ending:
        if publishes:
            publisher, later = Publisher(record.db.primary, dbs, clock), record.db.standby is not None
            begin = publishing(publisher, record.news, log_progress, log_failure, may_begin_later=later)
            all_given = await ending.enter_async_context(begin)
        else:
            all_given = await given_by_others(record.db, dbs)
        if not all_given:
            await ending.enter_async_context(_answered_when_whole(logs))
        yield


@asynccontextmanager
async def _answered_when_whole(logs: OpenLogs) -> AsyncIterator[None]:
    """Audiences whose logs are not known to be whole get no answer from them, until they are."""
    ending = asyncio.Event()

    async def look() -> bool:
        for audience, each in logs.audiences.items():
            each.is_whole = each.is_whole or await is_whole(logs.record.db, audience, each.db)
        return all(each.is_whole for each in logs.audiences.values())

    async def go_on() -> None:
        while not ending.is_set() and not await look():
            with suppress(TimeoutError):
                await asyncio.wait_for(ending.wait(), limits.WHOLE_PAUSE_S)

    for each in logs.audiences.values():
        each.is_whole = False
    await look()
    for audience, each in logs.audiences.items():
        if not each.is_whole:
            log.warning("an audience is not answered until its log is filled", audience=audience)
    looking = asyncio.create_task(go_on())
    try:
        yield
    finally:
        ending.set()
        await looking


def log_progress(reached: int, head: int) -> None:
    log.info("audiences are given what they may open", reached=reached, head=head)


def log_failure(error: Exception) -> None:
    details = {"code": error.code} if isinstance(error, StoreError) else trace(error)
    log.warning("audiences could not be given what is new: it is tried again", **details)


@asynccontextmanager
async def opened(db: Database, folds: FoldPool, schema: Schema, documents: Documents | None) -> AsyncIterator[OpenLog]:
    """The log of a database, which is closed with it. `documents`: where the compiled lane keeps what it has compiled;
    None: there is no such lane.
    """
    db.run_long_work_in(folds.run)
    worker, kept = WorkerLoop(db), KeptAnswers()
    prices = PriceBasis(worker)
    try:
        async with AsyncExitStack() as following_it:
            news = await following_it.enter_async_context(watching(db))
            heads = await following_it.enter_async_context(head_watch(db))
            kernel = await following_it.enter_async_context(following(db, heads, folds, sidecar.beside(db.file)))
            lag = None
            if db.standby:
                lag = StandbyLag(heads, await following_it.enter_async_context(head_watch(db.primary)))
            lane = NoLane() if documents is None else CompiledLane(schema._schema, documents, kernel, prices.current)
            kernel.begin()
            yield OpenLog(db, folds, news, heads, kernel, worker, prices, kept, lane, lag)
    finally:
        await worker.close()
        await db.close()
        # FastAPI remembers the functions of thousands of routes, and with them the router: a process that makes one
        # application after the other would keep the answers of all.
        kept.clear()
