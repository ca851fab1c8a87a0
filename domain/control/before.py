"""Before: the one relation between turns to different states, with its reasons.

    TIME   its window ends no later than the other's begins
    SEEN   it was still seen inside the other's window, or the other was clearly seen after it, at the end of a list
    LOSER  the other's loser is its holder, or the other is a regaining from its holder
    OWN    one voice tells of both, of equal or nested dates, and told of this one first

TIME is never broken. Of the orders that keep it, the one that breaks the fewest of the others is taken, the strongest
first. SEEN and OWN hold between two turns whatever stands between them. LOSER is asked of each turn with the one before
it, since a place is lost by who held it last; where no turn is to the loser it tells nothing.
"""

from collections.abc import Collection

from domain.control.claims import Claim
from domain.control.turns import Turn
from domain.values.terms import OrderReasonKind

_SEEN, _LOSER, _OWN = 10**12, 10**6, 1
"""What it costs to break a reason. One of a stronger kind costs more than all of the weaker kinds together, as long as
there are fewer than a million turns."""


def time(first: Turn, second: Turn) -> bool:
    return first.window.end <= second.window.start


def seen(first: Turn, second: Turn) -> bool:
    """It was still seen: its own turn may lie before the other's window. Or the other is a state that was clearly seen
    after a change to the first within its window, at the end of a list.
    """
    start, end = second.window
    if first.window.start <= start < first.last_sight_before(end):
        return True
    return first.window.end <= second.clearly_seen and start < first.window.end and first.window.start < end


def loser(first: Turn, second: Turn) -> bool:
    return first.held[0] in second.losers or (
        second.is_regaining and not second.losers and first.held[0] != second.held[0]
    )


def own(first: Turn, second: Turn) -> bool:
    """Whether every voice that tells of both, of equal or nested dates, told of the first one first."""
    shared = first.words.keys() & second.words.keys()
    pairs = ((first.words[voice][0], second.words[voice][0]) for voice in shared)
    nested = [(a, b) for a, b in pairs if a.observed.covers(b.observed) or b.observed.covers(a.observed)]
    return bool(nested) and all(_spoke_before(a, b) for a, b in nested)


def _spoke_before(first: Claim, second: Claim) -> bool:
    """Sights of one day may still have moments of their own, and a state that the voice saw within the time of a change
    was there before it; else what was told first came first.
    """
    if not first.changed and not second.changed and first.sighted != second.sighted:
        return first.sighted < second.sighted
    if _saw_within(first, second) or _saw_within(second, first):
        return second.changed
    return first.told < second.told


def _saw_within(sight: Claim, change: Claim) -> bool:
    return not sight.changed and change.changed and change.window.start < sight.sighted < change.window.end


def reason(first: Turn, second: Turn) -> OrderReasonKind:
    """The strongest reason for which the first turn is taken to have come before the second."""
    return next((kind for kind, holds in _REASONS if holds(first, second)), OrderReasonKind.OPEN)


_REASONS = (
    (OrderReasonKind.TIME, time),
    (OrderReasonKind.SEEN, seen),
    (OrderReasonKind.LOSER, loser),
    (OrderReasonKind.OWN, own),
)


def cost(first: Turn, second: Turn) -> int:
    """What it costs to put the first turn before the second, whatever stands between them."""
    if first.held == second.held:
        return 0
    return _SEEN * seen(second, first) + _OWN * own(second, first)


def cost_after(before: Turn | None, turn: Turn, others: Collection[Turn]) -> int:
    """What it costs to put the turn directly after another one, or at the very beginning. `others` are all turns that
    may have come before it.
    """
    if not turn.losers and not turn.is_regaining:
        return 0
    lost_before = before is not None and before.held[0] in turn.losers
    lost = not lost_before and any(other.held[0] in turn.losers for other in others)
    regained = before is None and turn.is_regaining and any(other.held[0] != turn.held[0] for other in others)
    return _LOSER * (lost + regained)
