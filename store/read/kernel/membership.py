"""Which places belong to a question over many days: the windows of days in which each exists, in one place.

What `store/read/places_over_time.py` reads with a statement, worked out from a Gazetteer.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from domain.values.terms import PlaceKind
from store.read.kernel.gazetteer import Gazetteer
from store.read.kernel.index import FOREVER

Numbers = NDArray[np.int32]


class Windows(NamedTuple):
    """Runs of days, one a row, in order of the id of the place and then of days: `since` to before `until`.

    The runs of one place are apart: between two of them is a day on which it does not belong.
    """

    place: Numbers
    since: Numbers
    until: Numbers


def windows(gazetteer: Gazetteer, kind: PlaceKind, within: str | None) -> Windows:
    """The places of a kind, anywhere or in a place or it themselves, with the civil days on which they do."""
    versions = np.flatnonzero(gazetteer.of_kind(kind)).astype(np.int32)
    runs = _everywhere(gazetteer, versions) if within is None else _inside(gazetteer, versions, within)
    ordered = sorted((gazetteer.place_ids[place], place, since, until) for place, since, until in runs if since < until)
    joined: list[tuple[int, int, int]] = []
    for _, place, since, until in ordered:
        if joined and joined[-1][0] == place and since <= joined[-1][2]:
            _, since, before = joined.pop()
            until = max(until, before)
        joined.append((place, since, until))
    columns = np.array(joined, np.int32).reshape(-1, 3)
    return Windows(columns[:, 0], columns[:, 1], columns[:, 2])


def _everywhere(gazetteer: Gazetteer, versions: Numbers) -> list[tuple[int, int, int]]:
    since = np.maximum(gazetteer.first_day, gazetteer.exists_from)[versions]
    until = np.minimum(gazetteer.next_day, gazetteer.exists_to)[versions]
    return [*zip(gazetteer.place[versions].tolist(), since.tolist(), until.tolist(), strict=True)]


def _inside(gazetteer: Gazetteer, versions: Numbers, within: str) -> list[tuple[int, int, int]]:
    there = _below(gazetteer, gazetteer.number(within))
    return [
        (place, max(since, begin), min(until, end))
        for place, since, until in _everywhere(gazetteer, versions)
        for begin, end in there.get(place, ())
    ]


def _below(gazetteer: Gazetteer, top: int | None) -> dict[int, set[tuple[int, int]]]:
    """The days on which each place lies in `top`, by its number; of `top` itself all days."""
    if top is None:
        return {}
    children = gazetteer.children
    reached = {(top, 0, FOREVER)}
    waiting = [*reached]
    while waiting:
        place, since, until = waiting.pop()
        for version in children.get(place, ()):
            begin = max(since, int(gazetteer.first_day[version]))
            end = min(until, int(gazetteer.next_day[version]))
            below = int(gazetteer.place[version]), begin, end
            if begin < end and below not in reached:
                reached.add(below)
                waiting.append(below)
    found: dict[int, set[tuple[int, int]]] = {}
    for place, since, until in reached:
        found.setdefault(place, set()).add((since, until))
    return found
