"""The answers that the store must give, worked out from the events alone: no SQL, and none of the code of the store."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from domain.control.aspects import Aspect
from domain.control.claims import Claim
from domain.control.interest import Speaker, Stakes, interest
from domain.events import (
    ActorRegistered,
    ControlAsserted,
    ControlChanged,
    ControlConfirmed,
    Event,
    EventCorrected,
    EventRetracted,
    SourceRegistered,
    StateClaim,
    StatusReported,
)
from domain.events.voices import voice
from domain.values.terms import Direction, Interest


class Recorded(NamedTuple):
    position: int
    event: Event
    known: datetime


def standing_claims(
    log: Sequence[Recorded],
    place: str,
    known_at: datetime | None,
    position: int,
    aspect: Aspect = Aspect.CONTROL,
) -> list[Claim]:
    """The claims about one place at these coordinates, in the order of the log."""
    recorded = [entry for entry in log if entry.position <= position]
    counting = _counting(log, known_at, position)
    places, claim = (_held, _claim) if aspect is Aspect.CONTROL else (_used, _status_claim)
    return [claim(one, recorded) for one in counting if _stands(one, counting) and place in places(_content(one))]


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


def _used(claim: Event) -> tuple[str, ...]:
    """The places of which it says whether they can be used."""
    return (claim.place,) if isinstance(claim, StatusReported) else ()


def _status_claim(one: Recorded, recorded: Sequence[Recorded]) -> Claim:
    claim = _content(one)
    sources = {_content(r).source: _content(r) for r in recorded if isinstance(_content(r), SourceRegistered)}
    source = sources.get(claim.source)
    return Claim(
        position=one.position,
        changed=False,
        holder=None if claim.status == "UNKNOWN" else claim.status.value,
        level=claim.direction or Direction.BOTH,
        occurred=claim.occurred,
        known=one.known,
        interest=Interest.NEUTRAL,
        reliability=source.reliability if source else None,
        credibility=claim.credibility,
        **_speaking(one, source, recorded),
    )


def _claim(one: Recorded, recorded: Sequence[Recorded]) -> Claim:
    claim = _content(one)
    sides = {_content(r).actor: _content(r).side for r in recorded if isinstance(_content(r), ActorRegistered)}
    sources = {_content(r).source: _content(r) for r in recorded if isinstance(_content(r), SourceRegistered)}
    source = sources.get(claim.source)
    is_change = isinstance(claim, ControlChanged)
    gainer, loser = (claim.gainer, claim.loser) if is_change else (claim.holder, None)
    utterer = claim.attribution[0] if claim.attribution else None
    speaker = Speaker(utterer, claim.source, source.affiliation if source else None)
    return Claim(
        position=one.position,
        changed=is_change,
        holder=gainer,
        level=claim.level,
        occurred=claim.occurred,
        known=one.known,
        loser=loser,
        manner=claim.manner if is_change else None,
        interest=interest(Stakes(gainer, loser), speaker, sides),
        reliability=source.reliability if source else None,
        credibility=claim.credibility,
        regained=is_change and claim.regained,
        **_speaking(one, source, recorded),
    )


def _speaking(one: Recorded, source: SourceRegistered | None, recorded: Sequence[Recorded]) -> dict[str, Any]:
    """Who speaks, in the place of which earlier claim, and as a copy of which."""
    claim, first = _content(one), _first(one, recorded)
    utterer = claim.attribution[0] if claim.attribution else None
    return {
        "voice": voice(utterer, source and source.publisher, claim.source, one.position),
        "corrects": None if first is one else (first.known, first.position),
        "copy_of": _original(one, recorded).position if claim.copy_of else None,
    }


def _first(one: Recorded, recorded: Sequence[Recorded]) -> Recorded:
    """What it corrects in the end, as far as that is a claim of the same kind; itself, if it is no correction."""
    if not isinstance(one.event, EventCorrected):
        return one
    target = next(entry for entry in recorded if entry.event.id == one.event.event)
    return _first(target, recorded) if isinstance(_content(target), StateClaim) else one


def _original(one: Recorded, recorded: Sequence[Recorded]) -> Recorded:
    """The first event with the text."""
    copied = _content(one).copy_of
    if not copied:
        return _first(one, recorded)
    return _original(next(entry for entry in recorded if entry.event.id == copied), recorded)
