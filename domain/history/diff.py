"""What differs between two answers for one place, and why: the world changed, or we learned of it.

Two snapshots can differ in the day (the world's clock) and in what is known: `knownOn`, position and policy (ours).
Between them lies the corner: the day of the second, known as in the first.

- corner equals the second: knowledge made no difference, the days did. WORLD_CHANGED.
- corner equals the first: the days made no difference, knowledge did. WE_LEARNED: a late report, a correction, a
  retraction, or another policy.
- corner is neither: BOTH.

Two snapshots of one day can only differ by WE_LEARNED, two of equal knowledge only by WORLD_CHANGED.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import Any, NamedTuple

from domain.control.state import UNKNOWN, State
from domain.values.coordinates import Coordinates


class Cause(StrEnum):
    """Why two snapshots differ: docs/coordinates.md."""

    WORLD_CHANGED = "WORLD_CHANGED"
    """The days alone made the difference: what was known did not."""
    WE_LEARNED = "WE_LEARNED"
    """Knowledge alone made the difference: a late report, a correction, a retraction, or another policy."""
    BOTH = "BOTH"
    """The days and the knowledge each made a difference."""


class Difference(NamedTuple):
    """One place of which two snapshots say different things, and why."""

    before: State
    after: State
    cause: Cause


def only_knowledge_differs(first: Coordinates, second: Coordinates) -> bool:
    """Whether two snapshots can differ only in places of which anything became known between them: they are of one day,
    at one position and by one policy.
    """
    return (first.date, first.position, first.policy) == (second.date, second.position, second.policy)


def differences(
    before: Mapping[str, State], corner: Mapping[str, State], after: Mapping[str, State]
) -> dict[str, Difference]:
    """The places of which a reader sees a difference, in order of id. A place that is not there is UNKNOWN."""
    result = {}
    for place in sorted(before.keys() | after.keys()):
        first, between, second = (states.get(place, UNKNOWN) for states in (before, corner, after))
        if why := cause(first, between, second):
            result[place] = Difference(first, second, why)
    return result


def cause(before: State, corner: State, after: State) -> Cause | None:
    """Why the second answer differs from the first; None where a reader would see no difference."""
    if seen(before) == seen(after):
        return None
    if seen(corner) == seen(after):
        return Cause.WORLD_CHANGED
    return Cause.WE_LEARNED if seen(corner) == seen(before) else Cause.BOTH


def together(causes: Iterable[Cause]) -> Cause:
    """The cause of several differences of one place: of who holds it, and of whether it can be used."""
    found = set(causes)
    return found.pop() if len(found) == 1 else Cause.BOTH


def seen(state: State) -> tuple[Any, ...]:
    """What a reader sees of a state: all but which claims say so, for which days, and in what order. Another source for
    the same is no difference.
    """
    others = {(other.holder, other.level) for other in state.alternatives}
    certainties = state.certainty, state.level_certainty
    return state.holder, state.level, certainties, state.since, state.manner, frozenset(others)


def claims(state: State) -> set[int]:
    """Positions of every claim for the state and against it."""
    return {*state.basis, *(claim for other in state.alternatives for claim in other.claims)}


def silenced(before: State, after: State) -> set[int]:
    """Positions of the claims that speak in the first state and not in the second."""
    return claims(before) - claims(after)


def events(before: State, after: State, acts: Iterable[int]) -> list[int]:
    """Positions of what makes the difference, in order; `acts` are the corrections and retractions of what is silenced.

    The claims that speak in the second and not in the first, with these acts. Where the same claims speak in both,
    those of the second: the day alone differs.
    """
    first, second = claims(before), claims(after)
    return sorted((second - first) | set(acts) or second or first)
