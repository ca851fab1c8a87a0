"""Maps as known at a moment: the periods of their places by what was known then, in columns.

Who moves through the days of a map asks again and again for the same places as known at the same moment.
"""

from collections import OrderedDict
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, NamedTuple

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


class KnownMap(NamedTuple):
    """`at_head`: of which places everything was known; `periods` are those of the others."""

    at_head: NDArray[np.bool_]
    periods: PeriodIndex

    def on(self, head: PeriodIndex, places: Numbers, day: date) -> Numbers:
        """The state of each place at the end of a day."""
        at = day.toordinal()
        return np.where(self.at_head, head.on(places, at), self.periods.on(places, at)).astype(np.int32)


def known_map(places: Numbers, histories: Mapping[int, KnownHistory]) -> KnownMap:
    """From the history of each place of which not everything was known."""
    number = np.repeat(
        np.array([*histories], np.int32),
        np.array([len(history.state) for history in histories.values()], np.int64),
    )
    columns = [
        np.array([value for history in histories.values() for value in history[at]], np.int64)
        for at in range(len(KnownHistory._fields))
    ]
    return KnownMap(~np.isin(places, [*histories]), PeriodIndex(number, *columns))


class KnownMaps:
    """Those asked for last. Emptied when the log has grown."""

    def __init__(self) -> None:
        self._kept: OrderedDict[Any, KnownMap] = OrderedDict()

    def get(self, places: Numbers, known_at: datetime, policy: Policy, aspect: Aspect) -> KnownMap | None:
        chosen = places.tobytes(), known_at, policy, aspect
        kept = self._kept.get(chosen)
        if kept is not None:
            self._kept.move_to_end(chosen)
        return kept

    def keep(self, places: Numbers, known_at: datetime, policy: Policy, aspect: Aspect, made: KnownMap) -> None:
        if len(made.periods.keys) > _PERIODS_KEPT_MAX:
            return
        self._kept[places.tobytes(), known_at, policy, aspect] = made
        if len(self._kept) > _MAPS_KEPT_MAX:
            self._kept.popitem(last=False)

    def clear(self) -> None:
        self._kept.clear()
