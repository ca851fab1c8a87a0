"""Servers that are killed and started again: each a process that the trial has forked off one which has everything
imported, so that starting takes little.
"""

import socket
from collections.abc import Iterator
from contextlib import closing, contextmanager
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

from api.settings import Settings

_FORKING = get_context("forkserver")
_FORKING.set_forkserver_preload(["trust.server_processes", "api.cli.serving", "api.app", "uvicorn"])


class ServerProcess:
    """`address` is where it listens, host and port, whichever process answers there."""

    def __init__(self, url: str, listening: socket.socket):
        self._settings = Settings(database_url=url, fold_processes=0, log_level="error", open_writes=True)
        self._listening = listening
        self.address: tuple[str, int] = listening.getsockname()[:2]
        self._process: BaseProcess | None = None

    def start(self) -> None:
        self._process = _FORKING.Process(target=_answer, args=(self._listening, self._settings), daemon=True)
        self._process.start()

    def kill(self) -> None:
        assert self._process, "it has been started"
        self._process.kill()
        self._process.join()


@contextmanager
def server_process(url: str) -> Iterator[ServerProcess]:
    """One that runs, and is killed at the end."""
    with closing(socket.create_server(("127.0.0.1", 0), backlog=128)) as listening:
        server = ServerProcess(url, listening)
        server.start()
        try:
            yield server
        finally:
            server.kill()


def _answer(listening: socket.socket, settings: Settings) -> None:
    from api.cli.serving import answer

    answer(listening, settings)
