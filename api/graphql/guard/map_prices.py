"""What it costs to read maps of places at coordinates, in units of a hundredth of a millisecond of processor time.

At the head of the log, with everything known, what holds is stored. At other coordinates the claims are folded of every
place of which something was said since, which is a hundred times the work; and at all of those that wait to be folded.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from api.graphql.guard.asked import At
from api.graphql.guard.price_terms import Map
from store.read.folds import HISTORY_COST, PLACE_COST, STATE_COST
from store.read.log_sizes import LogSizes
from store.read.news import LISTED_MAX

STORED_STATE = 1
STORED_HISTORY = 3
"""A place of a map, and a place with all its periods, where they are stored."""
NEWS_SOUGHT = 0.05
"""A claim about places with news, to find these among more places than are looked up one by one."""


class MapPrices:
    """Of one query, in which each map is read once, however often it is asked for."""

    def __init__(self, sizes: LogSizes):
        self._sizes = sizes
        self._charged: set[Any] = set()
        self.folded = 0
        """What was charged for folding."""

    def maps(self, at: At, maps: Iterable[Map]) -> int:
        """Maps at one place in the coordinates."""
        fresh = self._fresh({(at._replace(date=None) if map.lasting else at, map) for map in maps})
        return self._read([map for _, map in fresh], self.to_fold(at))

    def learned(self, first: At, second: At, maps: Sequence[Map]) -> int:
        """Maps as known at one moment and at another, of places alone of which anything became known between them."""
        fresh = [map for *_, map in self._fresh({(first, second, map) for map in maps})]
        days = sorted(at.known_day for at in (first, second) if at.known_day is not None)
        claims = self._sizes.claims_with_news(min(days, default=None), days[1] if len(days) > 1 else None)
        sought = sum(self._sought(map, claims) for map in fresh)
        return sought + sum(self._read(fresh, min(claims, self.to_fold(at))) for at in (first, second))

    def to_fold(self, at: At) -> int:
        """How many claims there are about the places of which the stored periods do not tell, at most."""
        return self._sizes.claims_to_fold(at.known_day, at.position)

    def _fresh(self, asked: set[Any]) -> set[Any]:
        fresh = asked - self._charged
        self._charged |= fresh
        return fresh

    def _read(self, maps: Sequence[Map], to_fold: int) -> int:
        self.folded += (units := sum(self._folded(map, to_fold) for map in maps))
        return units + sum(self._stored(map) for map in maps)

    def _stored(self, map: Map) -> int:
        return (STORED_HISTORY if map.lasting else STORED_STATE) * self._places(map)

    def _folded(self, map: Map, to_fold: int) -> int:
        if not to_fold:
            return 0
        each = HISTORY_COST if map.lasting else STATE_COST
        if map.place is not None:
            return PLACE_COST + each * min(to_fold, self._sizes.claims_of(map.place, map.aspect))
        claims = min(to_fold, self._sizes.claims_in(map.within, map.kind, map.aspect))
        return PLACE_COST * min(claims, self._places(map)) + each * claims + self._sought(map, to_fold)

    def _sought(self, map: Map, claims: int) -> int:
        return round(NEWS_SOUGHT * claims) if self._places(map) > LISTED_MAX else 0

    def _places(self, map: Map) -> int:
        return 1 if map.place else self._sizes.places_in(map.within, map.kind)
