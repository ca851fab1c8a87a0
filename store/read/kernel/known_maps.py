"""Maps as known at a moment: the periods of their places by what was known then, in columns.

Who moves through the days of a map asks again and again for the same places as known at the same moment. Most others
ask for one day, which is half the work.
"""

from collections import OrderedDict
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from domain.control.aspects import Aspect
from domain.values.terms import Policy
from store.read.kernel.index import PeriodIndex
from store.read.kernel.knowledge import KnownHistory

Numbers = NDArray[np.int32]
_MAPS_KEPT_MAX = 16
_PERIODS_KEPT_MAX = 300_000
"""Of one map."""


class Recalled(NamedTuple):
    """What was known of some places, in columns. `places`: all of them; of those without periods nothing was known."""

    places: Numbers
    number: Numbers
    """The place of each period."""
    columns: Sequence[NDArray[np.int64]]
    """Of each period what a KnownHistory has."""


class KnownMap(NamedTuple):
    """`at_head`: of which places everything was known; `periods` are those of the others."""

    at_head: NDArray[np.bool_]
    periods: PeriodIndex

    def on(self, head: PeriodIndex, places: Numbers, day: date) -> Numbers:
        """The state of each place at the end of a day."""
        at = day.toordinal()
        return np.where(self.at_head, head.on(places, at), self.periods.on(places, at)).astype(np.int32)


def in_columns(histories: Mapping[int, KnownHistory]) -> Recalled:
    """What was known of some places by the number of each."""
    places = np.array([*histories], np.int32)
    lengths = np.array([len(history.state) for history in histories.values()], np.int64)
    columns = [
        np.array([value for history in histories.values() for value in history[at]], np.int64)
        for at in range(len(KnownHistory._fields))
    ]
    return Recalled(places, np.repeat(places, lengths), columns)


def known_map(places: Numbers, recalled: Sequence[Recalled]) -> KnownMap:
    """From what was known of each place of which not everything was."""
    recalled = recalled or [in_columns({})]
    number = np.concatenate([one.number for one in recalled])
    columns = map(np.concatenate, zip(*(one.columns for one in recalled), strict=True))
    not_at_head = np.concatenate([one.places for one in recalled])
    return KnownMap(~np.isin(places, not_at_head), PeriodIndex(number, *columns))


class Chosen(NamedTuple):
    """Which map: its places, as the bytes of their numbers, and how they are looked at."""

    places: bytes
    known_at: datetime
    policy: Policy
    aspect: Aspect


class KnownMaps:
    """Those asked for last, each for one day or for all."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Chosen, tuple[KnownMap | None, date | None]] = OrderedDict()

    def __contains__(self, chosen: Chosen) -> bool:
        """Whether it was asked for before, on whatever day."""
        return chosen in self._kept

    def get(self, chosen: Chosen, day: date) -> KnownMap | None:
        """None where it is not here for this day."""
        kept, of_day = self._kept.get(chosen, (None, None))
        if kept is None or of_day not in (None, day):
            return None
        self._kept.move_to_end(chosen)
        return kept

    def keep(self, chosen: Chosen, day: date | None, made: KnownMap) -> None:
        """`day`: the only one that it tells of; None: it tells of all."""
        if len(made.periods.keys) > _PERIODS_KEPT_MAX:
            return
        self._kept[chosen] = made, day
        self._kept.move_to_end(chosen)
        if len(self._kept) > _MAPS_KEPT_MAX:
            self._kept.popitem(last=False)

    def forget(self) -> None:
        """The log has grown: none is true any more, and those that were asked for will be asked again."""
        self._kept = OrderedDict.fromkeys(self._kept, (None, None))
