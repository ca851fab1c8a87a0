"""The logs of a server opened, with what follows them and what answers from them."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from api import limits
from api.graphql.context import Clock
from api.graphql.lane.documents import Documents
from api.graphql.lane.lane import Lane as CompiledLane
from api.graphql.schema import Schema
from api.http.kept_answers import KeptAnswers
from api.http.lane import NoLane
from api.http.logs import log
from api.http.open_logs import OpenLog, OpenLogs
from api.settings import Settings
from service.asking.price_basis import PriceBasis
from service.asking.worker_loop import WorkerLoop
from service.publishing import Publisher, given_by_others, publishing, require_audiences, require_given
from store.db import migrate
from store.db.connections import Database
from store.db.errors import StoreError
from store.read.change_feed import watching
from store.read.fold_pool import FoldPool
from store.read.head_watch import head_watch
from store.read.kernel import sidecar
from store.read.kernel.kernel import following


@asynccontextmanager
async def logs_opened(
    settings: Settings, schema: Schema, folds: FoldPool, clock: Clock, *, publishes: bool
) -> AsyncIterator[OpenLogs]:
    """The record and the logs of its audiences, each at the newest version of its tables and brought up to the record.

    `publishes`: whether this process gives the audiences what they may open; another one does otherwise. Raises
    StoreError: AudiencesMissing where not everything may be shown to everybody, and nothing else is there.
    """
    async with AsyncExitStack() as ending:

        async def begin(url: str) -> OpenLog:
            await migrate.wait_for(url, settings.database_wait_seconds)
            await migrate.upgrade(url)
            # What is compiled keeps pieces of answers of one log.
            documents = schema.documents if url == settings.database_url else Documents()
            db = Database.open(url, statement_timeout_s=limits.STATEMENT_SECONDS_MAX)
            return await ending.enter_async_context(
                opened(db, folds, schema, documents if settings.compiled_lane else None)
            )

        record = await begin(settings.database_url)
        await require_audiences(record.db, settings.audiences())
        logs = OpenLogs(record, {visibility: await begin(url) for visibility, url in settings.audiences().items()})
        for each in logs.audiences.values():
            await require_given(each.db)
        if logs.audiences and publishes:
            publisher = Publisher(record.db, {to: each.db for to, each in logs.audiences.items()}, clock)
            await ending.enter_async_context(publishing(publisher, record.news, log_progress, log_failure))
        elif logs.audiences:
            await given_by_others(record.db, logs.audiences)
        yield logs


def log_progress(reached: int, head: int) -> None:
    log.info("audiences are given what they may open", reached=reached, head=head)


def log_failure(error: StoreError) -> None:
    log.warning("audiences could not be given what is new: it is tried again", code=error.code)


@asynccontextmanager
async def opened(db: Database, folds: FoldPool, schema: Schema, documents: Documents | None) -> AsyncIterator[OpenLog]:
    """The log of a database, which is closed with it. `documents`: where the compiled lane keeps what it has compiled;
    None: there is no such lane.
    """
    db.run_long_work_in(folds.run)
    worker, kept = WorkerLoop(db), KeptAnswers()
    prices = PriceBasis(worker)
    try:
        async with (
            watching(db) as news,
            head_watch(db) as heads,
            following(db, heads, folds, sidecar.beside(db.file)) as kernel,
        ):
            lane = NoLane() if documents is None else CompiledLane(schema._schema, documents, kernel, prices.current)
            kernel.begin()
            yield OpenLog(db, folds, news, heads, kernel, worker, prices, kept, lane)
    finally:
        await worker.close()
        await db.close()
        # FastAPI remembers the functions of thousands of routes, and with them the router: a process that makes one
        # application after the other would keep the answers of all.
        kept.clear()
