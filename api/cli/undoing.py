"""`timeline import --undo`: what an import brought is taken back, after a look at what that means."""

from collections import Counter
from datetime import UTC, datetime

import typer

from api.cli import prompts
from api.cli.output.console import out, print_json
from api.cli.output.json_value import Json
from api.cli.running import must_exist, run, settings
from service.importing.undo_import import ImportUndo, UndoReport
from store.db import migrate
from store.db.connections import Database

_IDS_SHOWN = 3


def undo(number: int, by: str, dry_run: bool, json: bool, database: str | None) -> None:
    """On a terminal the report comes first, and a question after it."""
    url = settings(database_url=database).database_url
    must_exist(url)
    asks = prompts.is_terminal() and not dry_run and not json
    if dry_run or asks:
        rehearsed = _undone(url, ImportUndo(by, datetime.now(UTC), dry_run=True), number)
        _show(rehearsed, json)
        if dry_run or rehearsed.retracted == 0 or not typer.confirm("Take it back?"):
            return
    report = _undone(url, ImportUndo(by, datetime.now(UTC)), number)
    if asks:
        out().print(f"{report.retracted:,} retracted.")
    else:
        _show(report, json)


def _undone(url: str, undoing: ImportUndo, number: int) -> UndoReport:
    async def work(db: Database) -> UndoReport:
        await migrate.upgrade(url)
        return await undoing.undo(db, number)

    return run(work, url, ": all of it is retracted, or nothing; the same command again takes back what is left")


def _show(report: UndoReport, json: bool) -> None:
    if json:
        print_json(_json(report))
        return
    for line in _lines(report):
        out().print(line)


def _lines(report: UndoReport) -> list[str]:
    would = "would be " if report.dry_run else ""
    title = f"import {report.span.first}{f', {report.span.file}' if report.span.file else ''}"
    lines = [f"{title}: {report.retracted:,} {would}retracted"]
    if report.revived:
        lines.append(f"  {report.revived:,} from before it {'would stand' if report.dry_run else 'stand'} again")
    if report.gone:
        lines.append(f"  {report.gone:,} of it were retracted already")
    for kind, count in Counter(each.kind for each in report.staying).items():
        lines.append(f"  {count:,} {kind}{'s' if count > 1 else ''} of it stay on record: {_ids(report, kind)}")
        if used := _ids(report, kind, used=True):
            lines.append(f"    used elsewhere: {used}")
    return lines


def _ids(report: UndoReport, kind: str, used: bool = False) -> str:
    ids = [each.id for each in report.staying if each.kind == kind and (each.used or not used)]
    more = len(ids) - _IDS_SHOWN
    return ", ".join(ids[:_IDS_SHOWN]) + (f" and {more:,} more" if more > 0 else "")


def _json(report: UndoReport) -> Json:
    return {
        "dryRun": report.dry_run,
        "import": str(report.span.first),
        "file": report.span.file,
        "retracted": report.retracted,
        "revived": report.revived,
        "retractedBefore": report.gone,
        "staying": [{"kind": each.kind, "id": each.id, "usedElsewhere": each.used} for each in report.staying],
    }
