"""What backs a state: its claims, by whom, and the days for which they vouch."""

from collections.abc import Iterable, Sequence
from datetime import timedelta
from operator import attrgetter
from typing import NamedTuple

from domain.control.claims import Claim
from domain.values.days import Days, joined

_DAY = timedelta(days=1)
_ORDER, _WORD = attrgetter("order"), attrgetter("voice", "utterance")


class Evidence(NamedTuple):
    """The claims by position, latest first; by how many voices, and the days for which they vouch."""

    claims: tuple[int, ...]
    voices: int
    vouched: tuple[Days, ...]


def evidence(claims: Sequence[Claim]) -> Evidence:
    return Evidence(latest_first(claims), voices(claims), vouched(claims))


def latest_first(claims: Iterable[Claim]) -> tuple[int, ...]:
    """Positions of the claims and of those that they stand for, latest first."""
    every = [each for claim in claims for each in (claim, *claim.repeats)]
    every.sort(key=_ORDER, reverse=True)
    return tuple(dict.fromkeys([claim.position for claim in every]))


def voices(claims: Iterable[Claim]) -> int:
    """How many different voices speak in them; a copy is none."""
    return len({c.voice for claim in claims for c in (claim, *claim.repeats) if c.copy_of is None})


def vouched(claims: Iterable[Claim]) -> tuple[Days, ...]:
    """The days for which they vouch: the end of a change or of a sight, and every day between two sights of one voice
    that follow each other.
    """
    runs: list[Days] = []
    before: Claim | None = None
    for claim in sorted(claims, key=_WORD):
        day = claim.observed.end.date()
        goes_on = before and before.voice == claim.voice and not before.changed and claim.is_single_sight
        runs.append(Days(before.observed.end.date() if before and goes_on else day, day + _DAY))
        before = claim
    return tuple(joined(runs))
