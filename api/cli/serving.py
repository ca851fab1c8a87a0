"""A server on an address that is ours before anything else is done, and a database that is ready for it."""

import errno
import gc
import socket
from contextlib import suppress
from pathlib import Path

from api.cli.collector import nothing_collected
from api.cli.output.console import Exit, fail
from api.settings import Settings


def listen(host: str, port: int) -> socket.socket:
    """The address, taken; port 0 takes any that is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listening = socket.create_server((host, port), family=family)
        # Connections inherit it: asyncio sets it only on sockets that name their protocol, and without it each answer
        # waits for the acknowledgement of the one before.
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, True)
        return listening
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            fail(
                f"port {port} on {host} is in use: stop what uses it, or take another port with --port "
                f"(--port {port + 1 if port < 65_535 else port - 1}, say)",
                Exit.NO,
            )
        if error.errno == errno.EACCES:
            fail(f"port {port} may not be taken: take one from 1024 on with --port", Exit.NO)
        fail(f"{host} is no address of this machine ({error.strerror or error}): give another with --host", Exit.NO)


def address(listening: socket.socket) -> str:
    """As a browser on this machine would write it."""
    host, port = listening.getsockname()[:2]
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def spare_the_collector() -> None:
    """What was made at the start stays: the collector of garbage need not look at it again. It looks more often than in
    other commands (lazy_group.py), and at fewer objects at a time: at a million of them, which a thousand queries leave
    that differ, it would hold everybody up for a quarter of a second.
    """
    gc.freeze()
    gc.set_threshold(20_000, 4, 1_000)


def answer(listening: socket.socket, settings: Settings, appends: Path | None = None) -> None:
    """Answer in this process until interrupted. `appends`: the socket of the process that writes, if it is another."""
    with nothing_collected():
        from api.app import create_app
        from api.http import logs
        from api.http.sockets.server import Server, allow_sockets

        app = create_app(settings, appends=appends)

    class FrozenServer(Server):
        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            await super().startup(sockets)
            spare_the_collector()

    logs.configure(settings.log_format, settings.log_level)
    allow_sockets(app.state.bounds.sockets)
    server = FrozenServer(
        app,
        # Uvicorn's own access log would print the queries of GET requests.
        access_log=False,
        log_level="warning",
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=settings.trusted_proxies,
    )
    with suppress(KeyboardInterrupt):
        server.run(sockets=[listening])
