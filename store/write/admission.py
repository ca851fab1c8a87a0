"""Whether a batch may enter the log: every problem of it in one go, each with place and remedy."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from itertools import chain

from domain.events import (
    BaseEvent,
    Claim,
    Event,
    EventCorrected,
    EventRetracted,
    PlaceChanged,
    SourceRegistered,
    VisibilitySet,
    content,
    interchange,
    target,
)
from domain.events.event_places import place_refs, with_place_ids
from domain.events.references import ListedPlaceRef
from domain.values import limits as domain_limits
from domain.values.problems import Problem, Refused
from store.db import limits
from store.write.annulment_rules import annulment_problems
from store.write.every_place import last_day, resolve_all
from store.write.lookup import values
from store.write.reference_state import ReferenceState
from store.write.registration_rules import registration_problems
from store.write.registry import ACTORS, PLACES, SOURCES


@dataclass(frozen=True, slots=True)
class Accepted:
    """An event with the ids of its places, its exact text, and the position of what it annuls."""

    event: Event
    payload: str
    position: int
    target: int | None


@dataclass(slots=True)
class _Problems:
    """The first problems, and how many more there are."""

    problems: list[Problem] = field(default_factory=list)
    more: int = 0

    def add(self, problem: Problem) -> None:
        if len(self.problems) < limits.PROBLEMS_MAX:
            self.problems.append(problem)
        else:
            self.more += 1

    def refuse(self) -> None:
        if self.more:
            self.problems.append(Problem((), "MORE_PROBLEMS", f"and {self.more:,} more: mend these first"))
        if self.problems:
            raise Refused(*self.problems)


def accept(state: ReferenceState, events: Sequence[Event], first: int, texts: Sequence[str]) -> list[Accepted]:
    """The events as they enter the log from position `first` on. Raises Refused with every problem.

    `texts` are the events as lines of the interchange format.
    """
    found, accepted = _Problems(), []
    for index, (event, text) in enumerate(zip(events, texts, strict=True)):
        resolved = with_place_ids(event, partial(_ids_or_nothing, state, last_day(event)))
        payload = text if resolved is event else interchange.write(resolved)
        for problem in _problems(state, event, resolved, payload):
            found.add(problem.under(str(index)))
        annuls = state.events.get(target(event) or "")
        # What is wrong is learned too, or each event that refers to it would be one more problem.
        state.learn(resolved, first + index)
        accepted.append(Accepted(resolved, payload, first + index, annuls.position if annuls else None))
    found.refuse()
    return accepted


def _ids_or_nothing(state: ReferenceState, day: date | None, ref: ListedPlaceRef) -> Sequence[str]:
    found = resolve_all(state, ref, day)
    return ("",) if isinstance(found, Problem) else found


def _problems(state: ReferenceState, event: Event, resolved: Event, payload: str) -> Iterator[Problem]:
    if event.id in state.events:
        yield Problem(("id",), "ID_TAKEN", f"there is an event {event.id} already: give another id, or none")
    if len(payload) > domain_limits.EVENT_BYTES_MAX:
        # Ids and the report's own names have been added by now. What is longer could be written and never
        # read again.
        message = f"has {len(payload):,} characters, {domain_limits.EVENT_BYTES_MAX:,} at most: shorten it"
        yield Problem((), "TOO_LONG", message)
    for path, ref in place_refs(event):
        if isinstance(found := resolve_all(state, ref, last_day(event)), Problem):
            yield found.under(*path)
    yield from (Problem(path, "TOO_MANY_PLACES", message) for path, message in _long_lists(resolved))
    yield from _references(state, event, event.id)
    if isinstance(event, EventCorrected):
        yield from (one.under("replacement") for one in _references(state, event.replacement, event.id))
        if isinstance(event.replacement, Claim) and event.replacement.copy_of == event.event:
            message = "the replacement stands for that event itself: leave copyOf out"
            yield Problem(("replacement", "copyOf"), "SELF_REFERENCE", message)
    if isinstance(event, EventCorrected | EventRetracted):
        yield from annulment_problems(state, event)
    yield from registration_problems(state, resolved)


def is_complete(state: ReferenceState, event: Event) -> bool:
    """Whether all that an event of a log refers to is there."""
    claim = content(event)
    if isinstance(claim, PlaceChanged) and claim.place not in state.versions[PLACES]:
        return False
    if any(isinstance(resolve_all(state, ref, last_day(event)), Problem) for _, ref in place_refs(event)):
        return False
    return not any(chain(_references(state, event, event.id), _references(state, claim, event.id)))


def _references(state: ReferenceState, claim: BaseEvent, own_id: str | None) -> Iterator[Problem]:
    """Actors, sources and events that are not there."""
    if claim.source and not isinstance(claim, SourceRegistered) and claim.source not in state.versions[SOURCES]:
        yield Problem(("source",), "UNKNOWN_SOURCE", _unregistered("source", claim.source, "SourceRegistered"))
    for path, actor in _ids(claim, claim.ACTORS):
        if actor not in state.versions[ACTORS]:
            yield Problem(path, "UNKNOWN_ACTOR", _unregistered("actor", actor, "ActorRegistered"))
    yield from _copy_problems(state, claim)
    annuls = claim.event if isinstance(claim, EventCorrected | EventRetracted) else None
    for path, event in _ids(claim, claim.EVENTS):
        if event == own_id:
            message = "an event cannot refer to itself: give the id of an earlier one"
            yield Problem(path, "SELF_REFERENCE", message)
        elif event not in state.events:
            message = f"there is no event {event} before this one: check the id and the order"
            yield Problem(path, "UNKNOWN_EVENT", message)
        elif state.events[event].type == VisibilitySet.TYPE and event != annuls:
            # No audience is given those, nor what refers to one of them. Of what annuls one, annulment_rules tells.
            message = f"{event} only says who may open others, and is never shown: name one of those, or leave it out"
            yield Problem(path, "VISIBILITY_REFERRED", message)


def _copy_problems(state: ReferenceState, claim: BaseEvent) -> Iterator[Problem]:
    copied = state.events.get(claim.copy_of or "") if isinstance(claim, Claim) else None
    if copied is not None and copied.event is not None and (original := content(copied.event).TYPE) != claim.TYPE:
        message = f"a {claim.TYPE} is no copy of a {original}: use partOf or incident for what belongs together"
        yield Problem(("copyOf",), "OTHER_TYPE", message)


def _long_lists(resolved: BaseEvent) -> Iterator[tuple[tuple[str, ...], str]]:
    """Lists of places that are too long now that `every` is written out."""
    claim = resolved.replacement if isinstance(resolved, EventCorrected) else resolved
    prefix = ("replacement",) if claim is not resolved else ()
    for name, alias in claim.place_fields():
        number, most = len(values(claim, name)), domain_limits.LIST_ITEMS_MAX
        if number > most:
            yield (*prefix, alias), f"means {number:,} places, {most:,} at most: name smaller areas, in several events"


def _unregistered(what: str, id: str, event_type: str) -> str:
    return f"no {what} {id} is registered: record its {event_type} first, or check the spelling"


def _ids(claim: BaseEvent, fields: Iterable[str]) -> Iterator[tuple[tuple[str, ...], str]]:
    for name in fields:
        value = getattr(claim, name)
        if not value:
            continue
        alias = type(claim).model_fields[name].alias or name
        if isinstance(value, tuple):
            yield from (((alias, str(number)), one) for number, one in enumerate(value))
        else:
            yield (alias,), value
