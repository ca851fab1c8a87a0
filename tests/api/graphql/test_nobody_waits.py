"""What takes long is done elsewhere, in time, and only for who still waits for it."""

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from typing import Any
from urllib.parse import urlencode

import pytest

from api import limits
from api.http import deadline
from service.asking import reading
from store.read import fold_pool, snapshot
from store.read.fold_pool import FoldPool
from store.read.folds import Fold
from tests.support.asking import Api
from tests.support.builders import asserted, cast, changed
from tests.support.gates import Gate

COLD = '{ asOf(date: "2021-06-23", knownOn: "2021-06-22") { tally { rows { holder { id } count { low } } } } }'
QUESTIONS = {
    "map": COLD,
    "place": '{ asOf(date: "2021-06-23", position: 8) { place(id: "af-imam-sahib") { certainty history { nodes { from } } } } }',
    "hash": '{ asOf(date: "2021-06-23", knownOn: "2021-06-22") { stateHash } }',
    "series": '{ series(from: "2021-06-20", to: "2021-06-23", knownOn: "2021-06-22") { rows { level } statuses { status } } }',
    "rows": '{ periodRows(from: "2021-06-20", to: "2021-06-23", knownOn: "2021-06-22") { holder } }',
    "replay": '{ replay(from: "2021-06-20", to: "2021-06-23", position: 8) { nodes { places { id } } } }',
    "diff": '{ diff(from: {date: "2021-06-22", knownOn: "2021-06-22"}, to: {date: "2021-06-22"}) { places { cause } } }',
    "beliefs": '{ beliefs(place: "af-imam-sahib", date: "2021-06-22") { nodes { knownFrom } } }',
    "state": '{ place(id: "af-imam-sahib") { state(asOf: "2021-06-23", knownOn: "2021-06-22") { certainty } } }',
}


class Watched(FoldPool):
    """Notes, of every fold, how many connections its application had out then."""

    def __init__(self, app: Any):
        super().__init__()
        self._databases = [app.state.logs.record.db, app.state.logs.record.worker.db]
        self.connections: list[int] = []

    async def fold(self, fold: Fold) -> Any:
        self.connections.append(self.connections_out())
        try:
            return await super().fold(fold)
        finally:
            self.connections.append(self.connections_out())

    def connections_out(self) -> int:
        return sum(db._reader.sync_engine.pool.checkedout() for db in self._databases)


async def settled() -> None:
    """What was broken off has given back what it held."""
    await asyncio.gather(*deadline._ending, return_exceptions=True)


