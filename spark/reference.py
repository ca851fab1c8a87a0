"""Actors and sources as they are registered at the head of a log, which decide how far a voice is believed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from domain.events import ActorRegistered, Event, SourceRegistered, content
from store.read.stored_event import event_of
from store.write.projections.versions import Succession
from store.write.registry import ACTORS, SOURCES, Register, first_day

TYPES = (ActorRegistered.TYPE, SourceRegistered.TYPE)


class Registration(NamedTuple):
    """One that stands in the log: a registration, or the correction of one at the position `target`."""

    position: int
    target: int | None
    payload: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Reference:
    """By id: the affiliation, reliability and publisher of each source, and the side of each actor."""

    sources: dict[str, tuple[str | None, str | None, str | None]]
    sides: dict[str, str | None]


def reference(registrations: Iterable[Registration]) -> Reference:
    """In any order. Raises DamagedRow."""
    in_order = [(each, event_of(each.position, each.payload, each.sha256)) for each in sorted(registrations)]
    return Reference(_in_force(SOURCES, in_order, _of_source), _in_force(ACTORS, in_order, lambda actor: actor.side))


def _of_source(source: SourceRegistered) -> tuple[str | None, str | None, str | None]:
    return source.affiliation, source.reliability and source.reliability.value, source.publisher


def _in_force(
    register: Register, in_order: list[tuple[Registration, Event]], value: Callable[[Any], Any]
) -> dict[str, Any]:
    order, events = Succession({}), {each.position: event for each, event in in_order}
    for each, event in in_order:
        if subject := register.registered(event):
            order.follows(subject, each.position, first_day(event), each.target)
    return {subject: value(content(events[max(now)])) for subject, now in order.now.items() if now}
