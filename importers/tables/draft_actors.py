"""The words of a column of holders, held against the actors on record: a draft registers none beside them."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.gazetteer import names
from domain.gazetteer.actor_likeness import ActorIndex, NamedActor
from domain.gazetteer.suggestions import suggestions

_ANYBODY = re.compile(
    r"^(the )?(gov\w*|regime|rebels?|opposition|insurgents?|army|military|police|state|militias?|forces|others?)\W*"
    r"(forces|troops|army)?$",
    re.IGNORECASE,
)
"""Whose they are is not said."""
_LIKE_MAX = 3
_SHORT_MIN = 3
"""Letters of an abbreviation."""


@dataclass(slots=True)
class ActorsOnRecord:
    """`called` are the names of actors by id; empty where the log has none, or there is no log yet."""

    called: Mapping[str, str] = field(default_factory=dict)
    _index: ActorIndex = field(init=False)

    def __post_init__(self) -> None:
        self._index = ActorIndex(NamedActor(id, name) for id, name in self.called.items())

    def __bool__(self) -> bool:
        return bool(self.called)

    def is_new(self, word: str) -> bool:
        """Whether it can only be an actor that is not on record yet: it is like none, and names somebody."""
        return not self.called or not (_ANYBODY.search(word) or self.named(word) or self.like(word))

    def named(self, word: str) -> str | None:
        """The only actor that is called so, or has the word as its id."""
        wanted = names.normal(word)
        found = [id for id, name in self.called.items() if wanted in (names.normal(id), names.normal(name))]
        return found[0] if len(found) == 1 else None

    def like(self, word: str) -> list[str]:
        """Ids of those that may be meant, at most three."""
        by_name = {name: id for id, name in self.called.items()}
        near = [by_name[name] for name in suggestions(word, by_name)]
        begun = [id for id, name in self.called.items() if _begins_a_word(names.normal(word), name)]
        return list(dict.fromkeys([*self._index.like(word), *begun, *near]))[:_LIKE_MAX]


def _begins_a_word(beginning: str, name: str) -> bool:
    """gov, of Government."""
    return len(beginning) >= _SHORT_MIN and any(names.normal(word).startswith(beginning) for word in name.split())
