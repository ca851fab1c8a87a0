"""What was known of each place and when: the moments at which something about it became known, and the states that
followed from what was known at such a moment.

A place has only as many states of knowledge as claims and annulments, so what is folded for one day of knowledge
answers for many. All of it is dropped for a place that is folded again at the head.
"""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from domain.control.aspects import Aspect
from domain.values.terms import Policy

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
HISTORIES_KEPT_MAX = 400_000
"""Of all places together, a few hundred bytes each."""


class Known(NamedTuple):
    """A place, and how many moments of its knowledge had come."""

    place: int
    aspect: Aspect
    moments: int


class KnownHistory(NamedTuple):
    """The periods of a place by what was known then: first days, days after the last (ordinals) and states."""

    start: list[int]
    end: list[int]
    state: list[int]


class Knowledge:
    """Filled by the kernel as questions come."""

    def __init__(self) -> None:
        self._moments: dict[tuple[int, Aspect], list[int]] = {}
        self._histories: OrderedDict[tuple[Known, Policy], KnownHistory] = OrderedDict()
        self._of_place: dict[int, set[tuple[Known, Policy]]] = {}

    def without_moments(self, places: Iterable[int], aspect: Aspect) -> list[int]:
        """Of these places, those of which the moments are not here yet."""
        return [place for place in places if (place, aspect) not in self._moments]

    def learn(self, place: int, aspect: Aspect, moments: Iterable[datetime]) -> None:
        """Take in the moments at which something about a place became known."""
        self._moments[place, aspect] = sorted({microseconds(moment) for moment in moments})

    def at(self, place: int, aspect: Aspect, moment: int) -> Known | None:
        """What was known of a place at a moment (`microseconds`); None: all that is known at the head."""
        moments = self._moments[place, aspect]
        reached = bisect_right(moments, moment)
        return None if reached == len(moments) else Known(place, aspect, reached)

    def history(self, known: Known, policy: Policy) -> KnownHistory | None:
        """None where it is not here: it is to be folded."""
        return _NOTHING if known.moments == 0 else self._histories.get((known, policy))

    def keep(self, known: Known, policy: Policy, history: KnownHistory) -> None:
        self._histories[known, policy] = history
        self._of_place.setdefault(known.place, set()).add((known, policy))
        if len(self._histories) > HISTORIES_KEPT_MAX:
            oldest, _ = self._histories.popitem(last=False)
            self._of_place[oldest[0].place].discard(oldest)

    def forget(self, places: Iterable[int]) -> None:
        """The log says something new about these places."""
        for place in places:
            for kept in self._of_place.pop(place, ()):
                del self._histories[kept]
            for aspect in Aspect:
                self._moments.pop((place, aspect), None)


def microseconds(moment: datetime) -> int:
    """A moment (aware) as microseconds since 1970."""
    return (moment - _EPOCH) // _MICROSECOND


def of_periods(periods: Sequence[tuple[int, int]], states: Sequence[int]) -> KnownHistory:
    """From the first day and the day after the last of each period, in order, and its state."""
    return KnownHistory([start for start, _ in periods], [end for _, end in periods], [*states])


_NOTHING = KnownHistory([], [], [])
