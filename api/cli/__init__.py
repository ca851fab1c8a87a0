"""The command line: `timeline`. One command a file in commands/; how things are printed is in output/."""

from typing import Annotated

import typer

from api.cli.lazy_group import Entry, LazyGroup

COMMANDS = {
    "demo": Entry("api.cli.commands.demo:demo", "Load the sample and serve it."),
    "serve": Entry("api.cli.commands.serve:serve", "Serve GraphQL over HTTP."),
    "token": Entry("api.cli.commands.token:group", "Let people and programs write over the network, or stop them."),
    "import": Entry("api.cli.commands.importing:import_", "Load events from files, or tables by a mapping."),
    "imports": Entry("api.cli.commands.imports:imports", "List the files that were loaded, the newest first."),
    "mapping": Entry("api.cli.commands.mapping:mapping", "Draft a mapping for a table: what its columns seem to mean."),
    "record": Entry("api.cli.commands.record:record", "Record one event."),
    "correct": Entry("api.cli.commands.correct:correct", "Replace an event by one that says it right."),
    "release": Entry("api.cli.commands.release:release", "Say who may open events that were withheld."),
    "audiences": Entry("api.cli.commands.audiences:audiences", "Show how far each audience is behind the record."),
    "retract": Entry("api.cli.commands.retract:retract", "Take an event back without another in its place."),
    "export": Entry("api.cli.commands.export:export", "Write the log to a file, or who held what on a day."),
    "checkpoint": Entry("api.cli.commands.checkpoint:group", "Sign how far the log reaches, and what it holds."),
    "proof": Entry("api.cli.commands.proof:proof", "Prove that an event stands in the log as it was recorded."),
    "vault": Entry(
        "api.cli.commands.vault:group", "Keep the names of sources out of the log, and erase them for good."
    ),
    "state": Entry("api.cli.commands.state:state", "Tell who held a place on a day."),
    "history": Entry("api.cli.commands.history:history", "List the periods of a place."),
    "diff": Entry("api.cli.commands.diff:diff", "Tell what differs between two snapshots."),
    "replay": Entry("api.cli.commands.replay:replay", "Play a period day by day."),
    "measure": Entry("api.cli.commands.measure:measure", "Show a published series, or list them all."),
    "tallies": Entry(
        "api.cli.commands.tallies:tallies", "Set the totals that others stated beside what the log shows."
    ),
    "crossings": Entry("api.cli.commands.crossings:crossings", "Add up people who crossed a border."),
    "casualties": Entry("api.cli.commands.casualties:casualties", "Add up killed, wounded, captured."),
    "resolve": Entry("api.cli.commands.resolve:resolve", "Find the places that a reported name may mean."),
    "events": Entry("api.cli.commands.events:events", "List events in the order of the log."),
    "follow": Entry("api.cli.commands.follow:follow", "Hand the log on to another system, and go on as it grows."),
    "verify": Entry("api.cli.commands.verify:verify", "Check that the stored log is what was recorded."),
    "backup": Entry("api.cli.commands.backup:backup", "Write the whole database to a file."),
    "restore": Entry("api.cli.commands.restore:restore", "Make a database of a backup."),
    "migrate": Entry("api.cli.commands.migrate:migrate", "Bring the tables to those of this release."),
    "rebuild": Entry("api.cli.commands.rebuild:rebuild", "Build the projections again."),
    "schema": Entry("api.cli.commands.schema:schema", "Print the GraphQL or the JSON schema."),
    "places": Entry("api.cli.commands.places:group", "Find places, or load lists of them."),
}
"""The line of help is that of the command's docstring: a test compares them."""


class _Timeline(LazyGroup):
    ENTRIES = COMMANDS


app = typer.Typer(
    cls=_Timeline,
    no_args_is_help=True,
    # Plain help and plain errors: they fold well at any width, and nothing is cut out of a long id.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["--help", "-h"]},
)


def show_version(asked: bool) -> None:
    if asked:
        from importlib.metadata import version

        typer.echo(f"conflict-timeline {version('conflict-timeline')}")
        raise typer.Exit


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
