"""The order of the changes of one place. Rules 1 and 2.

Time gives the order where it can. Where it leaves the order open (fell and retaken on one day), the order is taken
in which each `loser` is the holder before it; within one source, the order of recording. What nothing tells stays in
the order of rule 1, and is marked as not told: two sources may then be in dispute.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.control.turns import Change
from domain.values.interval import OPEN_START, Interval


@dataclass(slots=True)
class Step:
    """A change in its place. `told`: something says that it came after the step before it."""

    change: Change
    told: bool = True


def in_sequence(found: Sequence[Change]) -> list[Step]:
    """The changes in order, each cut to the time after an opposing change that it must have come after."""
    steps: list[Step] = []
    holder: str | None = None
    for block in _blocks(sorted(found, key=lambda change: change.order)):
        for change in _settled(block, holder):
            steps.append(Step(change, _is_told(steps, change)))
            holder = change.held[0]
            _trim(steps)
    return steps


def _blocks(ordered: Sequence[Change]) -> list[list[Change]]:
    """Runs of changes whose order time leaves open."""
    blocks: list[list[Change]] = []
    reached = OPEN_START
    for change in ordered:
        dated = change.dated
        if blocks and dated.start < reached:
            blocks[-1].append(change)
            reached = max(reached, dated.end)
        else:
            blocks.append([change])
            reached = dated.end
    return blocks


def _settled(block: list[Change], holder: str | None) -> list[Change]:
    """The block in the order that the losers tell, as far as they do."""
    if len(block) == 1:
        return block
    rest, settled = {change: change.dated for change in block}, []
    while rest:
        first = _next(rest, holder)
        del rest[first]
        settled.append(first)
        holder = first.held[0]
    return settled


def _next(rest: Mapping[Change, Interval], holder: str | None) -> Change:
    ended = min(dated.end for dated in rest.values())
    able = [change for change, dated in rest.items() if dated.start < ended]
    best = min(_fit(c, holder) for c in able)
    first, *others = [c for c in able if _fit(c, holder) == best]
    for other in others:
        if _told_before(other, first):
            first = other
    return first


def _fit(change: Change, holder: str | None) -> int:
    """How well the change follows on this holder: 0 its loser held the place, 3 somebody else did."""
    if not change.losers:
        return 1
    if holder is None:
        return 2
    return 0 if holder in change.losers else 3


def _told_before(one: Change, other: Change) -> bool:
    """Whether every source that tells of both told of this one first."""
    both = one.voices & other.voices
    return bool(both) and all(
        a.said_before(b) for voice in both for a in one.told_by(voice) for b in other.told_by(voice)
    )


def _is_told(steps: Sequence[Step], change: Change) -> bool:
    """Whether anything but the order of rule 1 says that the change came after the last step."""
    if not steps:
        return True
    before = steps[-1].change
    if not before.dated.overlaps(change.dated):
        return True
    if not any(c.changed for c in before.claims) and all(c.changed for c in change.claims):
        return before.dated.end < change.dated.end or before.held[0] in change.losers
    if any(not c.changed and c.word.start >= before.when.end for c in change.claims):
        return True
    if _told_before(before, change):
        return True
    holder = steps[-2].change.held[0] if len(steps) > 1 else None
    return _follows(holder, before, change) and not _follows(holder, change, before)


def _follows(holder: str | None, one: Change, other: Change) -> bool:
    """Whether the losers allow the first, then the second, after this holder. An unknown holder allows anybody."""
    return (holder is None or not one.losers or holder in one.losers) and (
        not other.losers or one.held[0] in other.losers
    )


def _trim(steps: Sequence[Step]) -> None:
    """What came before cannot have come later; a told change begins after the opposing one before it."""
    change = steps[-1].change
    for step in reversed(steps[:-1]):
        if step.change.when.end <= change.when.end:
            break
        step.change.when = Interval(min(step.change.when.start, change.when.end), change.when.end)
    if len(steps) == 1:
        return
    before = steps[-2].change
    if steps[-1].told and before.held != change.held and change.when.start < before.when.end < change.when.end:
        change.when, change.cut = Interval(before.when.end, change.when.end), True
