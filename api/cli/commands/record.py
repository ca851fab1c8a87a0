"""`timeline record`: one event by hand."""

from typing import Annotated

import typer

from api.cli import options, prompts
from api.cli.by_hand import DryRun, EventJson, EventText, Key, Recorder, confirmed
from api.cli.commands.events import type_name
from api.cli.event_questions import EventQuestions
from api.cli.on_record import OnRecord
from api.cli.output.console import print_json
from api.cli.running import errors_reported, must_exist
from domain.events.disclosure import Disclosure
from domain.values.terms import Visibility

USUAL = "ControlAsserted"


def record(
    type: Annotated[
        str | None,
        typer.Argument(metavar="[TYPE]", parser=type_name, help="The type that is asked for: ControlChanged."),
    ] = None,
    event: EventText = None,
    key: Key = None,
    dry_run: DryRun = False,
    visibility: options.VisibilityChoice = Visibility.PUBLIC,
    release_at: options.ReleaseAt = None,
    by: options.By = "analyst",
    json: EventJson = False,
    database: options.Database = None,
) -> None:
    """Record one event.

    On a terminal its fields are asked for, with the rules of each. Otherwise it
    is one JSON object with the fields of a line of JSONL, on standard input or
    in --event. The same event is recorded once, however often it is sent.

    Example:

    \b
      timeline record ControlChanged
      timeline record --visibility partner --event '{"type": ...}'
      echo '{"type": "ControlAsserted", ...}' | timeline record --json
    """
    recorder = Recorder(by, key, dry_run, json, database, Disclosure(visibility, release_at))
    given = recorder.given(event)
    if given is None:
        must_exist(recorder.url)
        with errors_reported():
            chosen = type or type_name(prompts.ask("Type of event", USUAL))
            written = EventQuestions(OnRecord(recorder.url)).new(chosen)
        given = recorder.parsed(written)
        print_json(written)
        if not confirmed("Record it?"):
            return
    recorder.record(given)
