"""`timeline places import`: lists of places into the gazetteer."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, BinaryIO

import typer

from api import json_text
from api.cli import options
from api.cli.console import Exit, err, out, print_json, progress, table
from api.cli.running import errors_told, must_exist, print_notices, run, settings
from api.errors import problem_json
from api.placing import Placed, Placing
from domain.vocabulary import PlaceKind
from importers import outlines, pcodes
from importers.listed import Bad, Listed
from importers.listed import table as rows_of
from store import migrate
from store.database import Database

COUNTS = ("read", "new", "repeated", "changed", "refused")
SHOWN_MAX = 20


def import_(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", exists=True, dir_okay=False, help="CSV (P-codes or points) or GeoJSON.")
    ],
    scheme: Annotated[
        str | None, typer.Option(metavar="NAME", parser=options.plain, help="Of the codes: ocha-cod-ab, if not given.")
    ] = None,
    edition: Annotated[
        str | None,
        typer.Option(metavar="NAME", parser=options.plain, help="Of the codes: the day they are valid from, if there."),
    ] = None,
    kind: options.Kind = None,
    within: Annotated[
        str | None, typer.Option(metavar="ID", parser=options.plain, help="The place that all of them lie in.")
    ] = None,
    register: Annotated[
        bool, typer.Option("--register", help="Register what an outline shows and nobody has registered.")
    ] = False,
    new: Annotated[
        bool, typer.Option("--new", help="Register what is like a place on record, but not surely the same.")
    ] = False,
    tolerance: Annotated[
        float,
        typer.Option(metavar="DEGREES", min=0, max=1, help="How far simplified outlines may be off; 0: keep all."),
    ] = 0.005,
    source: Annotated[
        str | None, typer.Option(metavar="ID", parser=options.plain, help="The registered source of the list.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Tell what would happen and store nothing.")] = False,
    errors: Annotated[
        Path | None, typer.Option("--errors", metavar="FILE", dir_okay=False, help="Write every problem here, as JSON.")
    ] = None,
    by: options.By = "import",
    json: Annotated[bool, typer.Option("--json", help="Print the report as JSON.")] = False,
    database: options.Database = None,
) -> None:
    """Load places: P-code lists, outlines, points.

    A CSV file with P-codes is an edition of a gazetteer: its places are found
    on record by code and name, or registered, and get its codes. GeoJSON gives
    outlines or points to places on record. A list that is imported again adds
    nothing; a newer edition adds what is new. What may be several places is
    refused with the candidates.

    Example:

    \b
      timeline places import pcodes.csv --dry-run
      timeline places import districts.geojson --edition 2014
      timeline places import towns.csv --kind populated_place --within ua
    """
    url = settings(database_url=database).database_url
    if dry_run:
        must_exist(url)  # a database that was made for a dry run would be left behind
    with errors_told(), file.open("rb") as stream:
        listed = list(_listed(stream, file, scheme, edition, kind))
        listed = outlines.simplified(listed, tolerance)

    async def work(db: Database) -> Placed:
        if not json:
            print_notices(db)
        await migrate.upgrade(url)
        with progress(file.name) as bar:

            def advance(done: int, of: int) -> None:
                bar.update(bar.task_ids[0], completed=done, total=of)

            placing = Placing(by, datetime.now(UTC), within, register, new, source, dry_run, advance)
            return await placing.load(db, listed)

    placed = run(work, url, ": nothing is stored; import it again")
    told = [{"line": line, **problem_json(problem)} for line, problem in placed.problems]
    if errors:
        with errors_told():
            errors.write_bytes(b"".join(json_text.encode(one) + b"\n" for one in told))
    if json:
        counts = {name: getattr(placed, name) for name in COUNTS}
        print_json({"file": str(file), "dryRun": dry_run, **counts, "missing": placed.missing, "problems": told})
    else:
        _print(file, placed, told, dry_run)
    if placed.refused:
        raise typer.Exit(Exit.NO)


def _listed(
    stream: BinaryIO, file: Path, scheme: str | None, edition: str | None, kind: PlaceKind | None
) -> Iterator[Listed | Bad]:
    """Told apart by the beginning of the file: an object is GeoJSON; a table with a P-code column has codes."""
    beginning = stream.read(4096).removeprefix(b"\xef\xbb\xbf").lstrip()
    stream.seek(0)
    if beginning.startswith(b"{"):
        of_outlines = scheme or ("geoboundaries" if b"shapeID" in beginning else pcodes.SCHEME)
        return outlines.listed(stream, kind, of_outlines, edition)
    if b"code" in beginning.split(b"\n")[0].lower() and kind is None:
        return pcodes.listed(stream, scheme or pcodes.SCHEME, edition)
    if kind is None:
        raise typer.BadParameter(f"{file} has no P-codes: say what its points are", param_hint="--kind")
    return outlines.points(rows_of(stream), kind)


def _print(file: Path, placed: Placed, told: list[dict[str, Any]], dry_run: bool) -> None:
    for one in told[:SHOWN_MAX]:
        err().print(f"{file}:{one['line']}: {one['message']} [{one['code']}]")
    if len(told) > SHOWN_MAX:
        err().print(f"and {len(told) - SHOWN_MAX:,} more problems: --errors FILE writes all of them")
    if placed.missing:
        shown = ", ".join(placed.missing[:SHOWN_MAX])
        err().print(f"Not in this list, and left as they are: {len(placed.missing):,} places on record: {shown}")
    rows = table("list", *COUNTS, "outcome", right=COUNTS)
    outcome = "could be stored" if dry_run else "stored"
    rows.add_row(str(file), *(f"{getattr(placed, name):,}" for name in COUNTS), outcome)
    out().print(rows, soft_wrap=False)
