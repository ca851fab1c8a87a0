"""The places at the head of the log in columns: which exist on a day, of which kind, and what lies in what.

A description of a place is a version, known by its number in one Gazetteer; places are known by numbers that stay the
same when a new Gazetteer follows. Days are ordinals.
"""

from collections import OrderedDict
from collections.abc import Sequence
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.values.terms import PlaceKind
from store.read import places
from store.read.kernel.growing import Words
from store.read.kernel.index import FOREVER, key
from store.read.places import PlaceRow

Numbers = NDArray[np.int32]

_KINDS = tuple(PlaceKind)
_KIND = {kind.value: number for number, kind in enumerate(_KINDS)}
_SELECTIONS_KEPT = 256
NOWHERE = -1
"""Stands for no place, and for no version."""


class Gazetteer:
    """Made from the rows of every version in force at the head, in whatever order; immutable.

    `place`, `parent`: numbers of places, -1 for none. `first_day` to before `next_day` are the days that a version
    describes, `exists_from` to before `exists_to` those on which the place exists by it.
    """

    def __init__(self, rows: Sequence[Any], numbers: Words):
        self._numbers = numbers
        read = _columns(rows)
        place = np.array([numbers.number(id) for id in read["place"]], np.int32)
        parent = np.array([NOWHERE if id is None else numbers.number(id) for id in read["parent"]], np.int32)
        first_day = np.array([day.toordinal() for day in read["first_day"]], np.int32)
        order = np.lexsort((first_day, place))
        self._rows = [rows[at] for at in order.tolist()]
        self._made: dict[int, PlaceRow] = {}
        self.ids: list[str] = [read["place"][at] for at in order.tolist()]
        self.place, self.parent, self.first_day = place[order], parent[order], first_day[order]
        self.kind = np.array([_KIND[kind] for kind in read["kind"]], np.int8)[order]
        self.exists_from = np.array([_ordinal(day, 0) for day in read["exists_from"]], np.int32)[order]
        self.exists_to = np.array([_ordinal(day, FOREVER) for day in read["exists_to"]], np.int32)[order]
        self.next_day = self._next_days()
        self._keys = key(self.place, self.first_day)
        self._rank = self._ranks()
        self._eras = np.unique(np.concatenate([self.first_day, self.exists_from, self.exists_to]))
        self._kept: OrderedDict[Any, Numbers] = OrderedDict()

    def __len__(self) -> int:
        return len(self.ids)

    def row(self, version: int) -> PlaceRow:
        """One version, made when it is first asked for and kept."""
        made = self._made.get(version)
        if made is None:
            made = self._made[version] = places.place_row(self._rows[version])
        return made

    def rows(self, versions: Numbers) -> list[Any]:
        """These versions as they are stored: the columns of `places.COLUMNS`."""
        return [self._rows[version] for version in versions.tolist()]

    def kinds(self, versions: Numbers) -> list[PlaceKind]:
        """The kind of place that each version describes."""
        return [_KINDS[number] for number in self.kind[versions].tolist()]

    @property
    def place_ids(self) -> Sequence[str]:
        """The id of every place by its number."""
        return self._numbers.words

    @cached_property
    def children(self) -> dict[int, list[int]]:
        """The versions that put their place directly in another, by its number."""
        found: dict[int, list[int]] = {}
        for version, parent in enumerate(self.parent.tolist()):
            found.setdefault(parent, []).append(version)
        return found

    def of_kind(self, kind: PlaceKind) -> NDArray[np.bool_]:
        """Whether each version is one of a place of this kind."""
        return self.kind == _KIND[kind.value]

    def number(self, place: str | None) -> int | None:
        """The number of a place that is described, None where there is none."""
        number = None if place is None else self._numbers.known(place)
        return None if number is None or not self._describes(number) else number

    def version_on(self, place: str, day: date | None) -> int | None:
        """The version that describes a place on a civil day; `day` None: the one of the latest days."""
        number = self.number(place)
        if number is None:
            return None
        at = FOREVER if day is None else day.toordinal()
        version = int(self._on(np.array([number], np.int32), at)[0])
        return None if version == NOWHERE else version

    def versions_on(self, places: Numbers, day: date | None) -> Numbers:
        """The version that describes each place, given by its number, on a civil day; -1 where none does."""
        return self._on(places, FOREVER if day is None else day.toordinal())

    def existing(self, kind: PlaceKind | None, within: str | None, day: date) -> Numbers:
        """The versions of the places of a kind, in a place or in it themselves, that exist on a civil day and are
        described for it, in order of id.
        """
        at = day.toordinal()
        chosen = kind, within, int(np.searchsorted(self._eras, at, side="right"))
        kept = self._kept.get(chosen)
        if kept is None:
            selected = self._selected(kind, within, at)
            exists = (self.exists_from[selected] <= at) & (self.exists_to[selected] > at)
            kept = self._kept[chosen] = selected[exists]
            if len(self._kept) > _SELECTIONS_KEPT:
                self._kept.popitem(last=False)
        else:
            self._kept.move_to_end(chosen)
        return kept

    def latest(self, kind: PlaceKind | None, within: str | None) -> Numbers:
        """The last description of every place of a kind, in a place or in it itself, whether it exists still or not;
        in order of id.
        """
        return self._selected(kind, within, FOREVER - 1)

    def _selected(self, kind: PlaceKind | None, within: str | None, day: int) -> Numbers:
        """The versions that describe these places on a day, in order of id."""
        versions = self.described(day)
        if within is not None:
            versions = self._below(versions, self.number(within))
        if kind is not None:
            versions = versions[self.of_kind(kind)[versions]]
        return versions[np.argsort(self._rank[versions], kind="stable")]

    def described(self, day: int) -> Numbers:
        """The version of every place that is described for a day."""
        return np.flatnonzero((self.first_day <= day) & (self.next_day > day)).astype(np.int32)

    def _below(self, versions: Numbers, top: int | None) -> Numbers:
        """Of these, which describe one day, that of a place and those of all that lies in it."""
        inside = self.place[versions] == (NOWHERE if top is None else top)
        frontier = self.place[versions[inside]]
        while len(frontier):
            reached = np.isin(self.parent[versions], frontier) & ~inside
            inside |= reached
            frontier = self.place[versions[reached]]
        return versions[inside]

    def _on(self, numbers: Numbers, day: int) -> Numbers:
        found = np.searchsorted(self._keys, key(numbers, day), side="right") - 1
        holds = (found >= 0) & (self.place[found] == numbers)
        return np.where(holds, found, NOWHERE).astype(np.int32)

    def _describes(self, number: int) -> bool:
        at = int(np.searchsorted(self._keys, key(number, FOREVER), side="right")) - 1
        return at >= 0 and int(self.place[at]) == number

    def _next_days(self) -> Numbers:
        following = np.full(len(self.place), FOREVER, np.int32)
        same = self.place[1:] == self.place[:-1]
        following[:-1][same] = self.first_day[1:][same]
        return following

    def _ranks(self) -> Numbers:
        """The place of each version in the order of ids."""
        order = sorted(range(len(self.ids)), key=self.ids.__getitem__)
        ranks = np.empty(len(order), np.int32)
        ranks[order] = np.arange(len(order), dtype=np.int32)
        return ranks


def _columns(rows: Sequence[Any]) -> dict[str, Sequence[Any]]:
    """The columns of `places.COLUMNS` by name. Looking up the names in every row would take thrice as long."""
    names = [column.name for column in places.COLUMNS]
    return dict(zip(names, zip(*rows, strict=True), strict=True)) if rows else dict.fromkeys(names, ())


def _ordinal(day: date | None, otherwise: int) -> int:
    return otherwise if day is None else day.toordinal()
