"""Appends that one process does for others, over a Unix socket: a request is one line of JSON, and so is its answer.

SQLite wants one process that writes, and the fewer write, the more appends share a transaction. The socket lies in a
folder of its own that only its owner may enter: whoever can write to it may append.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from domain.events import Event, interchange
from domain.values.problems import Problem, Refused
from store.db import limits
from store.db.connections import Database
from store.db.errors import DatabaseBusy, OutcomeUnknown, StoreError
from store.write.access_tokens import note_use
from store.write.append import AppendConflict, Appended, append

Json = dict[str, Any]


class RemoteAppends:
    """The appends of the process that listens at a socket."""

    def __init__(self, socket: Path):
        self._socket = socket

    async def append(
        self, events: Sequence[Event], *, key: str, by: str, now: datetime, expected: int | None = None
    ) -> Appended:
        """As store.write.append, with the same refusals; StoreError also where the process that writes is away.

        Where that ends before it answers, it is asked once more: the key tells whether the batch is recorded already.
        """
        lines = [interchange.write(event) for event in events]
        request = {"events": lines, "key": key, "by": by, "now": now.isoformat(), "expected": expected}
        # It is done whether the caller waits for it or not.
        return _appended(await asyncio.shield(asyncio.ensure_future(self._settle(request))))

    async def _settle(self, request: Json) -> Json:
        try:
            return await self._ask(request)
        except OutcomeUnknown:
            try:
                return await self._ask(request)
            except DatabaseBusy:
                raise OutcomeUnknown from None

    async def note_use(self, sha256: str, now: datetime) -> None:
        """As store.write.access_tokens.note_use. Raises StoreError."""
        answer = await self._ask({"used": sha256, "now": now.isoformat()})
        if "failed" in answer:
            raise _store_error(*answer["failed"])

    async def _ask(self, request: Json) -> Json:
        reader, writer = await self._connected()
        try:
            writer.write(_line(request))
            await writer.drain()
            answer = await reader.readline()
        except OSError:
            raise OutcomeUnknown from None
        finally:
            writer.close()
        if not answer.endswith(b"\n"):
            raise OutcomeUnknown
        return json.loads(answer)

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """Waits while the process that writes is started again: nothing has been sent yet."""
        deadline = asyncio.get_running_loop().time() + limits.WRITER_WAIT_S
        while True:
            try:
                return await asyncio.open_unix_connection(self._socket, limit=limits.APPEND_LINE_BYTES_MAX)
            except OSError:
                if asyncio.get_running_loop().time() >= deadline:
                    raise DatabaseBusy from None
                await asyncio.sleep(limits.BUSY_PAUSE_S)


@asynccontextmanager
async def appends_served(db: Database, socket: Path) -> AsyncIterator[None]:
    """Append for whoever asks at the socket, while the context lasts. At its end, what is under way is completed."""
    under_way: set[asyncio.Task[None]] = set()

    def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(_serve(db, reader, writer))
        under_way.add(task)
        task.add_done_callback(under_way.discard)

    server = await asyncio.start_unix_server(connected, socket, limit=limits.APPEND_LINE_BYTES_MAX)
    try:
        yield
    finally:
        server.close()
        await asyncio.gather(*under_way, return_exceptions=True)


async def _serve(db: Database, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        request = await reader.readline()
        if request.endswith(b"\n"):
            writer.write(_line(await _answer(db, json.loads(request))))
            await writer.drain()
    except (OSError, asyncio.LimitOverrunError):
        pass  # whoever asked has gone, and may ask again
    except Exception:
        writer.write(_line({"fault": []}))
        raise
    finally:
        writer.close()


async def _answer(db: Database, request: Json) -> Json:
    try:
        if "used" in request:
            await note_use(db, request["used"], now=datetime.fromisoformat(request["now"]))
            return {"noted": []}
        events = [interchange.read(text) for text in request["events"]]
        how = {name: request[name] for name in ("key", "by", "expected")}
        done = await append(db, events, now=datetime.fromisoformat(request["now"]), **how)
        return {"appended": [done.first, done.last, done.replayed]}
    except Refused as refused:
        return {"refused": [[problem.path, problem.code, problem.message] for problem in refused.problems]}
    except AppendConflict as conflict:
        return {"conflict": [conflict.code, str(conflict), conflict.position]}
    except StoreError as error:
        return {"failed": [error.code, error.message, error.position]}


def _appended(answer: Json) -> Appended:
    [(outcome, given)] = answer.items()
    match outcome:
        case "appended":
            return Appended(*given)
        case "refused":
            raise Refused(*(Problem(tuple(path), code, message) for path, code, message in given))
        case "conflict":
            raise AppendConflict(*given)
        case "failed":
            raise _store_error(*given)
        case _:
            raise RuntimeError("the process that writes has a fault: its log has the details")


def _store_error(code: str, message: str, position: int | None) -> StoreError:
    error = StoreError(message)
    error.code, error.position = code, position
    return error


def _line(value: Json) -> bytes:
    return json.dumps(value).encode() + b"\n"
