"""The web application: everything is put together here and handed in; nothing is made at import."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from fastapi import FastAPI
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.requests import HTTPConnection, Request

from api import limits, release
from api.graphql import schema
from api.graphql.context import Clock
from api.graphql.opening import logs_opened
from api.graphql.transport import direct_path
from api.graphql.transport.cached_router import CachedRouter
from api.graphql.transport.direct_path import DirectPath
from api.graphql.transport.http import STREAMS
from api.graphql.transport.http_context import HttpContext
from api.graphql.transport.persisted import PersistedQueries
from api.http import health
from api.http.auth import Access
from api.http.authentication import Authentication, caller_of
from api.http.bodies import BodyLimit
from api.http.budgets import Budgets
from api.http.compression import Compression
from api.http.error_response import astray, not_filled
from api.http.headers import POSITION_HEADER, SecurityHeaders
from api.http.logs import RequestLog, log
from api.http.min_position import MIN_POSITION_HEADER, MinPosition, min_position_of
from api.http.open_logs import log_in
from api.http.prefix import Prefixed
from api.http.sites import Sites
from api.http.sockets.bounds import Bounds
from api.http.sockets.held import HeldBytes
from api.http.traces import telemetry
from api.ogc import routes as ogc
from api.pages import built, event_pages, landing, place_pages, source_pages
from api.settings import Settings
from store.db.errors import AudienceNotFilled
from store.read.fold_pool import FoldPool
from store.write.append_socket import RemoteAppends

if TYPE_CHECKING:
    from api.http.metrics import Metrics


def now() -> datetime:
    return datetime.now(UTC)


def create_app(settings: Settings, clock: Clock = now, appends: Path | None = None) -> FastAPI:
    """The application. Its start waits for the database and migrates it; its end closes it.

    `appends`: the socket of the process that writes, where this one only reads.
    """
    queries, code = PersistedQueries(), release.fingerprint()
    metrics = _metrics(settings)
    bounds = Bounds.for_process(settings)
    held = HeldBytes(bounds.held_bytes)
    inner = [
        Middleware(BodyLimit, bounds=bounds, held=held),
        Middleware(Compression),
        Middleware(Authentication, explains_itself=direct_path.PATH),
        Middleware(MinPosition, waits_itself=direct_path.PATH),
        Middleware(DirectPath, release=code, queries=queries),
    ]
    app = FastAPI(
        title="Conflict Timeline",
        description="Who held what, as of any day and as known on any other. Ask at /graphql.",
        # These pages load their scripts from other hosts.
        docs_url=None,
        redoc_url=None,
        # It would describe one address of many: /ogc/api describes those that are no GraphQL.
        openapi_url=None,
        lifespan=_lifespan,
        telemetry=telemetry(settings.traces),
        middleware=[*_middleware(settings, metrics), *inner],
        exception_handlers={HTTPException: astray, AudienceNotFilled: not_filled(direct_path.PATH)},
        # A redirect would lead to whatever host the request names.
        redirect_slashes=False,
    )
    app.state.budgets = Budgets(settings.cost_per_minute // settings.workers)
    app.state.settings, app.state.bounds, app.state.held = settings, bounds, held
    app.state.schema = schema.build(subscriptions=bounds.subscriptions)
    app.state.clock, app.state.remote = clock, RemoteAppends(appends) if appends else None

    async def context(connection: HTTPConnection) -> HttpContext:
        caller, log = caller_of(connection), log_in(connection.scope)
        return HttpContext(
            logs=connection.app.state.logs,
            db=log.db,
            folds=log.folds,
            news=log.news,
            caller=caller,
            clock=clock,
            access=connection.app.state.access,
            worker=log.worker,
            prices=log.prices,
            budget=connection.app.state.budgets.of_caller(caller.principal, connection),
            receive=connection.receive if isinstance(connection, Request) else None,
            answer_by=connection.scope.get(direct_path.ANSWER_BY),
            heads=log.heads,
            min_position=min_position_of(connection.scope),
            remote=connection.app.state.remote,
        )

    app.include_router(
        CachedRouter(
            app.state.schema,
            path=direct_path.PATH,
            release=code,
            queries=queries,
            graphql_ide="graphiql",
            page=partial(built.page, "graphiql"),
            context_getter=context,
            subscription_protocols=STREAMS,
            max_subscriptions_per_connection=limits.STREAMS_PER_SOCKET_MAX,
            connection_init_wait_timeout=timedelta(seconds=limits.CONNECTION_INIT_SECONDS_MAX),
            allowed_origins=settings.origins(),
        )
    )
    app.include_router(health.router)
    if metrics:
        from api.http.metrics_endpoint import router as metrics_router

        app.state.metrics = metrics
        app.include_router(metrics_router)
    app.state.context_of = context
    for pages in (built, landing, place_pages, event_pages, source_pages):
        app.include_router(pages.router)
    app.mount("/pages", landing.static)
    app.router.routes.extend(ogc.routes(clock))
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    settings: Settings = app.state.settings
    built.read()
    folds = FoldPool(settings.fold_processes)
    async with AsyncExitStack() as ending:
        ending.push_async_callback(folds.close)
        ending.callback(app.state.schema.documents.clear)
        opening = logs_opened(settings, app.state.schema, folds, app.state.clock, publishes=app.state.remote is None)
        app.state.logs = await ending.enter_async_context(opening)
        db = app.state.logs.record.db
        for notice in db.notices:
            log.warning(notice)
        access = Access(db, app.state.clock, open_writes=settings.open_writes, remote=app.state.remote)
        app.state.access = access
        ending.push_async_callback(access.close)
        if settings.open_writes:
            log.warning("everybody who can reach this server can write to it, without a token")
        yield


def _metrics(settings: Settings) -> "Metrics | None":
    """What counts requests, where somebody watches: others need not wait for the client of Prometheus."""
    if not settings.metrics:
        return None
    from api.http.metrics import Metrics

    return Metrics()


def _middleware(settings: Settings, metrics: "Metrics | None") -> list[Middleware]:
    """What stands around every request, outermost first."""
    cors = Middleware(
        CORSMiddleware,
        allow_origins=settings.origins(),
        allow_methods=["GET", "POST"],
        allow_headers=["Authorization", "Content-Type", "If-None-Match", MIN_POSITION_HEADER],
        expose_headers=[POSITION_HEADER, "ETag"],
    )
    return [
        *([Middleware(Prefixed, prefix=settings.path_prefix)] if settings.path_prefix else []),
        Middleware(RequestLog, metrics=metrics),
        Middleware(SecurityHeaders, embed_origins=settings.embedders()),
        Middleware(Sites, listens_at=settings.host, hosts=settings.hosts(), origins=settings.origins()),
        *([cors] if settings.origins() else []),
    ]
