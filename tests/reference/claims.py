"""The one way in which the references and the laws make a `Claim`, and make another one from it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from domain.control.claims import Claim
from domain.values import edtf
from domain.values.interval import OPEN_START, Interval
from domain.values.knowledge import end_of_known_day
from tests.reference.dates import moved
from tests.reference.own_order import Word


def make_claim(position: int, voice: str, published: date, **fields: Any) -> Claim:
    """A claim of a voice, known from the end of the day `published`; `fields` are those of `Claim`."""
    return Claim(position=position, voice=voice, known=end_of_known_day(published), **fields)


def turn_window(claim: Claim) -> Interval:
    """In which the turn fell; without a beginning for a state seen on a single date."""
    when = edtf.interval(claim.occurred)
    return Interval(OPEN_START, when.end) if is_sight(claim) else when


def vouched_time(claim: Claim) -> Interval:
    """The time for which it vouches: that of the change, or the date on which the state was seen."""
    return edtf.interval(claim.occurred) if claim.changed else edtf.end_part(claim.occurred)


def is_sight(claim: Claim) -> bool:
    return Word(claim.occurred, claim.changed).is_sight


def spoken_by(claim: Claim, voice: str) -> Claim:
    return replace(claim, voice=voice)


def with_actors(claim: Claim, names: Mapping[str, str]) -> Claim:
    return replace(
        claim,
        holder=claim.holder and names[claim.holder],
        loser=claim.loser and names[claim.loser],
    )


def days_later(claim: Claim, days: int) -> Claim:
    """The same claim about days that much later, and published that much later."""
    shift = timedelta(days=days)
    return replace(claim, occurred=moved(claim.occurred, lambda day: day + shift), known=claim.known + shift)


def at_positions(claims: Iterable[Claim], positions: Mapping[int, int]) -> list[Claim]:
    """The claims at other positions; a copy is still one of the same claim."""
    return [
        replace(
            claim,
            position=positions[claim.position],
            copy_of=None if claim.copy_of is None else positions.get(claim.copy_of),
        )
        for claim in claims
    ]


def with_a_correction(claims: Sequence[Claim], corrected: Claim) -> list[Claim]:
    """As if this claim were corrected to itself at the end of the log: it keeps its place among the words."""
    last = max(claim.position for claim in claims) + 1
    positions = {claim.position: claim.position for claim in claims} | {corrected.position: last}
    moved_claims = at_positions(claims, positions)
    return [replace(c, corrects=order_of_telling(corrected)) if c.position == last else c for c in moved_claims]


def copied(claim: Claim, position: int, voice: str) -> Claim:
    """The same text again in another paper, which says that it is a copy."""
    return replace(claim, position=position, voice=voice, copy_of=claim.position)


def in_words(claim: Claim) -> str:
    details = [
        f"from {claim.loser}" if claim.loser else "",
        "again" if claim.regained else "",
        "" if claim.interest == "NEUTRAL" else claim.interest,
        f"{claim.reliability or '-'}{claim.credibility or '-'}" if claim.reliability or claim.credibility else "",
    ]
    verb = "took it" if claim.changed else "is seen"
    words = [f"#{claim.position} {claim.voice}: {claim.holder} {claim.level} {verb} {claim.occurred}", *details]
    return " ".join(filter(None, words))


def order_of_telling(claim: Claim) -> tuple[datetime, int]:
    """Of two claims of one voice, the one that it made first is the smaller."""
    return claim.told
