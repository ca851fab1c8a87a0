"""The command line: `timeline`. One command a file; what they share is in console, running, options and telling."""

from collections.abc import Callable
from typing import Annotated

import typer

from api.cli.commands import (
    casualties,
    crossings,
    demo,
    diff,
    events,
    export,
    history,
    importing,
    mapping,
    measure,
    places,
    rebuild,
    replay,
    resolve,
    schema,
    serve,
    state,
    tallies,
)
from api.cli.options import show_version

app = typer.Typer(
    no_args_is_help=True,
    # Plain help and plain errors: they fold well at any width, and nothing is cut out of a long id.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)
_COMMANDS: dict[str, Callable[..., None]] = {
    "demo": demo.demo,
    "serve": serve.serve,
    "import": importing.import_,
    "mapping": mapping.mapping,
    "export": export.export,
    "state": state.state,
    "history": history.history,
    "diff": diff.diff,
    "replay": replay.replay,
    "measure": measure.measure,
    "tallies": tallies.tallies,
    "crossings": crossings.crossings,
    "casualties": casualties.casualties,
    "resolve": resolve.resolve,
    "events": events.events,
    "rebuild": rebuild.rebuild,
    "schema": schema.schema,
}
for name, command in _COMMANDS.items():
    app.command(name)(command)
app.add_typer(places.group, name="places")


@app.callback()
def timeline(
    version: Annotated[
        bool, typer.Option("--version", callback=show_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    """Who held what, as of any day and as known on any other, and who says so.

    Settings come from options or from the environment: TIMELINE_DATABASE_URL,
    TIMELINE_PORT and so on. By default the database is the file timeline.db here.

    Exit codes: 0 done; 1 the answer is no (lines refused, no such place);
    2 wrong use; 3 trouble with the database; 130 interrupted.
    """
