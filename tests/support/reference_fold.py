"""The answers that the store must give, worked out from the events alone: no SQL, and none of the code of the store."""

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
    recorded = [entry for entry in log if entry.position <= position]
    counting = _counting(log, known_on, position)
    return [
        _claim(entry, recorded) for entry in counting if _stands(entry, counting) and place in _held(_statement(entry))
    ]


def standing_positions(log: Sequence[Recorded], known_on: date | None, position: int) -> set[int]:
    """Of all events of the log, those that nothing annuls at these coordinates."""
    counting = _counting(log, known_on, position)
    return {entry.position for entry in log if _stands(entry, counting)}


def _counting(log: Sequence[Recorded], known_on: date | None, position: int) -> list[Recorded]:
    return [entry for entry in log if entry.position <= position and (known_on is None or entry.known <= known_on)]


def _stands(entry: Recorded, log: Iterable[Recorded]) -> bool:
    """Nothing that still holds says otherwise."""
    return not any(
        isinstance(act.event, EventCorrected | EventRetracted)
        and act.event.event == entry.event.id
        and _holds(act, log)
        for act in log
    )


def _holds(act: Recorded, log: Iterable[Recorded]) -> bool:
    """What a correction or retraction did ends when it is retracted itself, and not when it is corrected."""
    return not any(
        isinstance(other.event, EventRetracted) and other.event.event == act.event.id and _holds(other, log)
        for other in log
    )


def _statement(entry: Recorded) -> Event:
    """What the event states: of a correction, what it puts in place of the corrected event."""
    return entry.event.replacement if isinstance(entry.event, EventCorrected) else entry.event


def _held(statement: Event) -> tuple[str, ...]:
    """The places that it says somebody holds."""
    if isinstance(statement, ControlConfirmed):
        return statement.places
    return (statement.place,) if isinstance(statement, ControlChanged | ControlAsserted) else ()


def _claim(entry: Recorded, recorded: Sequence[Recorded]) -> Claim:
    statement = _statement(entry)
    sides = {_statement(r).actor: _statement(r).side for r in recorded if isinstance(_statement(r), ActorRegistered)}
    sources = {_statement(r).source: _statement(r) for r in recorded if isinstance(_statement(r), SourceRegistered)}
    source = sources.get(statement.source)
    is_change = isinstance(statement, ControlChanged)
    gainer, loser = (statement.gainer, statement.loser) if is_change else (statement.holder, None)
    speaker = utterer(statement.attribution, source.affiliation if source else None, sides)
    return Claim(
        position=entry.position,
        changed=is_change,
        holder=gainer,
        level=statement.level,
        occurred=statement.occurred,
        published=entry.known,
        source=statement.source,
        loser=loser,
        manner=statement.manner if is_change else None,
        interest=interest(Stakes(gainer, loser), speaker, source is not None, sides),
        reliability=source.reliability if source else None,
        credibility=statement.credibility,
    )
