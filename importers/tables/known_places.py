"""The gazetteer inside one place, as an export's names are looked up in it. Nothing here is likely: a name is exact."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from domain.gazetteer import names
from domain.gazetteer.level_names import without_level_words
from domain.values.limits import NAME_CHARS_MAX


class KnownPlace(NamedTuple):
    """With every name that it has."""

    id: str
    kind: str
    parent: str | None
    names: tuple[str, ...]


_TOWNS = frozenset({"POPULATED_PLACE", "DISTRICT_CENTRE"})
_LEVELS = {"PROVINCE": 1, "DISTRICT": 2, "SUBDISTRICT": 3, "POPULATED_PLACE": 3, "DISTRICT_CENTRE": 3}


class KnownPlaces:
    """`within` is the place in which all of them lie; `places` has those above it too."""

    def __init__(self, within: str, places: Iterable[KnownPlace]):
        self.within = within
        self._places = {one.id: one for one in places}
        self._by_name: dict[str, set[str]] = defaultdict(set)
        for one in self._places.values():
            for name in one.names:
                self._by_name[names.normal(name)].add(one.id)

    def __contains__(self, id: str) -> bool:
        return id in self._places

    def places(self) -> list[KnownPlace]:
        return list(self._places.values())

    def names(self, id: str) -> tuple[str, ...]:
        return self._places[id].names

    def parent(self, id: str) -> str | None:
        return self._places[id].parent

    @property
    def country(self) -> str | None:
        """In which `within` lies, as far as anybody has registered it."""
        return next((id for id in self._upwards(self.within) if self._places[id].kind == "COUNTRY"), None)

    def is_called(self, id: str, name: str) -> bool:
        return id in self._by_name.get(names.normal(name), ())

    def find(self, kind: str, name: str, within: str, but: str) -> set[str]:
        """Those that are called so; ids that begin with `but` are the export's own and none of the gazetteer's."""
        wanted = _TOWNS if kind in _TOWNS else {kind}
        for spelt in without_level_words(name, _LEVELS.get(kind)) if len(name) <= NAME_CHARS_MAX else ():
            found = {
                id
                for id in self._by_name.get(names.normal(spelt), ())
                if self._places[id].kind in wanted and not id.startswith(but) and within in self._upwards(id)
            }
            if found:
                return found
        return set()

    def _upwards(self, id: str) -> Iterator[str]:
        seen: set[str] = set()
        at: str | None = id
        while at in self._places and at not in seen:
            yield at
            seen.add(at)
            at = self._places[at].parent
