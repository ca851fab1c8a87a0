"""All changes of a replay at once, over the columns of the kernel: the frames of `replay.py` without going through the
days one by one. The work grows with the number of periods and not with that of days.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from domain.control.aspects import Aspect
from domain.values.terms import PlaceKind, Policy
from store.read.kernel.index import PeriodIndex
from store.read.kernel.runs import Stays, runs, stays
from store.read.kernel.world import World

Numbers = NDArray[Any]


class Changes(NamedTuple):
    """`places`: the numbers of the places that are in any frame, in order of id.

    The other columns have a row for each change, in order of frame and place: the number of the frame, the place as an
    index into `places`, its state and its status from this frame on; or that it exists no longer (`gone`, with the
    state of which nobody says anything).
    """

    places: Numbers
    frame: Numbers
    place: Numbers
    states: Numbers
    statuses: Numbers
    gone: NDArray[np.bool_]


def changes(
    world: World, days: Sequence[date], kind: PlaceKind, within: str | None, policy: Policy = Policy.AGAINST_INTEREST
) -> Changes:
    """The changes over the days, which are in order. In the first frame every place that exists is one."""
    over = stays(world.windows(kind, within), np.array([day.toordinal() for day in days], np.int64))
    places, place, joined = _places(over)
    indexes = [world.index(aspect, policy) for aspect in (Aspect.CONTROL, Aspect.STATUS)]
    keys = _moments(over, place, indexes)
    at, frame = np.divmod(keys, len(days) + 1)
    control, status = (index.on(places[at], over.days[frame]) for index in indexes)
    content = world.states["content"]
    differs = _differs(content[control]) | _differs(content[status])
    differs |= np.isin(keys, _keys(place, over.first, over)[~joined])
    gone = (over.end < len(days)) & ~np.append(joined[1:], False)[: len(joined)]
    rows = [frame[differs], at[differs], control[differs], status[differs]]
    return _in_order(places, rows, over.end[gone], place[gone])


def _places(over: Stays) -> tuple[Numbers, Numbers, NDArray[np.bool_]]:
    """The places that have a stay; for each stay the index of its place among them, and whether it goes on from the
    stay before: the place had left and come back between two frames.
    """
    another = _differs(over.place)
    joined = np.zeros(len(over.place), bool)
    joined[1:] = ~another[1:] & (over.first[1:] == over.end[:-1])
    return over.place[another], np.cumsum(another) - 1, joined


def _in_order(places: Numbers, rows: Sequence[Numbers], gone_in: Numbers, gone: Numbers) -> Changes:
    """The changes, and the places that are gone in a frame."""
    nobody = np.zeros(len(gone), np.int32)
    frame, place, *states = (
        np.concatenate(column) for column in zip(rows, (gone_in, gone, nobody, nobody), strict=True)
    )
    is_gone = np.arange(len(frame)) >= len(rows[0])
    order = np.lexsort((place, frame))
    return Changes(places, *(column[order] for column in (frame, place, *states, is_gone)))


def _moments(over: Stays, place: Numbers, indexes: Iterable[PeriodIndex]) -> Numbers:
    """Keys of the frames in which a stay or a period of a place begins, or a period ends; in order, each once."""
    moments = [_keys(place, over.first, over)]
    for index in indexes:
        spans = runs(index, over)
        inside = spans.end < over.end[spans.stay]
        moments.append(_keys(place[spans.stay], spans.first, over))
        moments.append(_keys(place[spans.stay], spans.end, over)[inside])
    return np.unique(np.concatenate(moments))


def _keys(place: Numbers, frame: Numbers, over: Stays) -> Numbers:
    """A place (as an index) and a frame as one number."""
    return place * (len(over.days) + 1) + frame


def _differs(values: Numbers) -> NDArray[np.bool_]:
    """Whether each is another than the one before it."""
    differs = np.ones(len(values), bool)
    differs[1:] = values[1:] != values[:-1]
    return differs
