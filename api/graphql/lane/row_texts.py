"""The rows of tallies over days. A row is written once, however many days and questions have it."""

from collections.abc import Sequence

import numpy as np

from api.graphql.lane.compiling import Writer
from api.graphql.lane.memos import Budget, Memo
from api.graphql.lane.run import Run
from domain.history.tally import Row
from store.read.kernel.growing import Words
from store.read.kernel.series import Tallies

_COUNT_BITS = 24
"""More places than there are."""
_COUNT = (1 << _COUNT_BITS) - 1


class RowTexts:
    """What `write` makes of each row, kept as long as actors are described alike."""

    def __init__(self, write: Writer, budget: Budget):
        self._write, self._budget = write, budget
        self._held = Words()
        self._kept: tuple[object, Memo | None] = None, None

    def of_days(self, run: Run, tallies: Tallies) -> Sequence[bytes]:
        """The rows of each day as a list; days that are alike have the same."""
        ends = np.cumsum(np.where(tallies.same, 0, tallies.shown))
        rows = self._memo(run).pieces(self._keys(tallies).tolist())
        written: list[bytes] = []
        before = 0
        for same, end in zip(tallies.same.tolist(), ends.tolist(), strict=True):
            written.append(written[-1] if same else b"[" + b",".join(rows[before:end]) + b"]")
            before = end
        return written

    def _keys(self, tallies: Tallies) -> np.ndarray:
        """Holder, low and high of each row of each day as one number, but for days that are like the day before."""
        there = (np.arange(tallies.order.shape[1]) < tallies.shown[:, None]) & ~tallies.same[:, None]
        held = np.array([self._held.number(each) for each in tallies.held], np.int64)[tallies.order]
        low, high = (np.take_along_axis(counts, tallies.order, 1) for counts in (tallies.low, tallies.high))
        return ((((held << _COUNT_BITS) | low) << _COUNT_BITS) | high)[there]

    def _memo(self, run: Run) -> Memo:
        made_for, memo = self._kept
        # Places and actors are described anew together.
        if memo is None or made_for is not run.world.gazetteer:
            memo = Memo(self._budget, lambda numbers: [self._row(run, number) for number in numbers])
            self._kept = run.world.gazetteer, memo
        return memo

    def _row(self, run: Run, key: int) -> bytes:
        held, low, high = key >> 2 * _COUNT_BITS, (key >> _COUNT_BITS) & _COUNT, key & _COUNT
        return self._write(run, Row(self._held.words[held], low, high))
