"""Audiences while the record cannot be written to: who has a log that is known to be whole is answered from it."""

import asyncio
import os
import shutil
import signal
import subprocess
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import httpx2
import pytest
from sqlalchemy.engine import URL, make_url

from api.app import create_app
from api.settings import Settings
from domain.events.disclosure import TO_ALL, Disclosure
from domain.values.access import Scope
from domain.values.terms import Visibility
from store.db.errors import NotAnAudience
from store.write.access_tokens import create_token
from store.write.append import append
from store.write.batch import Batch, disclosed_as
from tests.support.asking import RECORDED, Api
from tests.support.audiences import settings_of
from tests.support.builders import cast, changed
from tests.support.servers import address
from tests.support.standbys import MIGRATED, Pair, streaming_pair
from tests.support.tokens import LONG_AGO
from trust.databases import opened

PUBLIC, PARTNER, INTERNAL, SEALED = Visibility
IDS = "{ events(first: 100) { nodes { id } } }"
FOR_PARTNERS = ["for-all", "for-partners"]


class Newsroom:
    """A record on a primary and its standby, with logs for audiences elsewhere."""

    def __init__(self, pair: Pair, logs: dict[Visibility, str]):
        self.pair, self.log, self.logs = pair, pair.at(MIGRATED), logs
        self._tokens: dict[Visibility, str] = {}

    @asynccontextmanager
    async def serving(self, logs: dict[Visibility, str] | None = None) -> AsyncIterator[Api]:
        """A server, while the context lasts; some logs may have moved."""
        addresses = {"database_url": self.log.primary, "read_database_url": self.log.standby}
        addresses |= settings_of(self.logs | (logs or {}))
        app = create_app(Settings(**addresses, database_wait_seconds=0, fold_processes=0), clock=lambda: RECORDED)
        async with app.router.lifespan_context(app):
            transport = httpx2.ASGITransport(app=app, raise_app_exceptions=True)
            async with httpx2.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
                yield Api(app, client)

    async def record(self, id: str, disclosure: Disclosure = TO_ALL) -> None:
        batch = disclosed_as(Batch([changed(id=id)], id, "desk", RECORDED), disclosure)
        async with opened(self.log.primary) as db:
            done = await append(db, batch.events, key=batch.key, by=batch.by, now=batch.now)
        await self.pair.arrived_at(self.log, done.last)

    async def register(self) -> None:
        """What events refer to, and who reads more than the public."""
        async with opened(self.log.primary) as db:
            await append(db, cast(), key="cast", by="desk", now=RECORDED)
            for to in (PARTNER, SEALED):
                self._tokens[to] = await create_token(db, to, Scope.READ, now=LONG_AGO, reads=to)

    def authorization(self, reads: Visibility) -> dict[str, str]:
        return {} if reads is PUBLIC else {"authorization": f"Bearer {self._tokens[reads]}"}

    async def read(self, api: Api, reads: Visibility) -> Any:
        """The ids that somebody reads, or the status and the code of the refusal."""
        response = await api.client.post("/graphql", json={"query": IDS}, headers=self.authorization(reads))
        if "errors" in (answer := response.json()):
            return response.status_code, answer["errors"][0]["extensions"]["code"]
        return [node["id"] for node in answer["data"]["events"]["nodes"]][len(cast()) :]

    async def reads_at_last(self, api: Api, reads: Visibility, wanted: list[str]) -> None:
        until = time.monotonic() + 60
        while (found := await self.read(api, reads)) != wanted:
            assert time.monotonic() < until, found
            await asyncio.sleep(0.1)


@pytest.fixture
def pair(postgres_server: URL) -> Iterator[Pair]:
    """One of which the primary may be killed. (The other server brings the user as whom clusters run.)"""
    with streaming_pair() as made:
        yield made


@pytest.fixture
async def newsroom(pair: Pair, new_sqlite: Callable[[str], str]) -> Newsroom:
    """A record with something for everybody, for partners and for nobody else, given to all whom it concerns."""
    made = Newsroom(pair, {to: new_sqlite(to.lower()) for to in (PUBLIC, PARTNER)})
    await made.register()
    async with made.serving() as api:
        await made.record("for-all")
        await made.record("for-partners", Disclosure(PARTNER))
        await made.record("for-nobody", Disclosure(SEALED))
        await made.reads_at_last(api, PUBLIC, ["for-all"])
        await made.reads_at_last(api, PARTNER, FOR_PARTNERS)
    return made


REFUSED = 503, "AUDIENCE_NOT_FILLED"


async def test_who_has_a_whole_log_is_answered_and_given_more_when_the_primary_is_back(newsroom: Newsroom) -> None:
    newsroom.pair.primary.kill()

    async with newsroom.serving() as api:
        assert await newsroom.read(api, PUBLIC) == ["for-all"]
        assert await newsroom.read(api, PARTNER) == FOR_PARTNERS
        assert "for-nobody" in await newsroom.read(api, SEALED)
        with newsroom.pair.primary.running():
            await newsroom.record("later")
            await newsroom.reads_at_last(api, PUBLIC, ["for-all", "later"])
            await newsroom.reads_at_last(api, PARTNER, [*FOR_PARTNERS, "later"])


