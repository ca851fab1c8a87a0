"""How places lie to each other: one in the other, apart, or nobody can tell."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.values.terms import PlaceKind


@dataclass(frozen=True)
class PlaceTree:
    """The tree of places at a position of the log: the parent and the kind of each place."""

    parents: Mapping[str, str | None] = field(default_factory=dict)
    kinds: Mapping[str, str] = field(default_factory=dict)
    _chains: dict[str, tuple[str, ...]] = field(default_factory=dict, compare=False, repr=False)

    def chain(self, place: str) -> tuple[str, ...]:
        """The place and those that it lies in, nearest first."""
        if place not in self._chains:
            chain = [place]
            while (up := self.parents.get(chain[-1])) and up not in chain:
                chain.append(up)
            self._chains[place] = tuple(chain)
        return self._chains[place]

    def within(self, place: str, other: str) -> bool:
        return other in self.chain(place)

    def root(self, place: str) -> str:
        return self.chain(place)[-1]

    def apart(self, place: str, other: str) -> bool:
        """Whether nothing can be in both.

        Going up from each until they meet, the last places before that must be of one kind: two provinces are apart.
        A base in a province and a district of it are not: the base may stand in the district.
        """
        if self.within(place, other) or self.within(other, place):
            return False
        mine, others = list(self.chain(place)), list(self.chain(other))
        while mine and others and mine[-1] == others[-1]:
            mine.pop()
            others.pop()
        return self.kinds.get(mine[-1]) == self.kinds.get(others[-1])

    def ways_apart(self, place: str, other: str) -> bool:
        """Whether nobody takes both on one way: who crosses a border passes a place on either side of it."""
        return self.root(place) == self.root(other) and self.apart(place, other)

    def may_lie_on_the_way(self, place: str, origin: str, destination: str) -> bool:
        """Whether who goes from one to the other may pass the place. Borders lie in no country."""
        root = self.root(place)
        return self.kinds.get(root) != PlaceKind.COUNTRY or root in (self.root(origin), self.root(destination))
