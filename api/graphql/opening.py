"""A log opened for a server: what follows it, and what answers from it."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from api.graphql.lane.documents import Documents
from api.graphql.lane.lane import Lane as CompiledLane
from api.graphql.schema import Schema
from api.http.kept_answers import KeptAnswers
from api.http.lane import NoLane
from api.http.open_logs import OpenLog
from service.asking.price_basis import PriceBasis
from service.asking.worker_loop import WorkerLoop
from store.db.connections import Database
from store.read.change_feed import watching
from store.read.fold_pool import FoldPool
from store.read.head_watch import head_watch
from store.read.kernel import sidecar
from store.read.kernel.kernel import following


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
