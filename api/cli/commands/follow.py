"""`timeline follow`: the log for other systems, history first and then what is appended."""

import asyncio
import os
import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated

import typer

from api.cli import options
from api.cli.output.console import Exit, fail, write
from api.cli.running import must_exist, run, settings
from domain.values.problems import FieldError
from service import bookmark_file, following
from service.following import Deliver, Keep
from store.db.connections import Database
from store.read.change_feed import ChangeFeed, watching
from store.read.outbox import Bookmark, Message

AT_ONCE, AT_ONCE_MAX = 500, 10_000


def follow(
    command: Annotated[
        list[str] | None,
        typer.Argument(metavar="[-- COMMAND...]", help="Run this for each batch, with its lines as standard input."),
    ] = None,
    after: Annotated[
        int | None,
        typer.Option(metavar="N", min=0, help="Begin after this position, not where STATE ends."),
    ] = None,
    state: Annotated[
        Path | None,
        typer.Option(metavar="FILE", dir_okay=False, help="Keep in this file how far the log was taken."),
    ] = None,
    batch: Annotated[
        int, typer.Option(metavar="N", min=1, max=AT_ONCE_MAX, help="How many events at a time at most.")
    ] = AT_ONCE,
    once: Annotated[bool, typer.Option("--once", help="End at the head of the log, and do not wait for more.")] = False,
    database: options.Database = None,
) -> None:
    """Hand the log on to another system, and go on as it grows.

    Each event is a line of JSON, in the order of the log, at least once:
    {"position","id","type","version","recordedAt","sha256","payload"}. A reader
    that knows the last position that it has taken drops what it has had.

    With --state a later start goes on where this one came to. Lines on standard
    output count as taken once they are written, whether or not somebody read
    them. With COMMAND they count once it ends with code 0: nothing is lost,
    whichever of the two is killed.

    It sees the whole log. Ends at the signals INT and TERM, after the batch on
    its way, with code 0; started again it goes on. docs/outbox.md has the rest.

    Example:

    \b
      timeline follow --once | jq -c .payload
      timeline follow --state sent.json -- python examples/nats_outbox.py
    """
    begin = _begin(after, state)
    configured = settings(database_url=database)
    must_exist(configured.database_url)
    deliver = _run_for_each(command) if command else _print
    keep = _keep_in(state)
    run(lambda db: _follow(db, begin, batch, deliver, keep, once=once), configured.database_url)


def _begin(after: int | None, state: Path | None) -> Bookmark:
    """Raises BadParameter."""
    if state and not state.parent.is_dir():
        raise typer.BadParameter(f"there is no folder {state.parent}", param_hint="--state")
    try:
        kept = bookmark_file.read(state) if state else None
    except FieldError as error:
        raise typer.BadParameter(str(error), param_hint="--state") from None
    if kept is not None and after is not None:
        message = f"{state} says where to go on, after {kept.position}: leave --after out, or take the file away"
        raise typer.BadParameter(message, param_hint="--after")
    return kept or Bookmark(after or 0)


def _keep_in(state: Path | None) -> Keep:
    return (lambda taken: bookmark_file.write(state, taken)) if state else (lambda _: None)


async def _follow(db: Database, begin: Bookmark, batch: int, deliver: Deliver, keep: Keep, *, once: bool) -> None:
    if once:
        await following.follow(db, None, begin, batch, deliver, keep)
        return
    async with watching(db) as feed:
        _stop_at_signals(feed)
        await following.follow(db, feed, begin, batch, deliver, keep)


def _stop_at_signals(feed: ChangeFeed) -> None:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        # There are none to handle on Windows, nor in another thread than the first.
        with suppress(NotImplementedError, RuntimeError, ValueError):
            loop.add_signal_handler(number, feed.stop)


async def _print(messages: list[Message]) -> None:
    write(b"".join(message.line() for message in messages))
    with suppress(OSError):  # a pipe or a terminal has no disk
        os.fsync(sys.stdout.fileno())


def _run_for_each(command: list[str]) -> Deliver:
    async def deliver(messages: list[Message]) -> None:
        # In a session of its own: the signal that ends this process does not break off the batch on its way.
        running = await asyncio.create_subprocess_exec(*command, stdin=asyncio.subprocess.PIPE, start_new_session=True)
        await running.communicate(b"".join(message.line() for message in messages))
        if running.returncode:
            first, last = messages[0].position, messages[-1].position
            fail(
                f"{command[0]} ended with code {running.returncode}: positions {first} to {last} do not count as taken",
                Exit.NO,
                "start again when it can take them: it gets the same events again",
            )

    return deliver
