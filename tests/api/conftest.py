"""The application in this process, on either engine, and the same behind a real socket."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack

import httpx2
import pytest

from api import limits
from api.app import create_app
from api.settings import Settings
from domain.values.terms import Visibility
from service.asking import price_basis
from store.write.append import append
from store.write.batch import Batch, disclosed_as
from tests.support.asking import RECORDED, Api
from tests.support.audience_servers import Kept, given
from tests.support.audiences import settings_of
from tests.support.serving import serving
from tests.support.two_paths import two_paths


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """How fast a shared machine is says nothing about an answer."""
    monkeypatch.setattr(limits, "ANSWER_SECONDS_MAX", 300)
    monkeypatch.setattr(limits, "STATEMENT_SECONDS_MAX", 300)


@pytest.fixture(autouse=True)
def steady_prices(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sizes are counted once, and not amid what a test counts."""
    monkeypatch.setattr(price_basis, "STALE_S", 1e9)


@pytest.fixture
async def start() -> AsyncIterator[Callable]:
    """Starts an application with settings of one's own; all are stopped at the end.

    Everybody may write to it, and it is called `timeline`, unless the settings say otherwise.
    """
    async with AsyncExitStack() as running:

        async def begin(url: str, **settings: object) -> Api:
            usual = {"open_writes": True, "allowed_hosts": "timeline"}
            app = create_app(Settings(database_url=url, **(usual | settings)), clock=lambda: RECORDED)
            await running.enter_async_context(app.router.lifespan_context(app))
            transport = httpx2.ASGITransport(app=app, raise_app_exceptions=True)
            # Answers that are the same are so to the last header.
            same = {"X-Request-ID": "test"}
            client = httpx2.AsyncClient(transport=transport, base_url="http://timeline", headers=same)
            paths = await running.enter_async_context(two_paths(app.state.logs.record.db, app.state.schema.documents))
            return Api(app, await running.enter_async_context(client), paths)

        yield begin


@pytest.fixture
async def begin(database_url: str, new_url: Callable[[str], str], start: Callable) -> Callable:
    """Starts a server with what is kept in its record, in this order, and all of it given to its audiences."""

    async def started(name: str, kept: list[Kept]) -> Api:
        logs = {to: new_url(f"{name}-{to.lower()}") for to in (Visibility.PUBLIC, Visibility.PARTNER)}
        api = await start(new_url(name), open_writes=False, metrics=True, **settings_of(logs))
        record = api.app.state.logs.record.db
        for number, (disclosure, events) in enumerate(kept):
            batch = disclosed_as(Batch(events, f"batch-{number}", "desk", RECORDED), disclosure)
            await append(record, batch.events, key=batch.key, by=batch.by, now=batch.now)
        await given(api)
        return Api(api.app, api.client)

    return started


@pytest.fixture
async def api(database_url: str, start: Callable) -> Api:
    """An empty timeline, on each engine."""
    return await start(database_url)


@pytest.fixture
async def sqlite_api(sqlite_url: str, start: Callable) -> Api:
    """An empty timeline, for what has nothing to do with the engine."""
    return await start(sqlite_url)


@pytest.fixture
def live_server_url(sqlite_url: str) -> Iterator[str]:
    """The address of a server with a socket of its own."""
    with serving(Settings(database_url=sqlite_url, open_writes=True)) as url:
        yield url