async def test_who_has_lost_a_log_is_refused_and_others_are_not(
    newsroom: Newsroom, new_sqlite: Callable[[str], str], tmp_path: Path
) -> None:
    """given an empty log in the place of the public's, which was lost, and an older copy of that of partners"""
    shutil.copy(str(make_url(newsroom.logs[PARTNER]).database), tmp_path / "older.db")
    async with newsroom.serving() as api:
        await newsroom.record("later", Disclosure(PARTNER))
        await newsroom.reads_at_last(api, PARTNER, [*FOR_PARTNERS, "later"])
    newsroom.pair.primary.kill()

    async with newsroom.serving({PUBLIC: new_sqlite("lost"), PARTNER: f"sqlite:///{tmp_path / 'older.db'}"}) as api:
        assert await newsroom.read(api, PUBLIC) == REFUSED == await newsroom.read(api, PARTNER)
        await everywhere_refused(api)
        await answered_at_every_door(api, newsroom.authorization(SEALED))
        with newsroom.pair.primary.running():
            await newsroom.reads_at_last(api, PUBLIC, ["for-all"])
            await newsroom.reads_at_last(api, PARTNER, [*FOR_PARTNERS, "later"])
            assert (await api.client.get("/healthz")).json()["status"] == "ok"


async def answered_at_every_door(api: Api, headers: dict[str, str]) -> None:
    for path in ("/healthz", "/about", "/ogc/collections", "/event/for-nobody", f"/graphql?query={IDS}"):
        assert (await api.client.get(path, headers=headers)).status_code == 200, path


async def everywhere_refused(api: Api) -> None:
    """A stranger gets no log at any door; what is no part of a log is there."""
    for path in ("/about", "/ogc/collections", "/ogc/collections/districts/items", "/event/for-all", "/place/af"):
        response = await api.client.get(path, headers={"accept": "application/json"})
        assert (response.status_code, response.json()["code"]) == REFUSED, path
        assert response.headers["retry-after"]
    health = await api.client.get("/healthz")
    assert (health.status_code, health.json()["code"]) == REFUSED
    for query in (IDS, "{ log { head } }", '{ asOf(date: "2021-06-22") { stateHash } }'):
        for response in (
            await api.client.get("/graphql", params={"query": query}),
            await api.client.post("/graphql", json={"query": query}),
            await api.client.post("/graphql", json={"query": query}, headers={"timeline-min-position": "1"}),
        ):
            assert (response.status_code, response.json()["errors"][0]["extensions"]["code"]) == REFUSED, query
    assert (await api.client.get("/desk")).status_code == 200


async def test_audiences_on_the_primary_that_is_lost_are_refused(newsroom: Newsroom) -> None:
    """given the log of the public beside the record, on the same server; then only those who read the record read"""
    newsroom.pair.primary.kill()

    async with newsroom.serving({PUBLIC: newsroom.pair.at("public").primary}) as api:
        assert await newsroom.read(api, PUBLIC) == REFUSED
        assert await newsroom.read(api, PARTNER) == FOR_PARTNERS
        assert "for-nobody" in await newsroom.read(api, SEALED)


async def test_the_log_of_another_audience_is_not_begun_with(newsroom: Newsroom) -> None:
    newsroom.pair.primary.kill()

    with pytest.raises(NotAnAudience):
        async with newsroom.serving({PUBLIC: newsroom.logs.pop(PARTNER)}):
            pass


async def test_several_processes_begin_without_the_primary(
    newsroom: Newsroom, process: Callable[..., subprocess.Popen[str]]
) -> None:
    newsroom.pair.primary.kill()
    environment = {f"TIMELINE_{to}_DATABASE_URL": url for to, url in newsroom.logs.items()} | {
        "TIMELINE_DATABASE_URL": newsroom.log.primary,
        "TIMELINE_READ_DATABASE_URL": newsroom.log.standby,
        "TIMELINE_DATABASE_WAIT_SECONDS": "0",
        "TIMELINE_LOG_LEVEL": "error",
        "PYTHONPATH": os.getcwd(),
    }
    server = process("serve", "--port", 0, "--workers", 2, **environment)
    async with httpx2.AsyncClient(base_url=address(server.stderr), timeout=120) as client:
        api = Api(create_app(Settings()), client)
        assert await newsroom.read(api, PUBLIC) == ["for-all"]
        with newsroom.pair.primary.running():
            await newsroom.record("later")
            await newsroom.reads_at_last(api, PUBLIC, ["for-all", "later"])
            server.send_signal(signal.SIGINT)
            server.communicate(timeout=60)
