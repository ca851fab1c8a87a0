"""Stretches of sights: what daily maps show day after day, while nobody reports anything else.

Of such a stretch the first and the last sights decide what all of them would (domain/control/repeats.py), so those
between need not be looked at.
"""

from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import chain

from domain.control.claims import Claim, Held
from domain.control.policies import grade
from domain.values.interval import Interval, hull

Key = tuple[datetime, int]
"""The moment by which a claim is in order, and its position."""
_A_DAY = timedelta(days=1)
_KEPT = 3
"""How many sights of one voice are kept at each end of a stretch: something else may be reported of its first day, and
touch the second.
"""


class Stretch:
    """Sights of one state that follow each other; or a single claim of another kind. `span`: the time of all."""

    def __init__(self) -> None:
        self.span = Interval(datetime.max, datetime.min)
        self.keys: list[Key] = []
        self._held: Held | None = None
        self._claims: dict[Key, tuple[Claim, Interval]] = {}
        self._rows: dict[object, list[Key]] = {}
        self._is_any_at_once = False
        """Whether two sights of one voice are of the same time: then none can be left out."""

    def __len__(self) -> int:
        return len(self.keys)

    def takes(self, claim: Claim) -> bool:
        return self._held == claim.held and _is_of_a_day(claim)

    def add(self, key: Key, claim: Claim, span: Interval) -> None:
        if not self.keys and _is_of_a_day(claim):
            self._held = claim.held
        insort(self.keys, key)
        self._claims[key] = claim, span
        row = self._rows.setdefault(_row(claim), [])
        index = bisect_left(row, key)
        row.insert(index, key)
        beside = (self._claims[key][0].observed for key in row[max(0, index - 1) : index + 2] if key != row[index])
        self._is_any_at_once |= any(claim.observed.overlaps(other) for other in beside)
        self.span = hull((self.span, span))

    def remove(self, key: Key) -> None:
        del self.keys[bisect_left(self.keys, key)]
        claim, _ = self._claims.pop(key)
        row = self._rows[_row(claim)]
        del row[bisect_left(row, key)]
        if self.keys:
            self.span = hull([span for _, span in self._claims.values()])

    def split(self, key: Key) -> tuple["Stretch", "Stretch"]:
        """What comes before the key, and what after."""
        parts = Stretch(), Stretch()
        for own in self.keys:
            parts[own > key].add(own, *self._claims[own])
        return parts

    @property
    def claims(self) -> list[Claim]:
        return [claim for claim, _ in self._claims.values()]

    @property
    def ends(self) -> list[Claim]:
        """Those that decide what all of them would, as long as nothing else is reported of their time."""
        if self._is_any_at_once or len(self) <= 2 * _KEPT:
            return self.claims
        kept = (row if len(row) <= 2 * _KEPT else row[:_KEPT] + row[-_KEPT:] for row in self._rows.values())
        return [self._claims[key][0] for key in chain.from_iterable(kept)]


class Stretches:
    """Claims in the order of their keys, in stretches."""

    def __init__(self) -> None:
        self._first: list[Key] = []
        self._stretches: list[Stretch] = []

    def __iter__(self) -> Iterator[Stretch]:
        return iter(self._stretches)

    def __reversed__(self) -> Iterator[Stretch]:
        return reversed(self._stretches)

    def add(self, key: Key, claim: Claim, span: Interval) -> None:
        place = bisect_right(self._first, key)
        before = self._stretches[place - 1] if place else None
        after = self._stretches[place] if place < len(self._stretches) else None
        if before and before.takes(claim):
            before.add(key, claim, span)
        elif before and key < before.keys[-1]:
            self._put(place - 1, place, *before.split(key))
            self._put(place, place, _lone(key, claim, span))
        elif after and after.takes(claim):
            after.add(key, claim, span)
            self._first[place] = key
        else:
            self._put(place, place, _lone(key, claim, span))

    def remove(self, key: Key) -> None:
        place = bisect_right(self._first, key) - 1
        stretch = self._stretches[place]
        stretch.remove(key)
        self._put(place, place + 1, *([stretch] if stretch.keys else []))

    def _put(self, start: int, end: int, *stretches: Stretch) -> None:
        self._stretches[start:end] = stretches
        self._first[start:end] = [stretch.keys[0] for stretch in stretches]


def _lone(key: Key, claim: Claim, span: Interval) -> Stretch:
    stretch = Stretch()
    stretch.add(key, claim, span)
    return stretch


def _is_of_a_day(claim: Claim) -> bool:
    start, end = claim.observed
    return claim.is_single_sight and end - start <= _A_DAY


def _row(claim: Claim) -> object:
    return claim.voice, claim.interest, grade(claim)
