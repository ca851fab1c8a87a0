"""An application that has ended leaves its memory to others: a process may make many, one after the other."""

import gc
from weakref import ref

import httpx2
import pytest

from api.app import create_app
from api.settings import Settings
from tests.support.asking import Api
from tests.support.builders import cast, changed

QUESTION = '{ asOf(date: "2021-06-23") { places(first: 5) { nodes { id since } } } log { head } }'


async def ended(url: str) -> list[ref]:
    """What an application was made of, after it has recorded and answered."""
    app = create_app(Settings(database_url=url, open_writes=True))
    async with app.router.lifespan_context(app):
        transport = httpx2.ASGITransport(app=app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            api = Api(app, client)
            await api.recorded(*cast(), changed())
            await api.ask(QUESTION)
            await api.ask('{ resolvePlace(name: "Imam Saheb") { score } }')
            assert app.state.logs.record.kept.bytes
    return [
        *map(
            ref,
            (
                app.state.logs.record.db,
                app.state.logs.record.kernel,
                app.state.logs.record.worker,
                app.state.logs.record.lane,
            ),
        )
    ]


@pytest.mark.usefixtures("patience")
async def test_nothing_holds_an_application_that_has_ended(database_url: str) -> None:
    parts = await ended(database_url)

    gc.collect()

    assert [part() for part in parts if part() is not None] == []
