"""Between us and PostgreSQL: it cuts the connection where a transaction is committed, before that or after it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from enum import Enum, auto
from typing import Self

from sqlalchemy.engine import URL

COMMIT, COMMITTED = b"COMMIT;", b"COMMIT\0"
"""Parts of what the client asks and of what the server answers. A transaction begins with "READ COMMITTED"."""
CHUNK_BYTES = 64_000


class Cut(Enum):
    """When: the server never hears of the commit, has answered it, or hears it from nobody who is still there."""

    BEFORE = auto()
    AFTER = auto()
    MEANWHILE = auto()


class CutProxy:
    """`next_cut` is done at the next commit. `is_away`: the server takes no connection from then on."""

    def __init__(self, target: URL):
        self._target = target
        self._port = 0
        self._tasks: set[asyncio.Task[None]] = set()
        self.next_cut: Cut | None = None
        self.is_away = False
        self.stays_away = False

    @property
    def url(self) -> URL:
        return self._target.set(host="127.0.0.1", port=self._port, query={})

    @classmethod
    @asynccontextmanager
    async def before(cls, target: URL) -> AsyncIterator[Self]:
        """One that serves while the context lasts."""
        proxy = cls(target)
        server = await asyncio.start_server(proxy._connected, "127.0.0.1", 0)
        proxy._port = server.sockets[0].getsockname()[1]
        try:
            yield proxy
        finally:
            server.close()
            for task in proxy._tasks:
                task.cancel()
            await asyncio.gather(*proxy._tasks, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task, "it is one"
        self._tasks.add(task)
        try:
            if not self.is_away:
                with suppress(OSError):
                    await self._relay(reader, writer)
        finally:
            self._tasks.discard(task)
            writer.close()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        folder = str(self._target.query.get("host", ""))
        there, back = (
            await asyncio.open_unix_connection(f"{folder}/.s.PGSQL.{self._target.port or 5432}")
            if folder.startswith("/")
            else await asyncio.open_connection(self._target.host, self._target.port or 5432)
        )
        cut: list[Cut] = []
        ways = [asyncio.create_task(self._asked(reader, back, cut)), asyncio.create_task(_answered(there, writer, cut))]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            back.close()

    async def _asked(self, client: asyncio.StreamReader, server: asyncio.StreamWriter, cut: list[Cut]) -> None:
        """From the client to the server, until the connection is cut."""
        while chunk := await client.read(CHUNK_BYTES):
            if COMMIT in chunk and self.next_cut:
                cut.append(self.next_cut)
                self.next_cut, self.is_away = None, self.stays_away
                if Cut.BEFORE in cut:
                    return
            server.write(chunk)
            await server.drain()
            if Cut.MEANWHILE in cut:
                return


async def _answered(server: asyncio.StreamReader, client: asyncio.StreamWriter, cut: list[Cut]) -> None:
    """From the server to the client, likewise."""
    while chunk := await server.read(CHUNK_BYTES):
        if Cut.AFTER in cut and COMMITTED in chunk:
            return
        client.write(chunk)
        await client.drain()
