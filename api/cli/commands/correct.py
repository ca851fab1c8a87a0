"""`timeline correct`: an event is replaced by another, which says it right."""

from typing import Annotated

import typer

from api.cli import options, prompts
from api.cli.by_hand import DryRun, EventJson, EventText, Key, Reason, Recorder, confirmed, event_json
from api.cli.event_questions import EventQuestions
from api.cli.on_record import OnRecord
from api.cli.output.console import print_json
from api.cli.output.json_value import Json
from api.cli.running import errors_reported
from domain.events import Event, content


def correct(
    corrected: Annotated[str, typer.Argument(metavar="EVENT", parser=options.plain, help="Id of the event.")],
    event: EventText = None,
    reason: Reason = None,
    key: Key = None,
    dry_run: DryRun = False,
    by: options.By = "analyst",
    json: EventJson = False,
    database: options.Database = None,
) -> None:
    """Replace an event by one that says it right.

    On a terminal the event is shown, and its fields can be changed. Otherwise
    the replacement, whole, is one JSON object on standard input or in --event,
    and --reason says why. Before the correction was known, the old event stands.

    Example:

    \b
      timeline correct asia-plus.134
      timeline correct asia-plus.134 --reason "a slip" --json < right.json
    """
    recorder = Recorder(by, key, dry_run, json, database)
    given = recorder.given(event)
    if given is None:
        with errors_reported():
            before = recorder.event_on_record(corrected)
            replacement = _asked(recorder, before)
        reason = reason or prompts.ask("\nWhy is it corrected", "a slip in recording")
    else:
        replacement = event_json(given)
    if not reason:
        raise typer.BadParameter("say why it is corrected", param_hint="--reason")
    correction = {"type": "EventCorrected", "event": corrected, "replacement": replacement, "reason": reason}
    done = recorder.parsed(correction)
    if given is None and not confirmed("Record the correction?"):
        return
    recorder.record(done)


def _asked(recorder: Recorder, before: Event) -> Json:
    """What the event says now, without its id, and with what somebody changes of it."""
    said = content(before).model_copy(update={"id": None, "reported": {}})
    record = event_json(said)
    print_json(record)
    changed = EventQuestions(OnRecord(recorder.url)).changed(record)
    print_json(changed)
    return changed
