"""`timeline export`: the log as it was recorded, or a snapshot as GeoJSON, CSV or Parquet."""

from collections.abc import Collection
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from api.cli import coordinates, options
from api.cli.output.console import err, progress
from api.cli.output.destination import output_to
from api.cli.running import must_exist, run, settings
from api.cli.whereabouts import the_place
from domain.values.coordinates import Coordinates
from domain.values.terms import Policy
from service.asking import tokens
from service.exporting import export_parquet
from service.exporting.export_log import write_log
from service.exporting.export_log_parquet import write_log_parquet
from service.exporting.export_proofs import write_proofs
from service.exporting.export_states import Csv, Form, GeoJson, Terms, write_sources, write_states
from service.exporting.whole_file import Sink, whole_file
from store.db.connections import Database
from store.read import log
from store.read.features import Chosen


class Format(StrEnum):
    JSONL = "jsonl"
    GEOJSON = "geojson"
    CSV = "csv"
    PARQUET = "parquet"


_SUFFIXES = {f".{one}": one for one in Format} | {".json": Format.GEOJSON, ".ndjson": Format.JSONL}


def export(
    after: Annotated[int, typer.Option(metavar="N", min=0, help="Of the log: begin after this position.")] = 0,
    as_of: Annotated[
        coordinates.Snapshot | None,
        typer.Option(
            metavar="DATE",
            parser=coordinates.read,
            help=f"Not the log, but who held what at the end of a day: {coordinates.FORMS}.",
        ),
    ] = None,
    format: Annotated[
        Format | None,
        typer.Option(
            metavar="FORMAT",
            case_sensitive=False,
            help="geojson, csv or parquet; of the log jsonl or parquet. Left out: as FILE ends, or geojson and jsonl.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", dir_okay=False, help="Write here, not to standard output."),
    ] = None,
    known_on: options.KnownOn = None,
    known_at: options.KnownAt = None,
    policy: options.PolicyChoice = Policy.AGAINST_INTEREST,
    position: options.Position = None,
    within: options.Within = None,
    kind: options.Kind = None,
    sources: Annotated[
        bool, typer.Option("--sources", help="Only the sources with their licences, as CSV; with --as-of, of that day.")
    ] = False,
    events_only: Annotated[
        bool, typer.Option("--events-only", help="Of the log: leave out when, by whom and in which batch.")
    ] = False,
    proofs: Annotated[
        Path | None,
        typer.Option("--proofs", metavar="FILE", dir_okay=False, help="Of the log: its checkpoints and hashes, apart."),
    ] = None,
    database: options.Database = None,
) -> None:
    """Write the log to a file, or who held what on a day.

    The log: every event on a line of its own, byte for byte as it is stored,
    and behind it when, by whom and in which batch it was recorded.
    `timeline import --restore` of the file into an empty database, on any
    engine, gives the same log. For readers who shall not see who recorded what:
    --events-only. As --format parquet, rows with the exact text and without
    who recorded it, for Spark and other engines.

    With --as-of: every place that existed on the day, with its state. The
    terms of its sources are in it; for CSV they are in FILE.sources.csv.

    The file appears under its name when it is whole.

    Example:

    \b
      timeline export --output timeline.jsonl
      timeline export --after 500 | jq .type
      timeline export -o log.jsonl --proofs log.proofs
      timeline export --format parquet -o log.parquet
      timeline export --as-of 2021-06-22 --kind district -o june.geojson
      timeline export --as-of 2021-06-22@2021-06-21 --format csv
    """
    form = _form(format, output, of_a_day=as_of is not None, of_sources=sources)
    narrowed = bool(known_on or known_at or position is not None or within or kind)
    _check_choice(as_of is not None, sources, narrowed, after, events_only, proofs)

    async def work(db: Database) -> int:
        with output_to(output) as file, progress("exporting") as bar:

            def advance(done: int, total: int) -> None:
                bar.update(bar.task_ids[0], completed=done, total=total)

            if as_of is None:
                if sources:
                    return await write_sources(db, file)
                if form is Format.PARQUET:
                    count = await write_log_parquet(db, after, file, advance)
                else:
                    count = await write_log(db, after, file, advance, events_only=events_only)
                if proofs:
                    await _write_proofs(db, count, proofs)
                return count
            async with db.read() as conn:
                at = coordinates.at(
                    as_of, options.known_by(known_on, known_at), position, policy, (await log.head(conn)).position
                )
                inside = (await the_place(conn, within, at.position)).id if within else None
            chosen = Chosen(within=inside, kind=kind)
            return await write_states(db, at, chosen, _begun(form, file, at, output), advance)

    configured = settings(database_url=database)
    must_exist(configured.database_url)
    count = run(work, configured.database_url, ": nothing was written" if output else "")
    if output is None and form is Format.CSV:
        err().print("The sources and their licences: the same command with --sources")
    if output is not None:
        what = "sources" if sources else "events" if as_of is None else "places"
        err().print(f"{count:,} {what} in {output}")


