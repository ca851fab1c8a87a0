"""What one event of a log says about another, wherever that one stands: which claims were annulled, which are told in
the place of an earlier one, and which repeat one. Plain Python, without Spark.

Few events refer to others, so all of these are put together in one place and handed to every worker.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.control.claims import Telling
from domain.control.standing import Annulment, annulled
from domain.events import EventCorrected, StateClaim, content
from store.read.stored_event import event_of


@dataclass(frozen=True, slots=True)
class Linked:
    """An event that refers to another, or that another refers to. `known`: the moment (UTC) from which it counts."""

    position: int
    id: str
    known: datetime
    is_claim: bool
    """Whether it is about the state of a place."""
    target: int | None = None
    is_correction: bool = False
    copy_of: str | None = None
    """The id of the event whose text it repeats."""


@dataclass(frozen=True, slots=True)
class Links:
    """By position: the claims that do not stand at the head; when a correction was told first; and of what repeats a
    text, the position at which that was told first.
    """

    annulled: frozenset[int]
    tellings: dict[int, Telling]
    copies: dict[int, int]


def linked(position: int, id: str, known: datetime, target: int | None, payload: str, sha256: str) -> Linked:
    """By the columns of an exported log. Raises DamagedRow."""
    event = event_of(position, payload, sha256)
    claim = content(event)
    copy_of = claim.copy_of if isinstance(claim, StateClaim) else None
    is_claim = isinstance(claim, StateClaim)
    return Linked(position, id, known, is_claim, target, isinstance(event, EventCorrected), copy_of)


def links(events: Iterable[Linked]) -> Links:
    """`events` are all that refer to another, and all that are referred to, in any order."""
    in_order = sorted(events, key=lambda event: event.position)
    acts = [Annulment(event.position, event.target, event.is_correction) for event in in_order if event.target]
    tellings = _tellings(in_order)
    first = {event.id: tellings[event.position][1] for event in in_order}
    copies = _copies(in_order, first)
    corrected = {event.position: tellings[event.position] for event in in_order if event.target}
    return Links(frozenset(annulled(acts)), corrected, copies)


def _tellings(in_order: list[Linked]) -> dict[int, Telling]:
    """A correction of a claim keeps the place of what it corrects."""
    tellings: dict[int, Telling] = {}
    claims = {event.position for event in in_order if event.is_claim}
    for event in in_order:
        keeps = event.is_claim and event.target in claims
        tellings[event.position] = tellings[event.target or 0] if keeps else (event.known, event.position)
    return tellings


def _copies(in_order: list[Linked], first: dict[str, int]) -> dict[int, int]:
    copies: dict[int, int] = {}
    for event in in_order:
        if event.copy_of:
            copies[event.position] = first[event.copy_of]
            # What repeats a copy repeats what that repeats.
            first[event.id] = first[event.copy_of]
    return copies
