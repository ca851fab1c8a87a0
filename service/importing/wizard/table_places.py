"""The names of places in a table, beside the gazetteer: which are on record, and what the others may mean."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from domain.gazetteer import names
from domain.gazetteer.ranking import Index
from domain.values.limits import NAME_CHARS_MAX
from domain.values.terms import PlaceKind
from store.read import name_search
from store.read.name_search import NamedPlace

CANDIDATES_SHOWN = 3
_NEAR = 0.25
"""Of the score of a match, what another may be below the best and still be shown."""
_MOST = 0.6


@dataclass(frozen=True, slots=True)
class Scope:
    """In which place, by id, the places of a table lie, and of which kind they are. None: any."""

    within: str | None = None
    kind: PlaceKind | None = None


@dataclass(frozen=True, slots=True)
class OpenName:
    """A name that no place has, or several have. `likely` is the first of the candidates where it may be taken."""

    name: str
    candidates: tuple[NamedPlace, ...]
    likely: bool


@dataclass(slots=True)
class TablePlaces:
    """The gazetteer, read once."""

    places: dict[str, NamedPlace]
    _by_name: dict[str, list[NamedPlace]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def from_places(cls, places: Iterable[NamedPlace]) -> "TablePlaces":
        gazetteer = cls({place.id: place for place in places})
        for place in gazetteer.places.values():
            for normal in {names.normal(name) for name in place.names}:
                gazetteer._by_name[normal].append(place)
        return gazetteer

    def scope(self, wanted: Iterable[str]) -> Scope:
        """Where those of the names lie that are on record: one country, and one kind of place, if most are of it."""
        exact = [place for name in wanted for place in self._by_name.get(names.normal(name), ())]
        if not exact:
            return Scope()
        kind, count = Counter(place.kind for place in exact).most_common(1)[0]
        top, inside = Counter(self._top(place) for place in exact if place.kind == kind).most_common(1)[0]
        same = count > _MOST * len(exact)
        return Scope(top if inside > _MOST * count else None, PlaceKind(kind) if same else None)

    def named(self, name: str, scope: Scope) -> list[NamedPlace]:
        """The places in the scope that have this name."""
        return [place for place in self._by_name.get(names.normal(name), ()) if self._passes(place, scope)]

    def open_names(self, wanted: Iterable[str], scope: Scope) -> Iterator[OpenName]:
        """Those of the names that do not lead to one place."""
        inside = {place.id: place for place in self.places.values() if self._passes(place, scope)}
        index = Index(name_search.candidates(inside.values()))
        for name in wanted:
            exact = self.named(name, scope)
            if len(exact) > 1:
                yield OpenName(name, tuple(exact[:CANDIDATES_SHOWN]), likely=False)
            elif not exact:
                matches = index.rank(name, CANDIDATES_SHOWN) if len(name) <= NAME_CHARS_MAX else []
                near = [match for match in matches if match.score > matches[0].score - _NEAR]
                likely = bool(near) and not near[0].ambiguous
                yield OpenName(name, tuple(inside[match.place] for match in near), likely)

    def described(self, place: NamedPlace) -> str:
        """`Baharak, district in Takhar`."""
        above = self.places.get(place.parent or "")
        kind = place.kind.replace("_", " ").lower()
        return f"{place.names[0]}, {kind}{f' in {above.names[0]}' if above else ''}"

    def _passes(self, place: NamedPlace, scope: Scope) -> bool:
        if scope.kind is not None and place.kind != scope.kind:
            return False
        return scope.within is None or scope.within in {above.id for above in self._upwards(place)}

    def _top(self, place: NamedPlace) -> str:
        return list(self._upwards(place))[-1].id

    def _upwards(self, place: NamedPlace) -> Iterator[NamedPlace]:
        seen: set[str] = set()
        at: NamedPlace | None = place
        while at is not None and at.id not in seen:
            seen.add(at.id)
            yield at
            at = self.places.get(at.parent or "")
