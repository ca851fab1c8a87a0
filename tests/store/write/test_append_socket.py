"""One process appends for others: where it ends before it answers, nobody is told that nothing was recorded."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest

from store.db import limits
from store.db.connections import Database
from store.db.errors import DatabaseBusy, DatabaseFull, OutcomeUnknown
from store.write import append_socket
from store.write.append import Appended
from store.write.append_socket import RemoteAppends, appends_served
from tests.support.builders import actor
from tests.support.recording import NOW, head

HOW: dict[str, Any] = {"key": "k", "by": "tester", "now": NOW}


@pytest.fixture(autouse=True)
def soon_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WRITER_WAIT_S", 0.2)


@pytest.fixture
async def db(sqlite_url: str) -> AsyncIterator[Database]:
    found = Database.open(sqlite_url)
    yield found
    await found.close()


@asynccontextmanager
async def dying(db: Database, socket: Path, *, after_recording: bool, answers: int) -> AsyncIterator[None]:
    """A writer that ends instead of answering, that often; from then on one that answers."""
    left = answers

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal left
        if left == 0:
            await append_socket._serve(db, reader, writer)
            return
        left -= 1
        request = await reader.readline()
        if after_recording:
            await append_socket._answer(db, append_socket.json.loads(request))
        writer.close()

    server = await asyncio.start_unix_server(serve, socket)
    try:
        yield
    finally:
        server.close()


@pytest.mark.parametrize("after_recording", [True, False])
async def test_a_batch_whose_writer_ended_is_put_to_the_next(
    db: Database, tmp_path: Path, after_recording: bool
) -> None:
    async with dying(db, tmp_path / "s", after_recording=after_recording, answers=1):
        appended = await RemoteAppends(tmp_path / "s").append([actor("a")], **HOW)

    assert appended == Appended(1, 1, replayed=after_recording)
    assert await head(db) == 1


@pytest.mark.parametrize("after_recording", [True, False])
async def test_where_no_writer_answers_the_outcome_is_unknown(
    db: Database, tmp_path: Path, after_recording: bool
) -> None:
    """given writers that end instead of answering; then the same batch can be sent again, and is recorded once"""
    async with dying(db, tmp_path / "s", after_recording=after_recording, answers=2):
        appends = RemoteAppends(tmp_path / "s")
        with pytest.raises(OutcomeUnknown):
            await appends.append([actor("a")], **HOW)

        assert (await appends.append([actor("a")], **HOW)).replayed is after_recording
    assert await head(db) == 1


async def test_a_writer_that_is_not_there_has_recorded_nothing(tmp_path: Path) -> None:
    with pytest.raises(DatabaseBusy):
        await RemoteAppends(tmp_path / "s").append([actor("a")], **HOW)


async def test_what_failed_there_is_named_here(db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def full(*_: Any, **__: Any) -> None:
        raise DatabaseFull

    monkeypatch.setattr(append_socket, "append", full)
    async with appends_served(db, tmp_path / "s"):
        with pytest.raises(Exception, match="the disk of the database is full") as error:
            await RemoteAppends(tmp_path / "s").append([actor("a")], **HOW)
    assert error.value.code == "DATABASE_FULL"


async def test_a_fault_there_is_a_fault_here(db: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(append_socket, "append", broken)
    asyncio.get_running_loop().set_exception_handler(lambda *_: None)
    async with appends_served(db, tmp_path / "s"):
        with pytest.raises(RuntimeError, match="has a fault"):
            await RemoteAppends(tmp_path / "s").append([actor("a")], **HOW)
