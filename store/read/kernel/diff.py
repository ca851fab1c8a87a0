"""The places that differ between two snapshots, found over the columns of the kernel: domain/history/diff.py has the
rule.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from domain.history.diff import Cause
from store.read.kernel.world import World

Numbers = NDArray[Any]
CAUSES = (None, *Cause)
"""By the number that stands for each in a column."""
_WORLD_CHANGED, _WE_LEARNED, _BOTH = (CAUSES.index(cause) for cause in Cause)


class Placed(NamedTuple):
    """The places of one snapshot, by their numbers, with the state of each."""

    places: Numbers
    states: Numbers


class Differences(NamedTuple):
    """Places by their numbers, in order of id; the states of control and status before and after; numbers of CAUSES."""

    places: Numbers
    before: Numbers
    after: Numbers
    status_before: Numbers
    status_after: Numbers
    causes: Numbers


def differences(world: World, control: Sequence[Placed], status: Sequence[Placed]) -> Differences:
    """`control` and `status` have the first snapshot, the corner between the two, and the second, in this order."""
    size = len(world.numbers.words)
    held = [_by_number(placed, size) for placed in control]
    used = [_by_number(placed, size) for placed in status]
    seen = world.states["seen"]
    causes = _together(_causes(*(seen[states] for states in held)), _causes(*(seen[states] for states in used)))
    places = np.flatnonzero(causes)
    places = np.array(sorted(places.tolist(), key=world.numbers.words.__getitem__), np.int64)
    return Differences(places, held[0][places], held[2][places], used[0][places], used[2][places], causes[places])


def _by_number(placed: Placed, size: int) -> Numbers:
    states = np.zeros(size, np.int32)
    states[placed.places] = placed.states
    return states


def _causes(before: Numbers, corner: Numbers, after: Numbers) -> Numbers:
    by_knowledge = np.where(corner == before, _WE_LEARNED, _BOTH)
    return np.where(before == after, 0, np.where(corner == after, _WORLD_CHANGED, by_knowledge))


def _together(control: Numbers, status: Numbers) -> Numbers:
    """The cause of both together: BOTH where they differ."""
    either = np.where(control == 0, status, control)
    return np.where((control != 0) & (status != 0) & (control != status), _BOTH, either)
