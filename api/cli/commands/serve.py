"""`timeline serve`: GraphQL over HTTP."""

import asyncio
from typing import Annotated

import typer

from api.cli import options
from api.cli.output.console import err
from api.cli.running import errors_reported, settings
from api.cli.serving import address, listen
from api.cli.workers import serve_on
from api.settings import Settings
from service.readiness import ready

Host = Annotated[
    str | None,
    typer.Option(metavar="ADDRESS", help="Address to listen on; 127.0.0.1 lets in nobody from other machines."),
]
Port = Annotated[
    int | None, typer.Option(metavar="N", min=0, max=65_535, help="Port to listen on; 0 takes any that is free.")
]
Workers = Annotated[
    int | None,
    typer.Option(metavar="N", min=1, max=64, help="Processes that answer; with more than one, another one writes."),
]


def serve(
    host: Host = None,
    port: Port = None,
    workers: Workers = None,
    open_writes: Annotated[
        bool,
        typer.Option("--open-writes", help="Let everybody on this machine write without a token; on loopback only."),
    ] = False,
    no_migrate: Annotated[
        bool, typer.Option("--no-migrate", help="Do not bring the tables up to date; refuse to start if they are old.")
    ] = False,
    database: options.Database = None,
) -> None:
    """Serve GraphQL over HTTP.

    Whoever writes needs a token: `timeline token create`. Everybody who
    reaches the server may read.

    With TIMELINE_READ_DATABASE_URL, answers are read from a standby.

    Waits TIMELINE_DATABASE_WAIT_SECONDS (10 by default) for a database that
    does not accept connections yet, and brings its tables up to date.

    Example:

    \b
      timeline serve --workers 4
      timeline serve --database-url postgresql://timeline@localhost/timeline
    """
    found = settings(host=host, port=port, workers=workers, open_writes=open_writes or None, database_url=database)
    listening = listen(found.host, found.port)
    with listening, errors_reported():
        # Here, so that trouble is told in words: the application does the same at its start, and fails with a trace.
        asyncio.run(_ready(found, migrates=not no_migrate))
        err().print(f"Serving {address(listening)}/graphql")
        serve_on(listening, found)


async def _ready(configured: Settings, migrates: bool) -> None:
    await ready(
        configured.database_url,
        read_url=configured.read_database_url,
        audiences=configured.audiences(),
        wait_s=configured.database_wait_seconds,
        migrates=migrates,
    )
