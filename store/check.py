"""Whether a batch may enter the log: every problem of it found in one go, each with its place and its remedy."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from domain.events import BaseEvent, Event, EventCorrected, EventRetracted, SourceRegistered, target
from domain.problems import Problem, Refused
from domain.references import place_refs, with_place_ids
from store import limits
from store.check_annulment import annulment_problems
from store.check_registration import registration_problems
from store.known import Known
from store.lookup import values
from store.meant import meant
from store.registry import ACTORS, SOURCES


@dataclass(frozen=True, slots=True)
class Accepted:
    """An event whose places are ids, and the position of the event that it corrects or retracts."""

    event: Event
    position: int
    target: int | None


def accept(known: Known, events: Sequence[Event], first: int) -> list[Accepted]:
    """The events as they enter the log from position `first` on. Raises Refused with all problems, or the first many."""
    problems: list[Problem] = []
    accepted = []
    for index, event in enumerate(events):
        resolved = with_place_ids(event, partial(_id_or_nothing, known))
        problems += (problem.under(str(index)) for problem in _problems(known, event, resolved))
        annuls = known.events.get(target(event) or "")
        # What is wrong is learned too, or each event that refers to it would be one more problem.
        known.learn(resolved, first + index)
        accepted.append(Accepted(resolved, first + index, annuls and annuls.position))
    if problems:
        raise Refused(*_bounded(problems))
    return accepted


def _bounded(problems: list[Problem]) -> list[Problem]:
    if (more := len(problems) - limits.PROBLEMS_MAX) <= 0:
        return problems
    rest = Problem((), "MORE_PROBLEMS", f"and {more:,} more: mend these first")
    return [*problems[: limits.PROBLEMS_MAX], rest]


def _id_or_nothing(known: Known, ref: object) -> str:
    found = meant(known, ref)
    return "" if isinstance(found, Problem) else found


def _problems(known: Known, event: Event, resolved: Event) -> Iterator[Problem]:
    if event.id in known.events:
        yield Problem(("id",), "ID_TAKEN", f"there is an event {event.id} already: give another id, or none")
    for path, ref in place_refs(event):
        if isinstance(found := meant(known, ref), Problem):
            yield found.under(*path)
    yield from _references(known, event, event.id)
    if isinstance(event, EventCorrected):
        yield from (one.under("replacement") for one in _references(known, event.replacement, event.id))
    if isinstance(event, EventCorrected | EventRetracted):
        yield from annulment_problems(known, event)
    yield from registration_problems(known, resolved)


def _references(known: Known, said: BaseEvent, own_id: str | None) -> Iterator[Problem]:
    """Actors, sources and events that are not there."""
    if said.source and not isinstance(said, SourceRegistered) and said.source not in known.versions[SOURCES]:
        message = (
            f"no source {said.source} is registered: record its SourceRegistered first, or check the spelling"
        )
        yield Problem(("source",), "UNKNOWN_SOURCE", message)
    for path, actor in _ids(said, said.ACTORS):
        if actor not in known.versions[ACTORS]:
            message = (
                f"no actor {actor} is registered: record its ActorRegistered first, or check the spelling"
            )
            yield Problem(path, "UNKNOWN_ACTOR", message)
    for path, event in _ids(said, said.EVENTS):
        if event == own_id:
            yield Problem(
                path, "SELF_REFERENCE", "an event cannot refer to itself: give the id of an earlier one"
            )
        elif event not in known.events:
            yield Problem(
                path,
                "UNKNOWN_EVENT",
                f"there is no event {event} before this one: check the id and the order",
            )


def _ids(said: BaseEvent, fields: Iterable[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    for name in fields:
        alias = type(said).model_fields[name].alias or name
        for i, one in enumerate(found := values(said, name)):
            yield ((alias, str(i)) if isinstance(getattr(said, name), tuple) else (alias,)), one
