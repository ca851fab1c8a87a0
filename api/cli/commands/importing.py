"""`timeline import`: files of events into the log."""

import shlex
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Annotated, BinaryIO

import typer
from rich.progress import Progress

from api.cli import options, prompts
from api.cli.commands.restoring import only_restores, restore_from
from api.cli.output.console import Exit, err, out, print_json, progress
from api.cli.output.dry_run import import_json, print_import
from api.cli.output.import_report import as_json, print_report
from api.cli.output.problems import Problems, must_be_another
from api.cli.running import errors_reported, print_notices, run_on_all_cores, settings, target
from api.cli.undoing import undo as undo_import
from domain.events.disclosure import Disclosure
from domain.values.terms import Visibility
from service.importing.file_report import FileReport
from service.importing.loading import File, Loader, keeps
from service.importing.readers import Format, Readers, needs_mapping
from service.importing.tried_import import TriedImport
from store.db import migrate
from store.db.connections import Database

STANDARD_INPUT = "standard input"
BY = "import"


def _there(text: str) -> Path:
    path = Path(text)
    if text != "-" and not path.exists():
        raise typer.BadParameter(f"there is no file {text}: check its name and the folder")
    if path.is_dir():
        raise typer.BadParameter(f"{text} is a folder: name the files in it, {text.rstrip('/')}/*.jsonl say")
    return path


def import_(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE...",
            parser=_there,
            help="Events as JSON Lines, or a table: CSV, JSONL, GeoJSON. Loaded in this order; - is standard input.",
        ),
    ] = None,
    mapping: Annotated[
        Path | None,
        typer.Option(metavar="FILE", exists=True, dir_okay=False, help="A TOML file that says what the columns mean."),
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option("--format", metavar="FORMAT", help=f"What the files are, if not recognised: {', '.join(Format)}."),
    ] = None,
    known_at: Annotated[
        str | None,
        typer.Option(
            "--known-at",
            metavar="WHEN",
            parser=options.published,
            help="The day, or the moment with its offset, from which it was known, if it does not say so.",
        ),
    ] = None,
    within: Annotated[
        str | None,
        typer.Option(
            metavar="PLACE", parser=options.plain, help="Find the places of UCDP and ACLED by name in this one, an id."
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Store nothing of a table with a row that is refused.")
    ] = False,
    restore: Annotated[
        bool, typer.Option("--restore", help="FILE is an exported log: fill an empty database with it, as it was.")
    ] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Store nothing, and say what would change.")] = False,
    skip_bad: Annotated[bool, typer.Option("--skip-bad", help="Store the good lines of files with bad ones.")] = False,
    errors: Annotated[
        Path | None,
        typer.Option("--errors", metavar="FILE", dir_okay=False, help="Write every problem here, one a line, as JSON."),
    ] = None,
    undo: Annotated[
        int | None,
        typer.Option("--undo", metavar="IMPORT", min=1, help="Retract what an import brought: its number, no files."),
    ] = None,
    visibility: options.VisibilityChoice = Visibility.PUBLIC,
    release_at: options.ReleaseAt = None,
    by: options.By = BY,
    json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    database: options.Database = None,
) -> None:
    """Load events from files, or tables by a mapping.

    Nothing of a file of events with a bad line is stored, and loading stops
    there, unless --skip-bad is given. Of a table the good rows are stored, and
    the report tells the others. A long file of events is checked first and then
    recorded in parts, so that others can write meanwhile; if that breaks off,
    the same command goes on with it.

    A file that is imported again adds nothing; one that has grown adds what is
    new; a newer edition of a table also corrects what it tells otherwise. A line
    without an id gets one that follows from what it says. --undo takes one
    import back, by its number in `timeline imports`; --dry-run tells first what
    that means.

    On a terminal, one table without a mapping is asked about: what its columns
    mean, who is meant by its words. A mapping is written beside it and tried,
    and after a yes the table is loaded.

    With --restore: the log of another database as it was recorded, positions,
    moments, keys and batches included. The database has to be empty, and the
    file whole: nothing is stored otherwise.

    Example:

    \b
      timeline import events.jsonl --dry-run
      timeline import actors.jsonl sources.jsonl events.jsonl
      timeline import towns-2022-04-01.csv --mapping towns.toml
      timeline import GEDEvent_v24_1.csv --known-at 2024-06-06
      timeline import insider.jsonl --visibility internal
      timeline import --undo 41 --dry-run
      timeline import --restore timeline.jsonl --database-url sqlite:///new.db
      timeline schema --jsonl    (what a line may have)
    """
    if undo is not None:
        _alone(files, known_at)
        undo_import(undo, by, dry_run, json, database)
        return
    if not files:
        raise typer.BadParameter("name the files to load, or with --undo an import", param_hint="FILE...")
    if restore:
        only_restores(files, mapping=mapping, format=format, known_at=known_at, within=within, strict=strict)
        only_restores(files, skip_bad=skip_bad, errors=errors, by=by != BY, release_at=release_at)
        only_restores(files, visibility=visibility is not Visibility.PUBLIC)
        with ExitStack() as stack:
            restore_from(_file(files[0], stack), dry_run, json, settings(database_url=database).database_url)
        return
    must_be_another(errors, files)
    readers = Readers(mapping, format, known_at, within, strict)
    disclosure = Disclosure(visibility, release_at)
    request = _Request(files, readers, dry_run, skip_bad, errors, by, json, database, disclosure)
    if _can_ask(request):
        _load_by_asking(request)
    else:
        _load(request)


