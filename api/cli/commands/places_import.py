"""`timeline places import`: lists of places into the gazetteer."""

from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from api import json_text
from api.cli import options
from api.cli.output.console import (
    Exit,
    err,
    out,
    print_json,
    progress,
    table,
)
from api.cli.output.problems import must_be_another
from api.cli.running import errors_reported, print_notices, run, settings, target
from api.errors import problem_json
from domain.values.terms import PlaceKind
from importers import limits
from importers.gazetteer import outlines
from importers.gazetteer.place_rows import PlaceRowReader
from service.importing.import_gazetteer import GazetteerImport, GazetteerReport, read_list
from store.db import migrate
from store.db.connections import Database

COUNTS = ("read", "new", "repeated", "changed", "skipped", "refused")
"""The rows that were read are the sum of the others."""
SHOWN_MAX = 20
HINTS = {
    "CODE_LEFT_OUT": "codes without an edition: --edition NAME keeps them",
    "COUNTRY_ONLY": "in no province on record: import the outlines of provinces first",
    "IN_NOTHING": "in no place on record: --within ID says where",
}


def import_(
    file: Annotated[
        Path,
        typer.Argument(
            metavar="FILE",
            exists=True,
            dir_okay=False,
            help="A table (P-codes or points), a workbook, a map of outlines or points, or a dump of GeoNames.",
        ),
    ],
    scheme: Annotated[
        str | None, typer.Option(metavar="NAME", parser=options.plain, help="Of the codes: ocha-cod-ab, if not given.")
    ] = None,
    edition: Annotated[
        str | None,
        typer.Option(metavar="NAME", parser=options.plain, help="Of the codes: the day they are valid from, if there."),
    ] = None,
    sheet: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of a workbook, or the layer of a map, where it has several.")
    ] = None,
    kind: Annotated[
        PlaceKind | None,
        typer.Option(
            metavar="KIND",
            case_sensitive=False,
            help=f"What the places are, where the list does not tell: {', '.join(PlaceKind).lower()}.",
        ),
    ] = None,
    name_column: Annotated[
        str | None,
        typer.Option(metavar="NAME", parser=options.plain, help="The column with their names, if it is not found."),
    ] = None,
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
    corners: Annotated[
        int,
        typer.Option(metavar="N", min=1, max=20_000_000, help="Take outlines of so many corners, 250 bytes each."),
    ] = limits.OUTLINE_CORNERS_MAX,
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

    A table with P-codes is an edition of a gazetteer: its places are found on
    record by code and name, or registered, and get its codes. GeoJSON gives
    outlines or points to places on record, and with --register registers what
    is not. Levels 0 to 4 are countries, provinces, districts, subdistricts and
    populated places. A list that is imported again adds nothing; a newer edition
    adds what is new. What may be several places is refused with the candidates.

    Example:

    \b
      timeline places import pcodes.csv --dry-run
      timeline places import districts.geojson --edition 2014
      timeline places import towns.csv --kind populated_place --within ua
    """
    must_be_another(errors, [file])
    with errors_reported(), file.open("rb") as stream:
        listing = read_list(stream, PlaceRowReader(kind, scheme, edition, name_column), tolerance, sheet, corners)

    async def work(db: Database) -> GazetteerReport:
        if not json:
            print_notices(db)
        if is_new or not dry_run:
            await migrate.upgrade(url)
        with progress(file.name) as bar:

            def advance(done: int, of: int) -> None:
                bar.update(bar.task_ids[0], completed=done, total=of)

            gazetteer_import = GazetteerImport(by, datetime.now(UTC), within, register, new, source, dry_run, advance)
            return await gazetteer_import.load(db, listing)

    with ExitStack() as stack:
        url, is_new = target(settings(database_url=database).database_url, dry_run, stack)
        report = run(work, url, ": all of it is stored, or nothing; import it again")
    if tolerance and not outlines.can_simplify() and any(getattr(entry, "geometry", None) for entry in listing):
        report.notes.insert(0, outlines.NOT_SIMPLIFIED)
    told = [{"line": line, **problem_json(problem)} for line, problem in report.problems]
    if errors:
        with errors_reported():
            errors.write_bytes(b"".join(json_text.encode(one) + b"\n" for one in told))
    if json:
        counts = {name: getattr(report, name) for name in (*COUNTS, "named")}
        remarks = {"passedOver": report.passed_over, "repairs": report.repairs, "notes": report.notes}
        lists = {"missing": report.missing, "problems": told}
        print_json({"file": str(file), "dryRun": dry_run, **counts, **remarks, **lists})
    else:
        _print(file, report, told, dry_run)
    if report.problems:
        raise typer.Exit(Exit.NO)


def _print(file: Path, report: GazetteerReport, told: list[dict[str, Any]], dry_run: bool) -> None:
    for one in told[:SHOWN_MAX]:
        err().print(f"{file}:{one['line']}: {one['message']} [{one['code']}]")
    if len(told) > SHOWN_MAX:
        err().print(f"and {len(told) - SHOWN_MAX:,} more problems: --errors FILE writes all of them")
    if report.missing:
        shown = ", ".join(report.missing[:SHOWN_MAX])
        err().print(f"Not in this list, and left as they are: {len(report.missing):,} places on record: {shown}")
    counts = [name for name in COUNTS if name != "skipped" or report.skipped]
    rows = table("list", *counts, "outcome", right=counts)
    rows.add_row(str(file), *(f"{getattr(report, name):,}" for name in counts), _outcome(report, dry_run))
    out().print(rows, soft_wrap=False)
    for remark in (
        *([f"{report.named:,} more, in which they lie and which have no row of their own"] if report.named else []),
        *(f"{count:,} skipped: {rule}" for rule, count in report.passed_over.most_common(SHOWN_MAX)),
        *(_mended(code, count) for code, count in report.repairs.most_common()),
        *report.notes,
    ):
        out().print(f"  {remark}")


def _mended(code: str, count: int) -> str:
    hint = HINTS.get(code)
    return f"{count:,} mended: {code}" + (f" ({hint})" if hint else "")


def _outcome(report: GazetteerReport, dry_run: bool) -> str:
    if dry_run:
        return "nothing to store" if report.is_empty else "could be stored"
    return "nothing stored" if report.is_empty else "stored"
