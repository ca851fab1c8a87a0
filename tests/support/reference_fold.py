"""The answers that the store must give, worked out from the events alone: no SQL, and none of the code of the store."""

from collections.abc import Iterable, Sequence
from datetime import datetime
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
    known: datetime


def standing_claims(log: Sequence[Recorded], place: str, known_at: datetime | None, position: int) -> list[Claim]:
    """The claims about one place at these coordinates, in the order of the log."""
    recorded = [entry for entry in log if entry.position <= position]
    counting = _counting(log, known_at, position)
    return [_claim(one, recorded) for one in counting if _stands(one, counting) and place in _held(_content(one))]


def standing_positions(log: Sequence[Recorded], known_at: datetime | None, position: int) -> set[int]:
    """Of all events of the log, those that nothing annuls at these coordinates."""
    counting = _counting(log, known_at, position)
    return {entry.position for entry in log if _stands(entry, counting)}


def _counting(log: Sequence[Recorded], known_at: datetime | None, position: int) -> list[Recorded]:
    return [entry for entry in log if entry.position <= position and (known_at is None or entry.known <= known_at)]


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


def _content(one: Recorded) -> Event:
    return one.event.replacement if isinstance(one.event, EventCorrected) else one.event


def _held(claim: Event) -> tuple[str, ...]:
    """The places that it says somebody holds."""
    if isinstance(claim, ControlConfirmed):
        return claim.places
    return (claim.place,) if isinstance(claim, ControlChanged | ControlAsserted) else ()


def _claim(one: Recorded, recorded: Sequence[Recorded]) -> Claim:
    claim = _content(one)
    sides = {_content(r).actor: _content(r).side for r in recorded if isinstance(_content(r), ActorRegistered)}
    sources = {_content(r).source: _content(r) for r in recorded if isinstance(_content(r), SourceRegistered)}
    source = sources.get(claim.source)
    is_change = isinstance(claim, ControlChanged)
    gainer, loser = (claim.gainer, claim.loser) if is_change else (claim.holder, None)
    speaker = utterer(claim.attribution, source.affiliation if source else None, sides)
    return Claim(
        position=one.position,
        changed=is_change,
        holder=gainer,
        level=claim.level,
        occurred=claim.occurred,
        known=one.known,
        source=claim.source,
        loser=loser,
        manner=claim.manner if is_change else None,
        interest=interest(Stakes(gainer, loser), speaker, source is not None, sides),
        reliability=source.reliability if source else None,
        credibility=claim.credibility,
    )