def _check_choice(
    of_a_day: bool, sources: bool, narrowed: bool, after: int, events_only: bool, proofs: Path | None
) -> None:
    """Raises BadParameter where options of the log and of a day are mixed."""
    if narrowed and not of_a_day:
        raise typer.BadParameter(
            "--known-on, --known-at, --position, --within and --kind choose from a day: add --as-of DATE"
        )
    if after and (of_a_day or sources):
        raise typer.BadParameter("--after chooses from the log: leave it out here")
    if events_only and (of_a_day or sources):
        raise typer.BadParameter("--events-only is about the log: leave it out here")
    if proofs and (of_a_day or sources or after or events_only):
        raise typer.BadParameter("--proofs are of the whole log: export it whole")


async def _write_proofs(db: Database, size: int, path: Path) -> None:
    with whole_file(path) as file:
        await write_proofs(db, size, file)


def _form(given: Format | None, output: Path | None, *, of_a_day: bool, of_sources: bool) -> Format | None:
    """The form of the file, None for a list of sources. Raises BadParameter where there is no such thing."""
    if of_sources:
        if given not in (None, Format.CSV):
            raise typer.BadParameter("--sources makes a table: leave --format out, or take csv")
        _check_ending(output, {".csv"})
        return None
    if given is None:
        _check_ending(output, _SUFFIXES)
    default = Format.GEOJSON if of_a_day else Format.JSONL
    form = given or (_SUFFIXES.get(output.suffix.lower()) if output else None) or default
    if form is Format.GEOJSON and not of_a_day and given is None:
        raise typer.BadParameter(f"{output} would be of a day: add --as-of DATE, or end it in .jsonl for the log")
    if form is Format.PARQUET and not of_a_day and given is None:
        raise typer.BadParameter(f"{output} would be of a day: add --as-of DATE, or --format parquet for the log")
    if of_a_day and form is Format.JSONL:
        raise typer.BadParameter("jsonl is the log, which is of no one day: take geojson, csv or parquet")
    if not of_a_day and form not in (Format.JSONL, Format.PARQUET):
        raise typer.BadParameter(f"{form} is of a day: add --as-of DATE")
    if form is Format.PARQUET:
        _require_pyarrow()
    return form


def _check_ending(output: Path | None, known: Collection[str]) -> None:
    """Raises BadParameter where the name of a file promises a form that is not written; 2021-06-22 is no ending."""
    ending = output.suffix.lower() if output else ""
    if any(map(str.isalpha, ending)) and ending not in known:
        endings = ", ".join(sorted(known))
        raise typer.BadParameter(
            f"nothing is written that ends in {ending}: end the name in one of {endings}, or say --format"
        )


def _require_pyarrow() -> None:
    if not export_parquet.is_available():
        raise typer.BadParameter(
            "Parquet needs pyarrow, which is not there: pip install 'conflict-timeline[parquet]', or take csv"
        )


def _begun(form: Format | None, file: Sink, at: Coordinates, output: Path | None) -> Form:
    if form is Format.CSV:
        return Csv(file, output and output.with_suffix(".sources.csv"))
    if form is Format.PARQUET:
        return export_parquet.Parquet(file, tokens.snapshot_json(at))
    return GeoJson(file, tokens.snapshot_json(at)) if form else Terms(file)
