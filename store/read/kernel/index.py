"""Which state each place has on a day, by one policy and about one aspect: the periods in order of place and day."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int32]

DAY_BITS = 22
"""An ordinal of a day of the years 1 to 9999 fits in."""
FOREVER = (1 << DAY_BITS) - 1
"""The end of a period that lasts, as an ordinal."""


def key(places: Any, days: Any) -> Any:
    """A place (or a state) and a day as one number, by which periods (or runs of days) are in order."""
    return (np.asarray(places, np.int64) << DAY_BITS) | days


class PeriodIndex:
    """Periods in order; `start` is the first day of each, `end` the day after its last, as ordinals."""

    def __init__(self, places: Any, start: Any, end: Any, state: Any):
        keys = key(places, start)
        order = np.argsort(keys, kind="stable")
        self.keys = keys[order]
        self.end = np.asarray(end, np.int32)[order]
        self.state = np.asarray(state, np.int32)[order]

    @property
    def places(self) -> NDArray[np.int64]:
        return self.keys >> DAY_BITS

    @property
    def start(self) -> NDArray[np.int64]:
        return self.keys & FOREVER

    def on(self, places: Numbers, days: Any) -> Numbers:
        """The state of each place on a day, or of each on its own day; 0 where no period has it."""
        if not len(self.keys):
            return np.zeros(len(places), np.int32)
        found = np.searchsorted(self.keys, key(places, days), side="right") - 1
        holds = (found >= 0) & (self.keys[found] >> DAY_BITS == places) & (self.end[found] > days)
        return np.where(holds, self.state[found], 0).astype(np.int32)

    def slices(self, places: Numbers) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Where the periods of each place begin and end in the columns."""
        return (
            np.searchsorted(self.keys, key(places, 0), side="left"),
            np.searchsorted(self.keys, key(places, FOREVER), side="right"),
        )

    def with_places(self, touched: Iterable[int], places: Any, start: Any, end: Any, state: Any) -> "PeriodIndex":
        """The same with other periods for some places."""
        stays = ~np.isin(self.places, np.fromiter(touched, np.int64))
        return PeriodIndex(
            np.concatenate([self.places[stays], np.asarray(places, np.int64)]),
            np.concatenate([self.start[stays], np.asarray(start, np.int64)]),
            np.concatenate([self.end[stays], np.asarray(end, np.int32)]),
            np.concatenate([self.state[stays], np.asarray(state, np.int32)]),
        )
