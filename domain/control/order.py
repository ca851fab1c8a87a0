"""The order in which the turns of one place came.

Time gives the order where it can. Where it leaves the order open (fell and retaken on one day), the order is taken
in which each `loser` is the holder before it; within one source, the order of recording. What nothing decides stays
in the order of last resort (`Claim.order`) and is marked as not known: two sources may then be in dispute.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.control.turns import Turn
from domain.values.interval import OPEN_START, Interval


@dataclass(slots=True)
class OrderedTurn:
    """A turn in its place. `order_known`: something says that it came after the turn before it."""

    turn: Turn
    order_known: bool = True


def in_order(turns: Sequence[Turn]) -> list[OrderedTurn]:
    """The turns in order, each cut to the time after an opposing turn that it must have come after."""
    steps: list[OrderedTurn] = []
    holder: str | None = None
    for block in _blocks(sorted(turns, key=lambda turn: turn.order)):
        for turn in _settled(block, holder):
            steps.append(OrderedTurn(turn, _order_is_known(steps, turn)))
            holder = turn.held[0]
            _trim(steps)
    return steps


def _blocks(ordered: Sequence[Turn]) -> list[list[Turn]]:
    """Runs of turns whose order time leaves open."""
    blocks: list[list[Turn]] = []
    reached = OPEN_START
    for turn in ordered:
        place = turn.place_in_order
        if blocks and place.start < reached:
            blocks[-1].append(turn)
            reached = max(reached, place.end)
        else:
            blocks.append([turn])
            reached = place.end
    return blocks


def _settled(block: list[Turn], holder: str | None) -> list[Turn]:
    """The block in the order that its losers give, as far as they do."""
    if len(block) == 1:
        return block
    rest, settled = {turn: turn.place_in_order for turn in block}, []
    while rest:
        first = _next(rest, holder)
        del rest[first]
        settled.append(first)
        holder = first.held[0]
    return settled


def _next(rest: Mapping[Turn, Interval], holder: str | None) -> Turn:
    ended = min(place.end for place in rest.values())
    able = [turn for turn, place in rest.items() if place.start < ended]
    best = min(_fit(c, holder) for c in able)
    first, *others = [c for c in able if _fit(c, holder) == best]
    for other in others:
        if _spoken_before(other, first):
            first = other
    return first


def _fit(turn: Turn, holder: str | None) -> int:
    """How well the turn follows on this holder: 0 its loser held the place, 3 somebody else did."""
    if not turn.losers:
        return 1
    if holder is None:
        return 2
    return 0 if holder in turn.losers else 3


def _spoken_before(first: Turn, second: Turn) -> bool:
    """Whether every source that reports both turns reported the first one first."""
    both = first.voices & second.voices
    return bool(both) and all(
        a.spoken_before(b) for voice in both for a in first.claims_by(voice) for b in second.claims_by(voice)
    )


def _order_is_known(steps: Sequence[OrderedTurn], turn: Turn) -> bool:
    """Whether anything but the order of last resort says that the turn came after the last step."""
    if not steps:
        return True
    before = steps[-1].turn
    if not before.place_in_order.overlaps(turn.place_in_order):
        return True
    if not any(c.changed for c in before.claims) and all(c.changed for c in turn.claims):
        return before.place_in_order.end < turn.place_in_order.end or before.held[0] in turn.losers
    if any(not c.changed and c.observed.start >= before.when.end for c in turn.claims):
        return True
    if _spoken_before(before, turn):
        return True
    holder = steps[-2].turn.held[0] if len(steps) > 1 else None
    return _follows(holder, before, turn) and not _follows(holder, turn, before)


def _follows(holder: str | None, first: Turn, second: Turn) -> bool:
    """Whether the losers allow the first turn, then the second, after this holder. An unknown holder allows any."""
    return (holder is None or not first.losers or holder in first.losers) and (
        not second.losers or first.held[0] in second.losers
    )


def _trim(steps: Sequence[OrderedTurn]) -> None:
    """What came before cannot have come later; a turn of known order begins after the opposing one before it."""
    turn = steps[-1].turn
    for step in reversed(steps[:-1]):
        if step.turn.when.end <= turn.when.end:
            break
        step.turn.when = Interval(min(step.turn.when.start, turn.when.end), turn.when.end)
    if len(steps) == 1:
        return
    before = steps[-2].turn
    if steps[-1].order_known and before.held != turn.held and turn.when.start < before.when.end < turn.when.end:
        turn.when, turn.cut = Interval(before.when.end, turn.when.end), True
