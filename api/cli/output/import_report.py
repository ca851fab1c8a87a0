"""What came of an import, file by file: as a table with remarks, or as JSON."""

from dataclasses import fields

from api.cli.output.console import out, table
from api.cli.output.json_value import Json
from api.cli.output.problems import Problems
from service.importing.file_report import FileReport

COUNTS = ("read", "new", "corrected", "confirmed", "repeated", "skipped", "refused")
ALWAYS_SHOWN = ("read", "new", "repeated", "refused")
NOTES_SHOWN_MAX = 40


def as_json(loaded: list[FileReport], names: list[str], dry_run: bool, problems: Problems) -> Json:
    totals = {name: sum(getattr(one, name) for one in loaded) for name in COUNTS}
    return {
        "dryRun": dry_run,
        **totals,
        "files": [{each.name: getattr(one, each.name) for each in fields(one)} for one in loaded],
        "notRead": names[len(loaded) :],
        "problems": problems.first,
        "problemCount": problems.count,
        "reasons": [one.json() for one in problems.ordered()],
    }


def print_report(loaded: list[FileReport], names: list[str], outcomes: list[str], problems: Problems) -> None:
    problems.print()
    counts = [name for name in COUNTS if name in ALWAYS_SHOWN or any(getattr(one, name) for one in loaded)]
    rows = table("file", *counts, "outcome", right=counts)
    for one, outcome in zip(loaded, outcomes, strict=True):
        rows.add_row(one.name, *(f"{getattr(one, name):,}" for name in counts), outcome)
    for name in names[len(loaded) :]:
        rows.add_row(name, *("" for _ in counts), "not read")
    out().print(rows, soft_wrap=False)
    for one in loaded:
        _print_remarks(one)


def _print_remarks(one: FileReport) -> None:
    """Why rows were refused or passed over, what was mended, and what the reader should look at."""
    remarks = [
        *(f"{count:,} refused: {code}" for code, count in one.refusals.most_common()),
        *(f"{count:,} skipped: {rule}" for rule, count in one.passed_over.most_common()),
        *(f"{count:,} mended: {code}" for code, count in one.repairs.most_common()),
        *one.notes[:NOTES_SHOWN_MAX],
        *([f"and {more:,} more notes: --json has them"] if (more := len(one.notes) - NOTES_SHOWN_MAX) > 0 else []),
    ]
    if remarks and (one.passed_over or one.repairs or one.notes or len(one.refusals) > 1):
        out().print(f"\n{one.name}")
        for remark in remarks:
            out().print(f"  {remark}")
