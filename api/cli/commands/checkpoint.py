"""`timeline checkpoint`: the position and the root of the log, signed, so that nothing can be altered unseen."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from api.cli import options
from api.cli.output.console import Exit, err, fail, out, write
from api.cli.running import errors_reported, must_exist, run, settings
from domain.proofs.checkpoints import Note, read_note
from domain.values.problems import FieldError, Problem, Refused
from service.exporting.whole_file import whole_file
from service.proofs.database_log import DatabaseLog
from service.proofs.keys import SigningKey
from service.proofs.memory import Memory, memory_of
from service.proofs.signing import sign
from store.db.connections import Database
from store.read import checkpoints
from store.write.checkpoints import publish as keep

KeyFile = Annotated[
    Path, typer.Option("--key", metavar="FILE", dir_okay=False, help="The key that signs; FILE.last remembers what.")
]


class _OrSign(TyperGroup):
    """`timeline checkpoint --key FILE` is `timeline checkpoint sign --key FILE`."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        own = {*self.commands, "--help", "-h"}
        return super().parse_args(ctx, args if args and args[0] in own else ["sign", *args])


group = typer.Typer(
    cls=_OrSign,
    rich_markup_mode=None,
    help="""Sign how far the log reaches, and what it holds.

    A checkpoint is kept by others: nothing before it can then be changed
    unseen. The key need not be on the server. It signs nothing that does not
    begin with what it signed before, which it remembers in FILE.last.

    Example:

    \b
      timeline checkpoint keygen timeline.example.org/af --key af.key
      timeline checkpoint --key af.key
      timeline checkpoint --key af.key --from https://HOST/graphql -o new
      timeline checkpoint publish new
    """,
)


@group.command("keygen")
def keygen(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Of the log, such as timeline.example.org/af.")],
    key: KeyFile,
) -> None:
    """Make a key, and print the line by which others check what it signs."""
    with errors_reported(), _of_file(key):
        made = SigningKey.generate(name)
        try:
            handle = os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        except FileExistsError:
            fail(f"{key} is there already: name a new file, no key is ever written over", Exit.NO)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(made.text)
    out().print(made.verifier)
    err().print(f"The key is in {key}: keep it, and {key}.last when it is there, where the server cannot read them.")


@group.command("sign")
def sign_(
    key: KeyFile,
    remote: Annotated[
        str | None,
        typer.Option("--from", metavar="URL", help="GraphQL of a server, in place of a database; not published."),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", dir_okay=False, help="Write the checkpoint here.")
    ] = None,
    database: options.Database = None,
) -> None:
    """Sign a checkpoint; that of a database is published in it at once."""
    if remote and database:
        raise typer.BadParameter("one log: give --from or --database-url")
    with errors_reported(), _of_file(key):
        memory = memory_of(SigningKey.read(key.read_text("utf-8")), key)
    note = _signed_of_server(memory, remote) if remote else _signed_of_database(memory, database)
    with errors_reported():
        if output is None:
            write(note.text.encode())
            return
        with whole_file(output) as file:
            file.write(note.text.encode())
    err().print(f"signed up to position {note.checkpoint.size:,}, in {output}")


@group.command("publish")
def publish(
    file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False, help="A checkpoint signed elsewhere.")],
    database: options.Database = None,
) -> None:
    """Publish a checkpoint: the server shows it, after a look that it is of this log."""
    with errors_reported(), _of_file(file):
        note = read_note(file.read_text("utf-8"))
    url = _existing(database)
    is_new = run(lambda db: _published(db, note), url)
    out().print(f"{'published' if is_new else 'published before'}: up to position {note.checkpoint.size:,}")


@group.command("show")
def show(database: options.Database = None) -> None:
    """Print the newest checkpoint that was published."""

    async def latest(db: Database) -> str | None:
        async with db.read() as conn:
            return await checkpoints.latest(conn)

    note = run(latest, _existing(database))
    if note is None:
        fail("no checkpoint was published: timeline checkpoint --key FILE signs one", Exit.NO)
    write(note.encode())


def _signed_of_server(memory: Memory, url: str) -> Note:
    import asyncio

    from api.cli.remote_log import RemoteLog

    with errors_reported(), _as_refusals():
        return asyncio.run(sign(memory, RemoteLog(url).claimed))
    raise AssertionError("unreachable")


def _signed_of_database(memory: Memory, database: str | None) -> Note:
    async def work(db: Database) -> Note:
        with _as_refusals():
            note = await sign(memory, DatabaseLog(db).claimed)
            await _published(db, note)
            return note

    return run(work, _existing(database))


async def _published(db: Database, note: Note) -> bool:
    async with db.write() as conn:
        return await keep(conn, note, datetime.now(UTC))


def _existing(database: str | None) -> str:
    configured = settings(database_url=database)
    must_exist(configured.database_url)
    return configured.database_url


@contextmanager
def _of_file(file: Path) -> Iterator[None]:
    try:
        yield
    except UnicodeDecodeError:
        raise Refused(Problem((str(file),), "NOT_TEXT", "is no text")) from None
    except FieldError as error:
        raise Refused(Problem((str(file),), error.code, str(error))) from None


@contextmanager
def _as_refusals() -> Iterator[None]:
    try:
        yield
    except FieldError as error:
        raise Refused(Problem((), error.code, str(error))) from None
