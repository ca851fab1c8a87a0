"""The words for holders in a table, beside the actors on record."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from domain.events.identifiers import slug
from domain.gazetteer import names
from domain.gazetteer.actor_likeness import ActorIndex, NamedActor
from domain.values.terms import ActorKind
from importers.reading import dates

_CONTESTED = re.compile(r"contest|disput|mixed|fighting|clash", re.IGNORECASE)
_NOBODY = re.compile(r"\b(unknown|none|nobody|uncontrolled|unclear)\b", re.IGNORECASE)
_STATE = re.compile(r"gov|army|armed forces|police|minist|state|national", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class NewActor:
    """An actor that the table brings."""

    id: str
    name: str
    kind: ActorKind


@dataclass(frozen=True, slots=True)
class Holder:
    """What a word means: the id of an actor, or nobody; `contested`: that the place is fought over."""

    actor: str | None = None
    contested: bool = False
    new: NewActor | None = None


@dataclass(frozen=True, slots=True)
class OpenHolder:
    """A word that is no actor's name. `like` are the actors that it may mean; `likely` is what it seems to mean."""

    word: str
    like: Sequence[NamedActor]
    likely: Holder | None


@dataclass(slots=True)
class TableHolders:
    actors: Sequence[NamedActor]

    def decided(self, words: Iterable[str]) -> dict[str, Holder]:
        """The words that are the name or the id of one actor, without a question mark."""
        by_name: dict[str, set[str]] = {}
        for actor in self.actors:
            for text in (actor.name, actor.id):
                by_name.setdefault(names.normal(text), set()).add(actor.id)
        found = {word: by_name.get(names.normal(word), set()) for word in words if not _is_doubtful(word)}
        return {word: Holder(next(iter(ids))) for word, ids in found.items() if len(ids) == 1}

    def open_words(self, words: Iterable[str]) -> list[OpenHolder]:
        """Words with a question mark, and dates, are likely to mean nothing: somebody has to say."""
        known, index = {actor.id: actor for actor in self.actors}, ActorIndex(self.actors)
        return [self._open(word, [known[id] for id in index.like(word)]) for word in words]

    def _open(self, word: str, like: Sequence[NamedActor]) -> OpenHolder:
        likely: Holder | None = None
        if _is_doubtful(word):
            likely = None
        elif _CONTESTED.search(word):
            likely = Holder(contested=True)
        elif _NOBODY.search(word):
            likely = Holder()
        elif len(like) == 1:
            likely = Holder(like[0].id)
        return OpenHolder(word, like, likely)


def _is_doubtful(word: str) -> bool:
    """Ukraine?, or 3 September 2022."""
    return "?" in word or bool(dates.ways_of_writing(word))


def proposed_actor(word: str) -> NewActor:
    """What a new actor of this name may be, for somebody to look at."""
    kind = ActorKind.STATE_FORCES if _STATE.search(word) else ActorKind.REBEL_GROUP
    return NewActor(slug(word, chars_max=60) or "actor", word, kind)
