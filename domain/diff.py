"""What differs between two answers for one place, and why: the world changed, or we learned of it.

Two snapshots can differ in the day (the world's clock) and in what is known: `knownOn`, position and policy (ours).
Between them lies the corner: the day of the second, known as in the first.

- corner equals the second: knowledge made no difference, the days did. WORLD_CHANGED.
- corner equals the first: the days made no difference, knowledge did. WE_LEARNED: a late report, a correction, a
  retraction, or another policy.
- corner is neither: BOTH.

Two snapshots of one day can only differ by WE_LEARNED, two of equal knowledge only by WORLD_CHANGED.
"""

from enum import StrEnum
from typing import Any

from domain.state import State


class Cause(StrEnum):
    WORLD_CHANGED = "WORLD_CHANGED"
    WE_LEARNED = "WE_LEARNED"
    BOTH = "BOTH"


def cause(before: State, corner: State, after: State) -> Cause | None:
    """Why the second answer differs from the first; None where a reader would see no difference."""
    if seen(before) == seen(after):
        return None
    if seen(corner) == seen(after):
        return Cause.WORLD_CHANGED
    return Cause.WE_LEARNED if seen(corner) == seen(before) else Cause.BOTH


def seen(state: State) -> tuple[Any, ...]:
    """What a reader sees of a state: all but which claims say so. Another source for the same is no difference."""
    others = {(other.holder, other.level) for other in state.alternatives}
    return state.holder, state.level, state.certainty, state.since, state.manner, frozenset(others)


def claims(state: State) -> set[int]:
    """Positions of every claim for the state and against it."""
    return {*state.basis, *(claim for other in state.alternatives for claim in other.claims)}
