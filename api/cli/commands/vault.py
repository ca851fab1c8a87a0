"""`timeline vault`: names and passages that must never be in the log are sealed, opened offline, and erased."""

import os
import sys
from codecs import BOM_UTF8
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from api.cli import options
from api.cli.by_hand import event_json
from api.cli.output.console import Exit, err, fail, out, print_json, table, write
from api.cli.output.json_value import Json
from api.cli.running import errors_reported, must_exist, run, settings
from domain.values import limits
from domain.values.problems import FieldError, Problem, Refused
from domain.values.sealed import PREFIX, is_sealed
from service.vault import erasing
from service.vault.keys import VaultKey, public_keys
from service.vault.sealing import open_sealed, seal
from service.vault.vault import Entry, Vault
from store.db import migrate
from store.db.connections import Database

_BYTES_MAX = 4 * limits.NOTE_CHARS_MAX + len(BOM_UTF8) + 2

group = typer.Typer(
    no_args_is_help=True,
    rich_markup_mode=None,
    help="""Keep the names of sources out of the log, and erase them for good.

    A name is sealed on your own machine: its text goes into the vault, which
    only a key that you keep offline can open, and what is printed goes into
    the event in its place. Read first what this does not protect against:
    docs/sealed-sources.md.

    Example:

    \b
      timeline vault keygen desk.key
      timeline vault seal --vault DIR --to desk.key.pub
      timeline vault erase sealed:5f0c... --vault DIR --reason "asked for"
    """,
)


def _sealed_text(text: str) -> str:
    if not is_sealed(text.strip()):
        raise typer.BadParameter(f"is no sealed value: {PREFIX} and 64 digits, as `timeline vault seal` printed it")
    return text.strip()


SealedValue = Annotated[
    str, typer.Argument(metavar="SEALED", parser=_sealed_text, help="The sealed value, as it stands in events.")
]
Folder = Annotated[
    Path,
    typer.Option("--vault", metavar="DIR", file_okay=False, help="The folder of the vault: never that of the log."),
]


@group.command("keygen")
def keygen(
    file: Annotated[Path, typer.Argument(metavar="FILE", dir_okay=False, help="The new key; FILE.pub gets its half.")],
) -> None:
    """Make a key that opens, and FILE.pub, which only seals.

    Do it on the machine that stays offline, and carry FILE.pub from there.

    Example:

    \b
      timeline vault keygen desk.key
    """
    with errors_reported(), _of_file(file):
        key, public = VaultKey.generate(), Path(f"{file}.pub")
        if public.exists():
            _refuse_to_write_over(public)
        _write_new(file, key.text, 0o600)
        _write_new(public, f"{key.public}\n", 0o644)
    out().print(key.public)
    err().print(f"{public} seals. {file} opens: keep it offline, and a copy of it; without it nobody opens anything.")


@group.command("seal")
def seal_(
    vault: Folder,
    to: Annotated[
        Path, typer.Option("--to", metavar="FILE", dir_okay=False, help="Public keys, one a line; each will open it.")
    ],
    file: Annotated[
        Path | None, typer.Option("--file", metavar="FILE", dir_okay=False, help="The value is what this file has.")
    ] = None,
) -> None:
    """Seal a name or a passage, and print what to write into the event.

    The value is asked for without being shown, or read from standard input or
    a file; it is no option, because shells and `ps` keep those.

    Seal a person once and write the same text everywhere: sealed twice they
    are two voices.

    Example:

    \b
      timeline vault seal --vault DIR --to desk.key.pub
    """
    with errors_reported():
        with _of_file(to):
            keys = public_keys(to.read_text("utf-8"))
        with _of_file(file):
            made = seal(_value(file), keys)
        Vault(vault).put(made.text, made.ciphertext)
    out().print(made.text)


@group.command("open")
def open_(
    value: SealedValue,
    vault: Folder,
    key: Annotated[Path, typer.Option("--key", metavar="FILE", dir_okay=False, help="The key, on a machine offline.")],
) -> None:
    """Print what a sealed value says, on the machine that has the key.

    Copy the folder of the vault there, or only the file of this value.

    Example:

    \b
      timeline vault open sealed:5f0c... --vault DIR --key desk.key
    """
    with errors_reported():
        with _of_file(key):
            opening = VaultKey.read(key.read_text("utf-8"))
        with _of_file(None):
            text = open_sealed(value, Vault(vault).ciphertext(value), opening)
    write(f"{text}\n".encode())


