"""The head of the log as the kernel holds it: one lookup gives the states of many places on a day.

There is one World for each database of a process, and it is changed where it stands when the log has grown. So it is
read without awaiting in between: who has awaited asks for the states again, and compares `head`.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from domain.control.aspects import Aspect
from domain.values.terms import PlaceKind, Policy
from store.read.actors import ActorRow
from store.read.kernel.gazetteer import Gazetteer
from store.read.kernel.growing import Columns, Words
from store.read.kernel.index import FOREVER, PeriodIndex
from store.read.kernel.membership import Windows, windows
from store.read.kernel.saved import Saved
from store.read.kernel.states import States
from store.read.log import Head
from store.read.periods import BITS

Numbers = NDArray[np.int32]
_ASPECT = {aspect: number for number, aspect in enumerate(Aspect)}
_WINDOWS_KEPT = 64


class World:
    """Periods, places and actors with everything known. `head` is the end of the log that they are of."""

    def __init__(self, head: Head):
        self.head = head
        self.numbers = Words()
        """Of places."""
        self.states = States()
        self.gazetteer = Gazetteer([], self.numbers)
        self.actors: Mapping[str, ActorRow] = {}
        self.registers_changed_at = 0
        """The position of the last description of a place or an actor."""
        self._periods = Columns(
            {
                "place": np.int32,
                "start": np.int32,
                "end": np.int32,
                "state": np.int32,
                "aspect": np.int8,
                "policies": np.int8,
                "live": np.bool_,
            }
        )
        self._folded: dict[int, int] = {}
        self._indexes: dict[tuple[Aspect, Policy], PeriodIndex] = {}
        self._stale: dict[tuple[Aspect, Policy], set[int]] = {}
        self._windows: dict[tuple[PlaceKind, str | None], Windows] = {}

    def states_on(
        self, versions: Numbers, day: date, policy: Policy = Policy.AGAINST_INTEREST, aspect: Aspect = Aspect.CONTROL
    ) -> Numbers:
        """The state of the place of each version at the end of a civil day; 0 where nobody makes a claim."""
        return self.index(aspect, policy).on(self.gazetteer.place[versions], day.toordinal())

    def answers(self, position: int, places: Numbers) -> bool:
        """Whether these places were the same at a position of the log as they are at the head."""
        if position >= self.head.position:
            return position == self.head.position
        if position < self.registers_changed_at:
            return False
        return all(self._folded.get(place, 0) <= position for place in places.tolist())

    def windows(self, kind: PlaceKind, within: str | None) -> Windows:
        """The days on which each place of a kind belongs to a question over many days."""
        kept = self._windows.get((kind, within))
        if kept is None:
            if len(self._windows) >= _WINDOWS_KEPT:
                self._windows.clear()
            kept = self._windows[kind, within] = windows(self.gazetteer, kind, within)
        return kept

    def index(self, aspect: Aspect, policy: Policy) -> PeriodIndex:
        """The periods by one policy, made when they are first asked for."""
        chosen = aspect, policy
        index, stale = self._indexes.get(chosen), self._stale.get(chosen)
        if index is None:
            index = PeriodIndex(*self._live(aspect, policy, None))
        elif stale:
            index = index.with_places(stale, *self._live(aspect, policy, stale))
        self._indexes[chosen], self._stale[chosen] = index, set()
        return index

    def _live(self, aspect: Aspect, policy: Policy, places: set[int] | None) -> list[NDArray[Any]]:
        periods = self._periods
        chosen = periods["live"] & (periods["aspect"] == _ASPECT[aspect])
        chosen &= (periods["policies"] & BITS[policy]) != 0
        if places is not None:
            chosen &= np.isin(periods["place"], np.fromiter(places, np.int32))
        rows = np.flatnonzero(chosen)
        return [periods[name][rows] for name in ("place", "start", "end", "state")]

    def describe(self, gazetteer: Gazetteer, actors: Mapping[str, ActorRow], changed_at: int) -> None:
        """Take over the places and actors of the head."""
        self.gazetteer = gazetteer
        self.actors, self.registers_changed_at = actors, changed_at
        self._windows.clear()

    def bring(self, rows: Sequence[Any]) -> Numbers:
        """Take in stored periods, which count from `refold` on. Gives their numbers."""
        if not rows:
            return np.zeros(0, np.int32)
        return self._periods.add(
            place=[self.numbers.number(row.place) for row in rows],
            start=[row.start.toordinal() for row in rows],
            end=[FOREVER if row.end_before is None else row.end_before.toordinal() for row in rows],
            state=self.states.add(rows),
            aspect=[_ASPECT[Aspect(row.aspect)] for row in rows],
            policies=[row.policies for row in rows],
            live=[False] * len(rows),
        )

    def refold(self, folded: Mapping[str, int], brought: Numbers) -> None:
        """Put what was brought in the place of all periods of some places, which were folded at a position each."""
        touched = {self.numbers.number(place): position for place, position in folded.items()}
        self._folded |= touched
        live = self._periods["live"]
        live[np.isin(self._periods["place"], np.fromiter(touched, np.int32))] = False
        live[brought] = True
        for stale in self._stale.values():
            stale.update(touched)

    def saved(self) -> Saved:
        """What the periods are made of, for `restore`. It stays as it is, whatever the world becomes."""
        words, texts, columns = self.states.saved()
        places = np.array([*self._folded.items()], np.int64).reshape(-1, 2)
        own = {f"period_{name}": column for name, column in self._periods.whole().items()}
        # The only column in which rows are changed.
        own["period_live"] = own["period_live"].copy()
        return Saved({**words, "places": [*self.numbers.words]}, texts, {**columns, **own, "folded": places})

    def restore(self, saved: Saved) -> None:
        """Take over what `saved` gave, in a world that has nothing yet."""
        self.states.restore(saved)
        for place in saved.words["places"]:
            self.numbers.number(place)
        self._folded = dict(saved.columns["folded"].tolist())
        prefix = "period_"
        own = {name.removeprefix(prefix): column for name, column in saved.columns.items() if name.startswith(prefix)}
        self._periods.add(**own)

    @property
    def is_wasteful(self) -> bool:
        """Whether most of what is held is of no use any more: then it is read anew."""
        return len(self.states) > 2 * int(np.count_nonzero(self._periods["live"])) + _SPARE_STATES

    def ids(self, places: Iterable[int]) -> list[str]:
        return [self.numbers.words[place] for place in places]


_SPARE_STATES = 500_000
