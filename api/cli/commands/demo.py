"""`timeline demo`: the sample, loaded and served."""

import json
import shlex
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from api import demo as sample
from api.cli.ask import Client
from api.cli.commands.serve import Host, Port
from api.cli.commands.state import state_of
from api.cli.output import words
from api.cli.output.console import Exit, fail, out, progress, table
from api.cli.output.json_value import Json
from api.cli.running import run, settings, sqlite_file
from api.cli.serving import address, listen
from api.cli.workers import serve_on
from domain.values.access import Scope
from domain.values.terms import Policy
from service.importing.file_report import BadLine, FileReport
from service.importing.loading import File, Loader
from service.readiness import ready
from store.db.connections import Database
from store.write.access_tokens import create_token

TOKEN_LIFE = timedelta(days=7)
"""Of the token by which one writes to the demo; the next demo revokes it."""
Where = Annotated[
    str | None,
    typer.Option(
        "--database-url",
        metavar="URL",
        help=f"Load into this database, not into {sample.DATABASE_FILE} here. TIMELINE_DATABASE_URL is not looked at.",
    ),
]


def demo(host: Host = None, port: Port = None, database: Where = None) -> None:
    """Load the sample and serve it.

    The sample is Afghanistan in June 2021, coded by hand from public reports.
    It goes into the file demo.db in this folder. Run again, this loads nothing
    twice; throw the file away when you have seen enough. To write takes a token,
    as on any server: the demo makes one and prints where to use it.

    Example:

    \b
      timeline demo
      timeline demo --port 8001
    """
    url = database or f"sqlite:///{Path(sample.DATABASE_FILE).absolute()}"
    configured = settings(host=host, port=port, database_url=url, read_database_url="")
    with listen(configured.host, configured.port) as listening:
        work = partial(_load, configured.database_url)
        loaded, answers, token = run(work, configured.database_url, ": run it again, nothing is loaded twice")
        _print_loaded(loaded, sqlite_file(configured.database_url))
        _print_answers(answers)
        _print_what_to_try(address(listening), url, token)
        # Requests are of no interest here.
        serve_on(listening, configured.model_copy(update={"log_level": "error"}))


async def _load(url: str, db: Database) -> tuple[list[FileReport], list[Json], str]:
    await ready(url, wait_s=0)
    files, bad = sample.files(), list[BadLine]()
    done = dict.fromkeys((file.name for file in files), 0)
    with progress("loading the sample") as bar:

        def advance(file: File, reached: int) -> None:
            done[file.name] = reached
            bar.update(bar.task_ids[0], completed=sum(done.values()), total=sum(one.size for one in files))

        loading = Loader("demo", datetime.now(UTC), bad_line=bad.append, progress=advance)
        loaded = await loading.load(db, files)
    if bad:
        first = bad[0]
        fail(
            "the sample cannot be loaded into this database",
            Exit.NO,
            f"{first.file}:{first.line}: {first.problem.message}",
            f"If it holds an older sample, throw it away (rm {sample.DATABASE_FILE}*), or name another: --database-url",
        )
    now = datetime.now(UTC)
    token = await create_token(db, sample.WRITER, Scope.CURATE, now=now, expires_at=now + TOKEN_LIFE, replace=True)
    return loaded, await _answers(db), token


async def _answers(db: Database) -> list[Json]:
    """Who held Imam Sahib on 23 June 2021: with all that is known, and as known before."""
    client = await Client.of_database(db)
    at = {"position": client.head, "policy": Policy.AGAINST_INTEREST}
    return [await state_of(client, sample.PLACE, date=sample.DAY, knownOn=day, **at) for day in sample.KNOWN_ON]


def _print_loaded(loaded: list[FileReport], file: Path | None) -> None:
    new, repeated = sum(one.new for one in loaded), sum(one.repeated for one in loaded)
    there = f", {repeated:,} were there already" if repeated else ""
    out().print(f"{new:,} events loaded{there}; the database is {file or 'the one you named'}\n")


def _print_answers(answers: list[Json]) -> None:
    console = out()
    place, day = answers[0]["place"]["name"], answers[0]["snapshot"]["date"]
    console.print(f"Who held {place} at the end of {day}?", style="bold")
    rows = table("as known on", "holder", "certainty", "who says so")
    for answer in answers:
        said_by = dict.fromkeys(f"{words.publisher(claim)} {claim['published']}" for claim in answer["basis"])
        holder = answer["holder"]["name"] if answer["holder"] else words.NOBODY
        rows.add_row(answer["snapshot"]["knownOn"] or "any day", holder, answer["certainty"], "\n".join(said_by))
    console.print(rows, soft_wrap=False)


def _print_what_to_try(address: str, url: str, token: str) -> None:
    console = out()
    query = sample.query()
    body = json.dumps({"query": " ".join(query.split())})
    console.print("\nAsk for yourself, in GraphQL", style="bold")
    console.print(query)
    console.print("with curl", style="bold")
    console.print(f"curl -s {address}/graphql -H 'content-type: application/json' -d {shlex.quote(body)}\n")
    console.print("or on the command line", style="bold")
    console.print(f"timeline state 'Khwaja Ghar' --as-of 2021-06-22 --database-url {shlex.quote(url)}\n")
    console.print("or write: this address lets your browser in at the desk, until the next demo", style="bold")
    console.print(f"{address}/desk#token={token}\n")
    console.print(f"Serving {address} (Ctrl-C ends it)", style="bold")
