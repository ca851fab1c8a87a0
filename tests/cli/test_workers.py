"""`serve --workers`: several processes answer on one socket, one writes, and who asks notices nothing of it."""

import asyncio
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import httpx2
import pytest

from tests.support import builders, postgres
from tests.support.asking import RECORD, as_input
from tests.support.cli_runner import Cli
from tests.support.databases import url_text
from tests.support.installed_command import installed_command
from tests.support.servers import address
from tests.support.streams import over_sse, over_websocket, taken

Process = Callable[..., subprocess.Popen[str]]
FOLLOW = "subscription($after: Position) { events(after: $after) { position } }"
WORKERS = 2


SERVE = ("serve", "--open-writes", "--port", 0, "--workers", WORKERS)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """One log on each engine, to which several tests write: to start so many processes takes longer than most."""
    if request.param == "sqlite":
        template = request.getfixturevalue("migrated_sqlite")
        yield f"sqlite+aiosqlite:///{shutil.copy(template, tmp_path_factory.mktemp('workers') / 'timeline.db')}"
        return
    server, template = map(request.getfixturevalue, ("postgres_server", "migrated_postgres"))
    with postgres.database(server, template=template) as url:
        yield url_text(url)


@pytest.fixture(scope="module")
def url(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with installed_command(tmp_path_factory.mktemp("home")) as command:
        yield from answering(command(*SERVE, TIMELINE_DATABASE_URL=database, TIMELINE_LOG_LEVEL="error"))


@pytest.fixture
def own_server(database_url: str, process: Process) -> subprocess.Popen[str]:
    """For tests that end processes."""
    return process(*SERVE, TIMELINE_DATABASE_URL=database_url, TIMELINE_LOG_LEVEL="error")


@pytest.fixture
def own_url(own_server: subprocess.Popen[str]) -> Iterator[str]:
    yield from answering(own_server)


def answering(server: subprocess.Popen[str]) -> Iterator[str]:
    """Its address; it is told to end after that."""
    where = address(server.stderr)
    httpx2.get(f"{where}/healthz", timeout=120)  # they take a while to start
    yield where
    server.send_signal(signal.SIGINT)
    server.communicate(timeout=60)


async def ask(url: str, query: str, **variables: Any) -> Any:
    """Over a connection of its own, so that any of the processes may take it."""
    async with httpx2.AsyncClient(timeout=60) as client:
        answer = await client.post(f"{url}/graphql", json={"query": query, "variables": variables})
    assert answer.status_code == 200, answer.text
    return answer.json()


async def record(url: str, *names: str, key: str | None = None, expected: int | None = None) -> dict[str, Any]:
    events = [as_input(builders.source(name)) for name in names]
    variables = {"events": events, "key": key or names[0], "expected": expected}
    return (await ask(url, RECORD, **variables))["data"]["record"]


async def head(url: str) -> int:
    return (await ask(url, "{ log { head } }"))["data"]["log"]["head"]


def gone(pids: Iterable[int]) -> bool:
    return not any(Path(f"/proc/{pid}").exists() for pid in pids)


def children(server: subprocess.Popen[str]) -> dict[int, str]:
    """The processes that the server has started, with the names of what they run."""
    pids = map(int, Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split())
    lines = {pid: line for pid in pids if (line := _command_line(pid)) is not None}
    return {pid: line for pid, line in lines.items() if "spawn_main" in line}


def _command_line(pid: int) -> str | None:
    """None for a process that has ended since it was listed."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{pid}/cmdline").read_text()
    return None


async def test_what_one_process_has_recorded_the_next_question_sees_whoever_answers(url: str) -> None:
    begin = await head(url)
    for number in range(begin + 1, begin + 21):
        recorded = await record(url, f"counted-{number}", expected=number - 1)
        assert (recorded["__typename"], recorded["position"]) == ("Recorded", number)

        answers = [await ask(url, "{ log { head } sources { totalCount } }") for _ in range(3)]

        assert {answer["data"]["log"]["head"] for answer in answers} == {number}
        assert {answer["data"]["sources"]["totalCount"] for answer in answers} == {number}


async def test_refusals_are_those_of_the_process_that_writes(url: str) -> None:
    await record(url, "a", key="key")

    assert (await record(url, "a", key="key"))["replayed"] is True
    assert (await record(url, "b", key="key"))["code"] == "IDEMPOTENCY_KEY_REUSED"
    assert (await record(url, "b", expected=0))["code"] == "EXPECTED_POSITION"
    [problem] = (await record(url, "a", key="other"))["problems"]
    assert problem["path"][:2] == ["events", "0"]


async def test_a_token_is_revoked_in_all_of_them_at_once_and_its_use_is_kept(url: str, database: str) -> None:
    """given a token that all processes have seen; when it is revoked; then none of them takes it"""
    cli = Cli(database, Path())
    token = await asyncio.to_thread(cli.does, "token", "create", "amina", "--scope", "append")
    headers = {"authorization": f"Bearer {token.strip()}"}

    async def statuses() -> set[int]:
        answers = set()
        for _ in range(12):
            async with httpx2.AsyncClient(timeout=60) as client:  # a connection of its own: any process may take it
                answer = await client.get(f"{url}/graphql?query={{log{{head}}}}", headers=headers)
            answers.add(answer.status_code)
        return answers

    assert await statuses() == {200}
    await asyncio.sleep(0.5)  # it is noted beside the answers
    [listed] = (await asyncio.to_thread(cli, "token", "list", "--json")).json["tokens"]
    assert listed["lastUsedAt"]
    await asyncio.to_thread(cli.does, "token", "revoke", "amina")
    assert await statuses() == {401}


@pytest.mark.parametrize("stream", [over_websocket, over_sse])
async def test_followers_hear_every_event_once_and_in_order_wherever_it_was_recorded(
    url: str, stream: Callable
) -> None:
    """given followers at several processes; when events are recorded through any; then each hears all, in order"""
    begin, number = await head(url), 60
    following = [asyncio.create_task(taken(stream(url, FOLLOW, after=begin), number)) for _ in range(6)]
    for first in range(0, number, 3):
        await record(url, *(f"heard-{begin + first + each}" for each in range(3)))

    for heard in await asyncio.wait_for(asyncio.gather(*following), 60):
        assert [data["events"]["position"] for data in heard] == list(range(begin + 1, begin + number + 1))


async def test_a_process_that_dies_is_started_again(own_url: str, own_server: subprocess.Popen[str]) -> None:
    """given a server; when each of its processes is killed; then it goes on answering and recording"""
    await record(own_url, "before")
    for number, pid in enumerate(children(own_server)):
        os.kill(pid, signal.SIGKILL)
        deadline = time.monotonic() + 30
        while pid in children(own_server) or len(children(own_server)) < WORKERS + 1:
            assert time.monotonic() < deadline
            await asyncio.sleep(0.1)

        assert (await record(own_url, f"after-{number}"))["__typename"] == "Recorded"


async def test_the_end_is_clean(own_server: subprocess.Popen[str], own_url: str) -> None:
    await record(own_url, "before")
    started = children(own_server)
    assert len(started) == WORKERS + 1

    own_server.send_signal(signal.SIGTERM)
    own_server.communicate(timeout=60)

    assert own_server.returncode == 0
    assert gone(started)
