"""What the store must answer, worked out from the events alone: no SQL, and none of the store's own code."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from domain.control.claims import Claim
from domain.control.interest import Stakes, interest, utterer
from domain.events import (
    ActorRegistered,
    ControlAsserted,
    ControlChanged,
    ControlConfirmed,
    Event,
    EventCorrected,
    EventRetracted,
    SourceRegistered,
)


class Recorded(NamedTuple):
    position: int
    event: Event
    known: date


def standing_claims(log: Sequence[Recorded], place: str, known_on: date | None, position: int) -> list[Claim]:
    """The claims about one place at these coordinates, in the order of the log."""
    recorded = [one for one in log if one.position <= position]
    counting = _counting(log, known_on, position)
    return [_claim(one, recorded) for one in counting if _stands(one, counting) and place in _held(_said(one))]


def standing_positions(log: Sequence[Recorded], known_on: date | None, position: int) -> set[int]:
    """Of all events of the log, those that nothing annuls at these coordinates."""
    counting = _counting(log, known_on, position)
    return {one.position for one in log if _stands(one, counting)}


def _counting(log: Sequence[Recorded], known_on: date | None, position: int) -> list[Recorded]:
    return [one for one in log if one.position <= position and (known_on is None or one.known <= known_on)]


def _stands(one: Recorded, log: Iterable[Recorded]) -> bool:
    """Nothing that still holds says otherwise."""
    return not any(
        isinstance(act.event, EventCorrected | EventRetracted) and act.event.event == one.event.id and _holds(act, log)
        for act in log
    )


def _holds(act: Recorded, log: Iterable[Recorded]) -> bool:
    """What a correction or retraction did ends when it is retracted itself, and not when it is corrected."""
    return not any(
        isinstance(other.event, EventRetracted) and other.event.event == act.event.id and _holds(other, log)
        for other in log
    )


def _said(one: Recorded) -> Event:
    return one.event.replacement if isinstance(one.event, EventCorrected) else one.event


def _held(said: Event) -> tuple[str, ...]:
    """The places that it says somebody holds."""
    if isinstance(said, ControlConfirmed):
        return said.places
    return (said.place,) if isinstance(said, ControlChanged | ControlAsserted) else ()


def _claim(one: Recorded, recorded: Sequence[Recorded]) -> Claim:
    said = _said(one)
    sides = {_said(r).actor: _said(r).side for r in recorded if isinstance(_said(r), ActorRegistered)}
    sources = {_said(r).source: _said(r) for r in recorded if isinstance(_said(r), SourceRegistered)}
    source = sources.get(said.source)
    is_change = isinstance(said, ControlChanged)
    gainer, loser = (said.gainer, said.loser) if is_change else (said.holder, None)
    speaker = utterer(said.attribution, source.affiliation if source else None, sides)
    return Claim(
        position=one.position,
        changed=is_change,
        holder=gainer,
        level=said.level,
        occurred=said.occurred,
        published=one.known,
        source=said.source,
        loser=loser,
        manner=said.manner if is_change else None,
        interest=interest(Stakes(gainer, loser), speaker, source is not None, sides),
        reliability=source.reliability if source else None,
        credibility=said.credibility,
    )