_INTERRUPTED = (
    ": import the same files again, and it goes on. Of a file that was being read nothing is stored; what was being"
    " recorded just then may be, in part or as a whole: `timeline imports` lists it, --undo takes it back"
)


@dataclass(frozen=True, slots=True)
class _Request:
    """What the command was asked to do."""

    files: list[Path]
    readers: Readers
    dry_run: bool
    skip_bad: bool
    errors: Path | None
    by: str
    json: bool
    database: str | None
    disclosure: Disclosure

    @property
    def url(self) -> str:
        return settings(database_url=self.database).database_url


def _can_ask(request: _Request) -> bool:
    """Whether somebody can say what the columns of the one table mean, which nothing says."""
    readers, [file, *others] = request.readers, request.files
    if readers.mapping or readers.format or others or request.json or not prompts.is_terminal() or not file.is_file():
        return False
    with errors_reported():
        return needs_mapping(File.at(file))


def _load_by_asking(request: _Request) -> None:
    """The mapping is made, and tried; then the table is loaded after a yes."""
    from api.cli.wizard import mapping_by_asking

    with errors_reported():
        mapping = mapping_by_asking(request.files[0], request.url, request.readers.known_at)
    request = replace(request, readers=replace(request.readers, mapping=mapping))
    _load(replace(request, dry_run=True))
    if request.dry_run:
        return
    if typer.confirm("\nLoad it?", default=False):
        _load(request)
    else:
        later = shlex.join(["timeline", "import", str(request.files[0]), "--mapping", str(mapping)])
        out().print(f"Nothing was stored. Later: {later}")


def _load(request: _Request) -> None:
    problems, names = Problems(), [_name(path) for path in request.files]
    tried: list[TriedImport] = []
    stored: list[FileReport] = []
    with ExitStack() as stack:
        if request.errors:
            problems.file = stack.enter_context(_written(request.errors))
        url, is_new = target(request.url, request.dry_run, stack)
        with errors_reported():
            sources = request.readers.assign([_file(path, stack) for path in request.files])

        async def work(db: Database) -> list[FileReport]:
            if not request.json:
                print_notices(db)
            if is_new or not request.dry_run:
                await migrate.upgrade(url)
            with progress("reading") as bar:
                advance, now = partial(_advance, bar), datetime.now(UTC)
                loading = Loader(request.by, now, request.skip_bad, request.dry_run, problems.add, advance)
                loading = replace(loading, tried=tried.append, stored=stored.append, disclosure=request.disclosure)
                return await loading.load(db, sources)

        with _what_is_stored(stored):
            loaded = run_on_all_cores(work, url, _INTERRUPTED)
    if request.json:
        changed = import_json(tried[0]) if tried else {}
        print_json(as_json(loaded, names, request.dry_run, problems) | changed)
    else:
        outcomes = [
            _outcome(one, file, request.dry_run, request.skip_bad) for one, file in zip(loaded, sources, strict=False)
        ]
        print_report(loaded, names, outcomes, problems)
        for each in tried:
            print_import(each)
    if any(not keeps(file, one) for one, file in zip(loaded, sources, strict=False)):
        raise typer.Exit(Exit.NO)


@contextmanager
def _what_is_stored(reports: list[FileReport]) -> Iterator[None]:
    """Where an import ends early, say what of it is on record all the same."""
    try:
        yield
    except typer.Exit:
        for name, report in {report.name: report for report in reports if report.recorded}.items():
            events = "1 event of it is" if report.recorded == 1 else f"{report.recorded:,} events of it are"
            err().print(f"  {name}: {events} on record; load it again, and it goes on from there")
        raise


def _alone(files: list[Path] | None, known_at: str | None) -> None:
    if files:
        raise typer.BadParameter("takes an import back and loads nothing: leave the files out", param_hint="--undo")
    if known_at:
        message = "an import that is undone counts at no time: leave it out, or retract single events"
        raise typer.BadParameter(message, param_hint="--known-at")


def _advance(bar: Progress, file: File, done: int) -> None:
    bar.update(bar.task_ids[0], description=file.name, completed=done, total=max(file.size, 1))


def _name(path: Path) -> str:
    return STANDARD_INPUT if str(path) == "-" else str(path)


def _file(path: Path, stack: ExitStack) -> File:
    """What is no plain file is copied to the disk first: nobody shall wait for the log while a pipe is slow."""
    if str(path) != "-" and path.is_file():
        return File.at(path)
    copy = stack.enter_context(tempfile.TemporaryFile())  # noqa: SIM115 (closed by the stack)
    with nullcontext(sys.stdin.buffer) if str(path) == "-" else path.open("rb") as stream:
        shutil.copyfileobj(stream, copy)
    size = copy.tell()
    copy.seek(0)
    return File(_name(path), size, lambda: nullcontext(copy))


@contextmanager
def _written(path: Path) -> Iterator[BinaryIO]:
    with errors_reported(), path.open("wb") as file:
        yield file


def _outcome(one: FileReport, file: File, dry_run: bool, skip_bad: bool) -> str:
    if dry_run:
        return "could be stored" if keeps(file, one, skip_bad) else "could not be stored"
    return "stored" if one.stored else "nothing stored"
