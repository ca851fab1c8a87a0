"""`timeline retract`: an event is taken back."""

from typing import Annotated

import typer

from api.cli import options, prompts
from api.cli.by_hand import DryRun, Key, Reason, Recorder, confirmed, event_json
from api.cli.output.console import print_json
from api.cli.output.json_value import Json
from api.cli.running import errors_reported


def retract(
    event: Annotated[str, typer.Argument(metavar="EVENT", parser=options.plain, help="Id of the event.")],
    reason: Reason = None,
    known_at: Annotated[
        str | None,
        typer.Option(
            "--known-at",
            metavar="WHEN",
            parser=options.published,
            help="The day, or the moment with its offset, from which it is known to be wrong. Left out: now.",
        ),
    ] = None,
    source: Annotated[
        str | None, typer.Option(metavar="ID", parser=options.plain, help="Id of the source that takes it back.")
    ] = None,
    key: Key = None,
    dry_run: DryRun = False,
    by: options.By = "analyst",
    json: options.Json = False,
    database: options.Database = None,
) -> None:
    """Take an event back without another in its place.

    On a terminal it is shown first, and the reason is asked for; otherwise
    --reason says why. Before that was known, the event stands. A retraction is
    an event too, and can be retracted: then the first event stands again.

    Example:

    \b
      timeline retract asia-plus.134 --reason "another district of this name"
    """
    recorder = Recorder(by, key, dry_run, json, database)
    asks = recorder.asks and reason is None
    if asks:
        with errors_reported():
            print_json(event_json(recorder.event_on_record(event)))
        reason = prompts.ask("\nWhy is it taken back", "recorded by mistake")
    if not reason:
        raise typer.BadParameter("say why it is taken back", param_hint="--reason")
    record: Json = {"type": "EventRetracted", "event": event, "reason": reason}
    record |= {name: value for name, value in (("published", known_at), ("source", source)) if value}
    retraction = recorder.parsed(record)
    if asks and not confirmed("Record the retraction?"):
        return
    recorder.record(retraction)
