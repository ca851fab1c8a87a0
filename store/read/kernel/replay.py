"""The frames of a replay over the columns of the kernel: what `domain/history/replay.py` finds place by place."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from domain.control.aspects import Aspect
from domain.values.terms import PlaceKind, Policy
from store.read.kernel.world import World

Numbers = NDArray[Any]


class ColumnFrame(NamedTuple):
    """One civil day of a replay: places by their numbers in order of id, with their states and statuses.

    The first of a whole replay has every place that exists; any other those of which anything differs from the frame
    before. `gone` are places that exist no longer.
    """

    day: date
    places: Numbers
    states: Numbers
    statuses: Numbers
    gone: Numbers


def frames(
    world: World,
    days: Sequence[date],
    kind: PlaceKind,
    within: str | None,
    policy: Policy = Policy.AGAINST_INTEREST,
    begin: int = 0,
) -> Iterator[ColumnFrame]:
    """The frames of the days, which are in order, from number `begin` on."""
    windows = world.windows(kind, within)
    places, first = np.unique(windows.place, return_index=True)
    places = places[np.argsort(first, kind="stable")]
    column = np.zeros(int(places.max(initial=-1)) + 1, np.int64)
    column[places] = np.arange(len(places))
    indexes = [world.index(aspect, policy) for aspect in (Aspect.CONTROL, Aspect.STATUS)]
    content = world.states["content"]
    before = None
    for number in range(max(0, begin - 1), len(days)):
        day = days[number].toordinal()
        there = np.zeros(len(places), bool)
        there[column[windows.place[(windows.since <= day) & (windows.until > day)]]] = True
        now = there, *(np.where(there, index.on(places, day), 0) for index in indexes)
        if number >= begin:
            yield _frame(days[number], places, content, before, now)
        before = now


def _frame(day: date, places: Numbers, content: Numbers, before: Any, now: Any) -> ColumnFrame:
    there, states, statuses = now
    changed, gone = there, np.zeros(len(places), bool)
    if before is not None:
        was_there, old_states, old_statuses = before
        same = (content[states] == content[old_states]) & (content[statuses] == content[old_statuses])
        changed, gone = there & ~(was_there & same), was_there & ~there
    return ColumnFrame(day, places[changed], states[changed], statuses[changed], places[gone])
