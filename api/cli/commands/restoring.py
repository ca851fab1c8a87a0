"""`timeline import --restore`: an exported log into an empty database."""

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path

import typer

from api.cli.output.console import out, print_json, progress
from api.cli.running import run_on_all_cores, target
from service.importing.loading import File
from service.importing.restore_log import RestoreReport, restore_log
from store.db import migrate
from store.db.connections import Database


def only_restores(files: Sequence[Path], **others: object) -> None:
    """Raises BadParameter where there are several files, or options that choose or change what is recorded."""
    if len(files) > 1:
        raise typer.BadParameter("one file holds a whole log: name one", param_hint="--restore")
    if given := [f"--{name.replace('_', '-')}" for name, value in others.items() if value]:
        message = f"everything is restored as it was recorded: leave out {', '.join(given)}"
        raise typer.BadParameter(message, param_hint="--restore")


def restore_from(file: File, dry_run: bool, json: bool, url: str) -> None:
    """Fill the database of a URL, which is made where there is none, and print what was done."""
    with ExitStack() as stack:
        url, is_new = target(url, dry_run, stack)

        async def work(db: Database) -> RestoreReport:
            if is_new or not dry_run:
                await migrate.upgrade(url)
            with progress(file.name) as bar:

                def advance(done: int) -> None:
                    bar.update(bar.task_ids[0], completed=done, total=max(file.size, 1))

                return await restore_log(db, file, dry_run=dry_run, progress=advance)

        report = run_on_all_cores(work, url, ": all of it is stored, or nothing; restore it again")
    if json:
        print_json({"dryRun": dry_run, **asdict(report)})
        return
    how = "whole, and could be restored" if dry_run else "restored"
    out().print(f"{report.events:,} events in {report.batches:,} batches: {how}, up to position {report.events}")
