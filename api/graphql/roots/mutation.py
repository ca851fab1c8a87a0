"""The three ways to write. Each is one append: all of it or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import strawberry

from api import limits
from api.graphql.context import Info
from api.graphql.types.dry_run import DryRun, in_time_for
from api.graphql.types.inputs import EventInput, record_of
from api.graphql.types.problem import Problem as ShownProblem
from api.graphql.types.results import Conflict, Denied, Invalid, Recorded, RecordResult
from api.graphql.types.scalars import DateTime, Position
from api.http.auth import NotAllowed
from api.http.authentication import audit_append, audit_refusal
from domain.events import Event, interchange
from domain.events.acts import act_of
from domain.events.disclosure import TO_ALL, Disclosure
from domain.values import knowledge
from domain.values.access import Act
from domain.values.problems import Problem, Refused
from domain.values.terms import Visibility
from service.asking.known import known_by
from service.asking.utterers import first_utterer, utterer_warnings
from service.dry_run import tried
from store.read.log import Head
from store.write.append import AppendConflict, Appended
from store.write.batch import Batch, disclosed_as


@strawberry.type
class Mutation:
    """Appending to the log: nothing in it is ever changed or removed."""

    @strawberry.mutation
    async def record(
        self,
        info: Info,
        events: list[EventInput],
        idempotency_key: str,
        expected_position: Position | None = None,
        dry_run: bool = False,
        visibility: Visibility = Visibility.PUBLIC,
        release_at: DateTime | None = None,
    ) -> RecordResult:
        """Record a batch, all of it or nothing. Sent again with the same key, it returns the first result.

        `expectedPosition`: record only if the log still ends there. `visibility`: who may open these events;
        `releaseAt`: the embargo, before which only those may who read the record itself. What is said of them stands in
        the batch as well, as VisibilitySet.
        """
        records = [record_of(event) for event in events]
        draft = Draft(records, idempotency_key, ("events",), expected_position, Disclosure(visibility, release_at))
        return await write(info, draft, dry_run)

    @strawberry.mutation
    async def correct(
        self,
        info: Info,
        event: strawberry.ID,
        replacement: EventInput,
        reason: str,
        idempotency_key: str,
        expected_position: Position | None = None,
        dry_run: bool = False,
        visibility: Visibility = Visibility.PUBLIC,
        release_at: DateTime | None = None,
    ) -> RecordResult:
        """Replace an event by `replacement`. Known from when the replacement was published."""
        record = {
            "type": "EventCorrected",
            "event": event,
            "replacement": record_of(replacement),
            "reason": reason,
        }
        disclosure = Disclosure(visibility, release_at)
        return await write(info, Draft([record], idempotency_key, None, expected_position, disclosure), dry_run)

    @strawberry.mutation
    async def retract(
        self,
        info: Info,
        event: strawberry.ID,
        reason: str,
        idempotency_key: str,
        source: strawberry.ID | None = None,
        published: date | None = None,
        published_at: DateTime | None = None,
        expected_position: Position | None = None,
        dry_run: bool = False,
        visibility: Visibility = Visibility.PUBLIC,
        release_at: DateTime | None = None,
    ) -> RecordResult:
        """Withdraw an event from when its retraction was published. A retraction can be retracted."""
        record: dict[str, Any] = {"type": "EventRetracted", "event": event, "reason": reason}
        known = known_by(published, published_at)
        given = {"source": source, "published": known and knowledge.written(known)}
        record |= {name: value for name, value in given.items() if value is not None}
        disclosure = Disclosure(visibility, release_at)
        return await write(info, Draft([record], idempotency_key, None, expected_position, disclosure), dry_run)


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be recorded. `path` leads to the list of the records; None where the arguments are the one event."""

    records: list[dict[str, Any]]
    key: str
    path: tuple[str, ...] | None = None
    expected: int | None = None
    disclosure: Disclosure = TO_ALL

    def shown(self, problem: Problem) -> Problem:
        """With a path to where the sender gave what is wrong."""
        first, *rest = problem.path or ("",)
        if first == "idempotencyKey":
            return problem
        if first.isdecimal() and int(first) >= len(self.records):
            # Of the event that says who may open the others, which is made of arguments.
            return Problem(("visibility",), problem.code, problem.message)
        if self.path is None:
            return Problem(tuple(rest), problem.code, problem.message)
        return problem.under(*self.path)


async def write(info: Info, draft: Draft, is_dry: bool) -> RecordResult:
    """Append what the records say, or only say what that would change."""
    caller = info.context.caller
    try:
        caller.require(Act.RECORD)
        events = parsed(draft.records)
        for act in {act_of(event) for event in events}:
            caller.require(act)
        batch = Batch(events, draft.key, caller.principal.name, info.context.clock(), draft.expected)
        batch = disclosed_as(batch, draft.disclosure)
        if is_dry:
            return await _tried(info, batch, draft)
        how = {"key": batch.key, "by": batch.by, "now": batch.now, "expected": batch.expected}
        appended = await info.context.append(batch.events, **how)
    except NotAllowed as refusal:
        audit_refusal(refusal, door="mutation", by=caller.principal.name)
        return Denied.from_refusal(refusal)
    except AppendConflict as conflict:
        return Conflict.from_append(conflict)
    except Refused as refused:
        return Invalid.from_problems([draft.shown(problem) for problem in refused.problems])
    # From here on no error may read as if nothing had been recorded: outcomes.py.
    info.context.recorded[str(info.path.key)] = appended
    audit_append(caller.principal, appended)
    return await recorded(info, appended, batch.events, draft)


async def _tried(info: Info, batch: Batch, draft: Draft) -> DryRun | Recorded:
    """In this process, also where another one writes."""
    reading = await info.context.read_where_written()
    done = await in_time_for(info, tried(reading, batch))
    if isinstance(done, Appended):
        return await recorded(info, done, batch.events, draft)
    return DryRun.from_tried(done, [ShownProblem.from_found(draft.shown(warning)) for warning in done.warnings])


async def recorded(info: Info, appended: Appended, events: Sequence[Event], draft: Draft) -> Recorded:
    """The answer, at the end of the batch; at the end of the log where it was recorded earlier. The log is read for
    what is asked of the answer, and not at all for a position.
    """
    context = info.context
    if appended.replayed:
        reading = await context.read_where_written()
    else:
        reading = await context.read_where_written(Head(appended.last, None, appended.last))
    warnings = await reading.ask(utterer_warnings, events) if any(map(first_utterer, events)) else []
    return Recorded(
        position=Position(appended.last),
        warnings=[ShownProblem.from_found(draft.shown(warning)) for warning in warnings],
        replayed=appended.replayed,
        first=appended.first,
        at=reading.here,
    )


def parsed(records: list[dict[str, Any]]) -> list[Event]:
    """The events, or Refused with every problem of all of them: each path starts with the event's index."""
    if not 1 <= len(records) <= limits.BATCH_EVENTS_MAX:
        remedy = f"give 1 to {limits.BATCH_EVENTS_MAX} events in one batch"
        raise Refused(Problem((), "BATCH_SIZE", f"{len(records)} events: {remedy}"))
    found, problems = [], []
    for index, record in enumerate(records):
        try:
            found.append(interchange.parse(record))
        except Refused as refused:
            problems += [problem.under(str(index)) for problem in refused.problems]
    if problems:
        raise Refused(*problems)
    return found
