"""The application behind a real socket, in a thread of this process."""

import asyncio
import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager

from api.app import create_app
from api.http.sockets.server import Server
from api.settings import Settings


@contextmanager
def serving(settings: Settings) -> Iterator[str]:
    """The address of a server that is stopped at the end."""
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:
        server = Server(create_app(settings), log_level="error")
        thread = threading.Thread(target=asyncio.run, args=(server.serve(sockets=[listening]),))
        thread.start()
        try:
            while not server.started and thread.is_alive():
                thread.join(0.01)
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()