@pytest.fixture
def nothing_is_little(monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (reading, fold_pool):
        monkeypatch.setattr(module, "INLINE_COST", 1)


@pytest.fixture
async def fallen(database_url: str, start: Callable) -> Api:
    """Asked of graphql-core alone: the lane has no connection to hold, and another way to be in nobody's."""
    api = await start(database_url, compiled_lane=False)
    api.paths = None
    await api.recorded(*cast(), changed(id="fell"), asserted(id="list", published="2021-06-24"))
    return api


@pytest.fixture
async def watched(fallen: Api, nothing_is_little: None) -> AsyncIterator[Watched]:
    fallen.app.state.logs.record.folds = Watched(fallen.app)
    yield fallen.app.state.logs.record.folds
    await fallen.app.state.logs.record.folds.close()


@pytest.fixture
async def gate(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Gate]:
    """Every fold of states waits at it."""
    gate = Gate(snapshot.folds.states_of)
    monkeypatch.setattr(snapshot.folds, "states_of", gate)
    yield gate
    gate.open()


@pytest.mark.parametrize("question", QUESTIONS.values(), ids=QUESTIONS)
async def test_no_connection_is_held_while_the_past_is_folded(fallen: Api, watched: Watched, question: str) -> None:
    # What follows the log reads with a connection of its own.
    await fallen.app.state.logs.record.kernel.world(60)

    answer = await fallen.ask(question)

    assert watched.connections
    assert set(watched.connections) == {0}
    fallen.app.state.logs.record.folds = FoldPool()
    assert await fallen.ask(question) == answer


async def test_what_is_asked_twice_is_folded_once(fallen: Api, watched: Watched) -> None:
    period = '(from: "2021-06-20", to: "2021-06-23", knownOn: "2021-06-22")'

    await fallen.ask(
        f"{{ a: series{period} {{ date }} b: seriesRows{period} {{ level }} c: periodRows{period} {{ place }} "
        f"d: periodRows{period} {{ holder }} e: replay{period} {{ nodes {{ date }} }} }}"
    )

    control, status = 1, 0  # nobody reports a status, so there is nothing to fold
    assert len(watched.connections) == 2 * (control + status)


async def test_the_head_is_not_folded(fallen: Api, watched: Watched) -> None:
    await fallen.ask('{ asOf(date: "2021-06-23") { tally { rows { level } } places { nodes { certainty } } } }')

    assert watched.connections == []


async def test_an_answer_that_takes_too_long_is_broken_off(
    fallen: Api, watched: Watched, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ANSWER_SECONDS_MAX", 0.2)

    response = await fallen.send(COLD)

    [error] = response.json()["errors"]
    assert (response.status_code, error["extensions"]["code"]) == (503, "DEADLINE")
    assert "within" in error["message"]
    await settled()
    assert watched.connections_out() == 0
    monkeypatch.setattr(limits, "ANSWER_SECONDS_MAX", 60)
    gate.open()
    assert await fallen.ask(COLD), "the next has its turn"


async def test_a_stream_of_one_answer_is_broken_off_too(
    fallen: Api, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "ANSWER_SECONDS_MAX", 0.2)

    response = await fallen.send(COLD, accept="text/event-stream")

    assert '"code":"DEADLINE"' in response.text


async def test_a_page_of_features_is_broken_off_too(fallen: Api, gate: Gate, monkeypatch: pytest.MonkeyPatch) -> None:
    page = "/ogc/collections/districts/items?datetime=2021-06-23&knownOn=2021-06-22"
    monkeypatch.setattr(limits, "ANSWER_SECONDS_MAX", 0.2)

    response = await fallen.client.get(page)

    assert (response.status_code, response.json()["code"]) == (503, "DEADLINE")
    monkeypatch.setattr(limits, "ANSWER_SECONDS_MAX", 60)
    gate.open()
    assert (await fallen.client.get(page)).json()["numberReturned"] == 1


async def test_a_connection_that_is_waited_for_is_not_waited_for_longer(
    fallen: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Given readers that hold every connection
    db = fallen.app.state.logs.record.db
    held = [db.read() for _ in range(db._reader.sync_engine.pool.size())]
    for one in held:
        await one.__aenter__()
    monkeypatch.setattr(limits, "ANSWER_SECONDS_MAX", 0.2)

    [error] = (await fallen.send("{ log { head } }")).json()["errors"]
    assert error["extensions"]["code"] == "DEADLINE"

    for one in held:
        await one.__aexit__(None, None, None)
    monkeypatch.setattr(limits, "ANSWER_SECONDS_MAX", 60)
    assert await fallen.head() == 9
    await settled()
    assert db._reader.sync_engine.pool.checkedout() == 0


async def test_nothing_is_worked_out_for_a_client_that_has_gone(fallen: Api, watched: Watched, gate: Gate) -> None:
    # Given a request whose fold has begun
    gone = asyncio.Event()
    body = [{"type": "http.request", "body": b"", "more_body": False}]

    async def receive() -> dict[str, Any]:
        if body:
            return body.pop()
        await gone.wait()
        return {"type": "http.disconnect"}

    async def send(message: dict[str, Any]) -> None:
        pass

    query = urlencode({"query": COLD}).encode()
    scope = {"type": "http", "method": "GET", "path": "/graphql", "raw_path": b"/graphql", "query_string": query}
    scope |= {"headers": [(b"host", b"timeline")], "http_version": "1.1", "scheme": "http", "root_path": ""}
    request = asyncio.ensure_future(fallen.app(scope, receive, send))
    await gate.has_begun()

    # When the client goes
    gone.set()
    await asyncio.wait_for(request, 60)

    # Then its fold waits for nobody, and nothing is held
    await settled()
    assert watched._waiting == 0
    assert watched.connections_out() == 0


async def test_a_mutation_is_not_broken_off(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "ANSWER_SECONDS_MAX", 0)

    assert await api.recorded(*cast()) == 7


async def test_what_is_heavy_is_answered_by_another_loop(fallen: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    threads: list[str] = []
    begin = reading.Reading.begin

    async def noted(self: reading.Reading) -> None:
        threads.append(threading.current_thread().name)
        await begin(self)

    monkeypatch.setattr(reading.Reading, "begin", noted)
    monkeypatch.setattr(limits, "HEAVY_COST_MIN", 10)
    here = threading.current_thread().name

    light, heavy = await fallen.ask("{ log { head } }"), await fallen.ask(COLD)
    monkeypatch.setattr(limits, "WIDE_COST_MIN", 10)
    wide = await fallen.ask(COLD + " ")  # no answer that is kept

    assert threads == [here, "worker-loop", "worker-loop"]
    assert (light["log"]["head"], heavy) == (9, wide)
    monkeypatch.setattr(limits, "HEAVY_COST_MIN", 10**9)
    assert await fallen.ask(COLD + "  ") == heavy
