"""Places and their periods over the days of a question, as runs of days: the number of the first day, and of the day
after the last.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from store.read.kernel.index import PeriodIndex
from store.read.kernel.membership import Windows

Numbers = NDArray[Any]


class Stays(NamedTuple):
    """The days of the question on which each place belongs to it, by its number: windows that have none are left out.

    In order of the id of the place and then of days. `days` are the ordinals of all days.
    """

    place: Numbers
    first: Numbers
    end: Numbers
    days: Numbers


class Runs(NamedTuple):
    """Periods within stays, each with the number of its stay, in order of stay and day."""

    stay: Numbers
    state: Numbers
    first: Numbers
    end: Numbers


def stays(windows: Windows, days: Numbers) -> Stays:
    """The windows over these days (ordinals), which are in order."""
    first, end = np.searchsorted(days, windows.since), np.searchsorted(days, windows.until)
    some = first < end
    return Stays(windows.place[some], first[some], end[some], days)


def runs(index: PeriodIndex, over: Stays) -> Runs:
    """The periods of the places within their stays."""
    begin, past = index.slices(over.place)
    number = past - begin
    stay = np.repeat(np.arange(len(number)), number)
    period = np.arange(len(stay)) - np.repeat(np.cumsum(number) - number, number) + begin[stay]
    first = np.maximum(over.first[stay], np.searchsorted(over.days, index.start[period]))
    end = np.minimum(over.end[stay], np.searchsorted(over.days, index.end[period]))
    some = first < end
    return Runs(stay[some], index.state[period[some]], first[some], end[some])
