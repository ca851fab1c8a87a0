"""`timeline serve --workers N`: one process that appends, N that answer on one socket, and this one, which starts them,
starts those again that have died, and ends them all.
"""

import asyncio
import os
import signal
import socket
import sys
import threading
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from datetime import UTC, datetime
from multiprocessing import connection, get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from api import limits
from api.cli.output.console import Exit, fail
from api.cli.serving import answer
from api.http import logs
from api.settings import Settings

if TYPE_CHECKING:
    from store.db.connections import Database

_SPAWNING = get_context("spawn")
SOCKET_NAME = "appends"


def serve_on(listening: socket.socket, settings: Settings) -> None:
    """Answer until interrupted, in as many processes as are set."""
    if settings.workers > 1:
        supervise(listening, settings)
    else:
        answer(listening, settings)


def supervise(listening: socket.socket, settings: Settings) -> None:
    """Serve with `settings.workers` processes until interrupted."""
    if not hasattr(socket, "AF_UNIX") or sys.platform == "win32":
        fail("--workers needs Unix sockets, which this system has not: leave it out", Exit.USAGE)
    logs.configure(settings.log_format, settings.log_level)
    with TemporaryDirectory(prefix="timeline-") as folder:  # nobody else may enter it
        if settings.metrics:
            from api.http.metrics import share_in

            share_in(folder)
        _Workers(listening, settings, Path(folder) / SOCKET_NAME).run()


class _Workers:
    def __init__(self, listening: socket.socket, settings: Settings, appends: Path):
        self._answering = (listening, settings, appends)
        self._appending = (settings, appends)
        self._running: dict[str, BaseProcess] = {}

    def run(self) -> None:
        for stop in (signal.SIGINT, signal.SIGTERM):
            signal.signal(stop, _interrupt)
        try:
            for role in ("appends", *(f"answers-{number}" for number in range(self._answering[1].workers))):
                self._start(role)
            self._watch()
        except KeyboardInterrupt:
            pass
        finally:
            for stop in (signal.SIGINT, signal.SIGTERM):
                signal.signal(stop, signal.SIG_IGN)
            self._end()

    def _start(self, role: str) -> None:
        work, arguments = (append_for, self._appending) if role == "appends" else (answer_on, self._answering)
        process = _SPAWNING.Process(target=work, args=arguments, name=role)
        process.start()
        self._running[role] = process

    def _watch(self) -> None:
        while True:
            connection.wait([process.sentinel for process in self._running.values()])
            for role, process in list(self._running.items()):
                if process.exitcode is not None:
                    logs.log.warning("a worker has died and is started again", worker=role, code=process.exitcode)
                    time.sleep(limits.RESTART_PAUSE_S)  # one that dies at once should not keep the machine busy
                    self._start(role)

    def _end(self) -> None:
        """Those that answer first: what they have under way may still append."""
        appends = self._running.pop("appends", None)
        _ended([*self._running.values()])
        _ended([appends] if appends else [])


def _ended(processes: list[BaseProcess]) -> None:
    for process in processes:
        process.terminate()
    deadline = time.monotonic() + 2 * limits.SHUTDOWN_SECONDS_MAX
    for process in processes:
        process.join(max(deadline - time.monotonic(), 0.1))
        if process.exitcode is None:
            process.kill()
            process.join()


def _interrupt(*_: Any) -> None:
    raise KeyboardInterrupt


def answer_on(listening: socket.socket, settings: Settings, appends: Path) -> None:
    """The work of a process that answers."""
    _end_with_parent()
    answer(listening, settings, appends)


def append_for(settings: Settings, appends: Path) -> None:
    """The work of the process that appends. An interrupt from the keyboard reaches all of them; this one ends last."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _end_with_parent()
    logs.configure(settings.log_format, settings.log_level)
    asyncio.run(_append_until_terminated(settings, appends))


async def _append_until_terminated(settings: Settings, appends: Path) -> None:
    from store.db.connections import Database
    from store.read.fold_pool import FoldPool
    from store.write.append_socket import appends_served

    loop, ended = asyncio.get_running_loop(), asyncio.Event()
    loop.add_signal_handler(signal.SIGTERM, ended.set)
    loop.set_exception_handler(lambda _, context: _log_fault(context.get("exception")))
    db = Database.open(settings.database_url, statement_timeout_s=limits.STATEMENT_SECONDS_MAX)
    folds = FoldPool(settings.fold_processes)
    db.run_long_work_in(folds.run)
    try:
        async with AsyncExitStack() as ending:
            if settings.audiences():
                await ending.enter_async_context(_published(settings, db))
            await ending.enter_async_context(appends_served(db, appends))
            await ended.wait()
    finally:
        await folds.close()
        await db.close()


@asynccontextmanager
async def _published(settings: Settings, record: "Database") -> AsyncIterator[None]:
    """The audiences are given what they may open."""
    from api.graphql.opening import log_failure, log_progress
    from service.publishing import Publisher
    from service.serving_audiences import AWAY, publishing
    from store.db import migrate
    from store.db.connections import Database
    from store.read.change_feed import watching

    async with AsyncExitStack() as ending:
        logs = {}
        for visibility, url in settings.audiences().items():
            with suppress(*(AWAY if settings.read_database_url else ())):
                await migrate.upgrade(url)
            logs[visibility] = Database.open(url)
            ending.push_async_callback(logs[visibility].close)
        news = await ending.enter_async_context(watching(record))
        publisher = Publisher(record, logs, lambda: datetime.now(UTC))
        later = bool(settings.read_database_url)
        async with publishing(publisher, news, log_progress, log_failure, may_begin_later=later):
            yield


def _log_fault(error: BaseException | None) -> None:
    logs.log.error("internal fault", **(logs.trace(error) if error else {}))


def _end_with_parent() -> None:
    """A process whose parent was killed has nobody who would end it."""
    parent = parent_process()
    assert parent, "started by supervise"

    def wait() -> None:
        parent.join()
        with suppress(ProcessLookupError):
            os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=wait, daemon=True).start()