@group.command("list")
def list_(vault: Folder, json: options.Json = False) -> None:
    """List what is in the vault, and what is erased: never what it says.

    Example:

    \b
      timeline vault list --vault DIR
    """
    with errors_reported():
        entries = Vault(vault).entries()
    if json:
        print_json({"values": [_json(entry) for entry in entries]})
    elif entries:
        rows = table("value", "state", "sealed (UTC)", "erased (UTC)")
        for entry in entries:
            rows.add_row(entry.sealed, entry.state, _day(entry.sealed_on) or "-", _day(entry.erased_on) or "-")
        out().print(rows, soft_wrap=False)
    else:
        err().print("Nothing has been sealed into it yet.")


@group.command("erase")
def erase(
    value: SealedValue,
    reason: Annotated[str, typer.Option("--reason", metavar="TEXT", help="Why: it is public, so no names.")],
    vault: Annotated[
        Path | None, typer.Option("--vault", metavar="DIR", file_okay=False, help="The folder of the vault.")
    ] = None,
    gone: Annotated[bool, typer.Option("--gone", help="No vault has it any more: only record that.")] = False,
    print_event: Annotated[
        bool, typer.Option("--print", help="Print the event in place of recording it: the log is elsewhere.")
    ] = False,
    by: options.By = "analyst",
    json: options.Json = False,
    database: options.Database = None,
) -> None:
    """Erase a value and its salt from the vault, and record that in the log.

    Nobody can open it afterwards, with any key. Events and proofs stay as they
    are. The same command again completes what was interrupted. Copies of the
    vault are not erased: see docs/sealed-sources.md.

    Example:

    \b
      timeline vault erase sealed:5f0c... --vault DIR --reason "asked for"
    """
    if (vault is None) != gone:
        raise typer.BadParameter("give the folder of the vault, or --gone where no vault has it", param_hint="--vault")
    with errors_reported():
        event = erasing.tombstone(value, reason)
        url = "" if print_event else _existing(database)
        if vault:
            erasing.erase(Vault(vault), value)
            err().print("Erased from the vault.")
    if print_event:
        print_json(event_json(event))
        return

    async def work(db: Database) -> erasing.Erasure:
        await migrate.upgrade(url)
        record = erasing.record_gone if gone else erasing.record_erasure
        return await record(db, event, by=by, now=datetime.now(UTC))

    done = run(work, url, ": it is erased, and may not be on record; the same command again completes it")
    _print_erased(done, event.id or "", json)


def _print_erased(done: erasing.Erasure, id: str, json: bool) -> None:
    if json:
        print_json({"recorded": True, "position": done.position, "replayed": done.before, "id": id})
    elif done.before:
        out().print(f"On record already, at position {done.position}.")
    else:
        out().print(f"Recorded at position {done.position} as {id}.")


def _value(file: Path | None) -> str:
    if file is None and sys.stdin.isatty():
        return str(typer.prompt("What is to be sealed", hide_input=True, confirmation_prompt="Once more"))
    with file.open("rb") if file else sys.stdin.buffer as opened:
        given = opened.read(_BYTES_MAX)
    if len(given) == _BYTES_MAX:
        raise FieldError(
            "TOO_LONG", f"has {limits.NOTE_CHARS_MAX:,} characters at most: shorten it, or seal it in parts"
        )
    return given.removeprefix(BOM_UTF8).decode().replace("\r\n", "\n")


def _write_new(file: Path, text: str, mode: int) -> None:
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    except FileExistsError:
        _refuse_to_write_over(file)
    with os.fdopen(handle, "w", encoding="utf-8") as opened:
        opened.write(text)


def _refuse_to_write_over(file: Path) -> NoReturn:
    fail(f"{file} is there already: name a new file, no key is ever written over", Exit.NO)


def _existing(database: str | None) -> str:
    url = settings(database_url=database).database_url
    must_exist(url)
    return url


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _json(entry: Entry) -> Json:
    return {
        "sealed": entry.sealed,
        "state": entry.state,
        "sealedOn": _day(entry.sealed_on),
        "erasedOn": _day(entry.erased_on),
    }


@contextmanager
def _of_file(file: Path | None) -> Iterator[None]:
    """What is wrong with a text, as a refusal that names its file and never what is in it."""
    where = (str(file),) if file else ()
    try:
        yield
    except UnicodeDecodeError:
        raise Refused(Problem(where, "NOT_UTF_8", "is no text in UTF-8: save it as such")) from None
    except FieldError as error:
        raise Refused(Problem(where, error.code, str(error))) from None
