"""What `record`, `correct` and `retract` share: an event comes in as JSON or by questions, and a result goes out."""

import json
import sys
from codecs import BOM_UTF8
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Annotated, NoReturn

import typer

from api.cli import prompts
from api.cli.output.console import Exit, err, fail, out, print_json
from api.cli.output.dry_run import changes_json, print_changes
from api.cli.output.json_value import Json
from api.cli.running import NotFound, must_exist, run, settings
from api.errors import problem_json
from domain.events import Event, interchange
from domain.events.disclosure import TO_ALL, Disclosure
from domain.values.limits import EVENT_BYTES_MAX
from domain.values.problems import Problem, Refused
from service.record_event import RecordedEvent, TriedEvent, record_event, try_event
from store.db import migrate
from store.db.connections import Database
from store.db.errors import RecordedUnread
from store.read import log

EventText = Annotated[
    str | None,
    typer.Option("--event", metavar="JSON", help="The event as a JSON object, in place of standard input."),
]
EventJson = Annotated[
    bool,
    typer.Option("--json", help="Read one JSON event from standard input or --event, print JSON."),
]
Key = Annotated[
    str | None,
    typer.Option(metavar="KEY", help="An idempotency key. Left out: it follows from what the event says."),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Store nothing, and say what would change.")]
Reason = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="Why.")]


def event_json(event: Event) -> Json:
    """The event as a line of JSON Lines has it."""
    record: Json = json.loads(interchange.write(event))
    return record


def confirmed(question: str) -> bool:
    """Whether it is to be recorded after all; where not, that is said."""
    if typer.confirm(question, default=True):
        return True
    out().print("Nothing was stored.")
    return False


@dataclass(frozen=True, slots=True)
class Recorder:
    """Records one event, and says what came of it, for programs or for people."""

    by: str
    key: str | None
    dry_run: bool
    json: bool
    database: str | None
    disclosure: Disclosure = TO_ALL

    @property
    def url(self) -> str:
        return settings(database_url=self.database).database_url

    @property
    def asks(self) -> bool:
        return not self.json and prompts.is_terminal()

    def given(self, text: str | None) -> Event | None:
        """The event in the option or on standard input; None where a person is to be asked for it."""
        if text is None and self.asks:
            return None
        if text is None and not self.json:
            raise typer.BadParameter(
                "nobody can be asked here: give the event as JSON, on standard input with --json or in --event",
                param_hint="--json",
            )
        try:
            return interchange.read(text if text is not None else _standard_input())
        except Refused as refusal:
            self.refused(refusal)

    def record(self, event: Event) -> None:
        """Ends the command with exit code 1 where the event is refused."""
        must_exist(self.url)

        async def work(db: Database) -> RecordedEvent | TriedEvent | Refused:
            if not self.dry_run:
                await migrate.upgrade(self.url)
            record = try_event if self.dry_run else record_event
            try:
                now = datetime.now(UTC)
                return await record(db, event, key=self.key, by=self.by, now=now, disclosure=self.disclosure)
            except Refused as refusal:
                return refusal
            except RecordedUnread as unread:
                if self.json:
                    print_json({"recorded": True, "position": unread.position, "code": unread.code})
                raise

        done = run(work, self.url, self._interrupted)
        if isinstance(done, Refused):
            self.refused(done)
        if self.json:
            print_json(self._json(done))
        else:
            self._print(done)

    @property
    def _interrupted(self) -> str:
        if self.dry_run:
            return ": nothing was recorded"
        return ": it may be recorded all the same. Sent again as it is, with the same --key, it is recorded once"

    def refused(self, refusal: Refused) -> NoReturn:
        """Say what is wrong with the event, and end."""
        if self.json:
            print_json({"recorded": False, "problems": [problem_json(problem) for problem in refusal.problems]})
            raise typer.Exit(Exit.NO)
        fail("the event is refused", Exit.NO, *map(in_words, refusal.problems))

    def parsed(self, record: Json) -> Event:
        """Ends the command where the record is no event."""
        try:
            return interchange.parse(record)
        except Refused as refusal:
            self.refused(refusal)

    def event_on_record(self, id: str) -> Event:
        """Raises NotFound."""
        must_exist(self.url)

        async def work(db: Database) -> Event:
            async with db.read() as conn:
                entries = await log.by_ids(conn, [id])
            if id not in entries:
                raise NotFound(f"no event has the id {id}: `timeline events` lists them")
            return entries[id].event

        return run(work, self.url)

    def _json(self, done: RecordedEvent | TriedEvent) -> Json:
        shown = {"recorded": not self.dry_run, "position": done.position}
        warnings = [problem_json(warning) for warning in done.warnings]
        if isinstance(done, TriedEvent):
            return {**shown, "replayed": False, "id": None, "warnings": warnings, "changes": changes_json(done.changes)}
        return {**shown, "replayed": done.replayed, "id": done.entry.id, "warnings": warnings}

    def _print(self, done: RecordedEvent | TriedEvent) -> None:
        for warning in done.warnings:
            err().print(f"Note: {in_words(warning)}")
        if isinstance(done, TriedEvent):
            out().print(f"It could be recorded, at position {done.position}. Nothing was stored.")
            print_changes(done.changes)
        elif done.replayed:
            out().print(f"On record already, at position {done.position} as {done.entry.id}: another --key repeats it.")
        else:
            out().print(f"Recorded at position {done.position} as {done.entry.id}.")


def _standard_input() -> bytes:
    """A little more than an event may have, so that a longer one is refused as too long."""
    return sys.stdin.buffer.read(EVENT_BYTES_MAX + len(BOM_UTF8) + 1).removeprefix(BOM_UTF8).strip()


def in_words(problem: Problem) -> str:
    where = ".".join(problem.path)
    return f"{where}: {problem.message} [{problem.code}]" if where else f"{problem.message} [{problem.code}]"
