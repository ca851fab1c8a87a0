"""Turns that no evening shows: a place fell at six and was retaken at noon. Periods have the states of evenings."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import NamedTuple

from domain.control.claims import Claim, Held
from domain.control.resolved_place import resolved
from domain.control.state import Period
from domain.values.days import Days
from domain.values.interval import first_day_reaching
from domain.values.terms import Certainty, Policy


class BriefTurn(NamedTuple):
    """A turn to a state that was over by the end of the day on which it had certainly come.

    `days` are those within which it came; it was over on the last of them. `before` is the state of the place before
    it, None where nobody tells of one, `after` the one after it. `number` counts all turns of the place, so that those
    which follow each other are known. `certain`: their order is known.
    """

    number: int
    held: Held
    before: Held | None
    after: Held
    days: Days
    certain: bool


def brief_turns(claims: Sequence[Claim], policy: Policy) -> tuple[BriefTurn, ...]:
    """Those of one place by its standing claims, in order."""
    place = resolved(claims, policy)
    turns, is_known = place.turns, place.ordered.is_known
    brief = []
    for number, (turn, after) in enumerate(pairwise(turns)):
        if first_day_reaching(turn.when.end) == first_day_reaching(after.when.end):
            before = turns[number - 1] if number else None
            days = Days.between(turn.when.first_day, turn.when.last_day)
            certain = is_known(turn, after) and (before is None or is_known(before, turn))
            brief.append(BriefTurn(number, turn.held, before.held if before else None, after.held, days, certain))
    return tuple(brief)


def may_have_brief_turns(claims: int, periods: Iterable[Period]) -> bool:
    """Whether a place with this many standing claims may have any: no evening rests on what tells of a brief turn."""
    settled = (period.state.basis for period in periods if period.state.certainty is Certainty.ESTABLISHED)
    return claims > len({claim for basis in settled for claim in basis})
