"""`timeline release`: events that were withheld are opened, at once or at a moment."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from api.cli import options
from api.cli.by_hand import DryRun, Key, Recorder
from api.cli.output.json_value import Json
from domain.values import knowledge
from domain.values.terms import Visibility


def release(
    events: Annotated[list[str], typer.Argument(metavar="EVENT...", parser=options.plain, help="Ids of the events.")],
    to: Annotated[
        Visibility,
        typer.Option("--to", metavar="VISIBILITY", case_sensitive=False, help="Who may open them from now on."),
    ] = Visibility.PUBLIC,
    at: options.ReleaseAt = None,
    key: Key = None,
    dry_run: DryRun = False,
    by: options.By = "analyst",
    json: options.Json = False,
    database: options.Database = None,
) -> None:
    """Say who may open events that were withheld.

    With --release-at, from that moment on. What somebody may have opened
    already is not taken back. What refers to an event that somebody may not
    open, he may not open either: of a source, an actor or a place, name the
    event that registered it, and what it says is released with it.

    Example:

    \b
      timeline release scoop.1 scoop.2
      timeline release scoop.3 --to partner --release-at 2026-12-01T06:00:00Z
    """
    # What was said before can be said again after something else: each time it is another statement.
    recorder = Recorder(by, key or f"release:{datetime.now(UTC).isoformat()}", dry_run, json, database)
    released = at and knowledge.written_moment(at)
    record: Json = {"type": "VisibilitySet", "events": events, "visibility": to.value, "releaseAt": released}
    recorder.record(recorder.parsed({name: value for name, value in record.items() if value is not None}))
