"""The reference data and events of the log that a batch refers to, kept in step while the batch is checked."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from domain.control.standing import Annulment, annulled
from domain.events import (
    Event,
    EventCorrected,
    PlaceChanged,
    PlaceRegistered,
    content,
    target,
)
from domain.events.references import id_of
from domain.gazetteer.ranking import Match
from domain.values.knowledge import published_by
from store.write import registry
from store.write.registry import PLACES, InForce, Register

Version = tuple[str, int]
"""A place and the position of one of its descriptions."""


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place as one of its descriptions has it."""

    id: str
    kind: str
    name: str
    parent: str | None
    exists_from: date | None = None
    exists_to: date | None = None


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """An event that the batch refers to; `event` only where the batch annuls or copies it, or contains it."""

    position: int
    type: str
    event: Event | None = None


@dataclass(slots=True)
class ReferenceState:
    """Reference data and events by id, at the head of the log with the events of the batch learned so far."""

    places: dict[str, KnownPlace] = field(default_factory=dict)
    codes: dict[tuple[str, str], dict[str, set[Version]]] = field(default_factory=dict)
    """By scheme and code: the editions that have it, with the versions of places that it means there."""
    codes_like: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    """For codes that no place has: codes like them, likeliest first, each with its place."""
    names: dict[str, set[Version]] = field(default_factory=dict)
    """Versions of places by the form in which names are compared."""
    like: dict[str, list[Match]] = field(default_factory=dict)
    """By the same form, for names that no place has: the places with a similar name, likeliest first."""
    versions: dict[Register, dict[str, InForce]] = field(
        default_factory=lambda: {one: {} for one in registry.REGISTERS}
    )
    """The versions in force of each place, actor and source."""
    events: dict[str, KnownEvent] = field(default_factory=dict)
    ids: dict[int, str] = field(default_factory=dict)
    acts: dict[int, dict[int, datetime | None]] = field(default_factory=dict)
    """Annulments by target, each with the moment from which it is known; None for one that this batch dates so."""
    corrections: set[int] = field(default_factory=set)
    """Which of the annulments are corrections."""
    _indexed_in: dict[Version, list[set[Version]]] = field(default_factory=dict)
    """The entries of `names` and `codes` that hold a version, from which it is taken when it ends."""
    _descriptions: dict[str, dict[int, KnownPlace]] = field(default_factory=dict)
    """Every description in force of a place, by position."""

    def add_act(self, position: int, target: int, is_correction: bool, known: datetime | None) -> None:
        self.acts.setdefault(target, {})[position] = known
        if is_correction:
            self.corrections.add(position)

    def annulled_by(self, position: int, known_by: datetime | None = None) -> int | None:
        """Position of the newest standing annulment of this one, as known by a moment; None: with everything known."""
        concerned, acts = [position], list[Annulment]()
        while concerned:
            event = concerned.pop()
            counting = [act for act, known in self.acts.get(event, {}).items() if _counts(known, known_by)]
            acts += (Annulment(act, event, act in self.corrections) for act in counting)
            concerned += counting
        return annulled(acts).get(position)

    def ancestors(self, place: str) -> Iterator[str]:
        """The places in which it lies on any day, nearest first; each once, so that a circle ends."""
        seen, nearest = {place}, deque([place])
        while nearest:
            for description in self._descriptions.get(nearest.popleft(), {}).values():
                if description.parent and description.parent not in seen:
                    seen.add(description.parent)
                    nearest.append(description.parent)
                    yield description.parent

    def described_on(self, place: str, day: date) -> KnownPlace | None:
        """The place as it is described on a civil day; None before its first description."""
        first_days = self.versions[PLACES].get(place, {})
        begun = [(first, at) for at, first in first_days.items() if first <= day and at in self._descriptions[place]]
        return self._descriptions[place][max(begun)[1]] if begun else None

    def learn(self, event: Event, position: int) -> None:
        """Take in an event that comes next in the log."""
        annuls = self.events.get(target(event) or "")
        if annuls:
            known = event.published and published_by(event.published)
            self.add_act(position, annuls.position, isinstance(event, EventCorrected), known or None)
        for register in registry.REGISTERS:
            if subject := register.registered(event):
                self._describe(register, subject, event, position, annuls)
        self.events[event.id or ""] = KnownEvent(position, event.TYPE, event)
        self.ids[position] = event.id or ""

    def _describe(
        self, register: Register, subject: str, event: Event, position: int, corrected: KnownEvent | None
    ) -> None:
        in_force, first = self.versions[register].setdefault(subject, {}), registry.first_day(event)
        over = registry.replaced(in_force, first, corrected.position if corrected else None)
        if over is None:
            return  # it corrects a description that is no longer in force
        for before in over:
            del in_force[before]
            self._forget(subject, before)
        in_force[position] = first
        description = content(event)
        if isinstance(description, PlaceRegistered | PlaceChanged):
            self._redescribe(description, position)

    def _forget(self, place: str, position: int) -> None:
        self._descriptions.get(place, {}).pop(position, None)
        for versions in self._indexed_in.pop((place, position), ()):
            versions.discard((place, position))

    def _redescribe(self, description: PlaceRegistered | PlaceChanged, position: int) -> None:
        self.add_place(
            KnownPlace(
                id=description.place,
                kind=description.kind.value,
                name=registry.shown_name(description),
                parent=id_of(description.parent),
                exists_from=description.exists_from,
                exists_to=description.exists_to,
            ),
            position,
        )
        for name in registry.search_names(description):
            self.add_name(name, description.place, position)
        for scheme, edition, code in registry.search_codes(description):
            self.add_code(scheme, edition, code, description.place, position)

    def add_place(self, place: KnownPlace, position: int) -> None:
        """A description in force; `versions` must have it already."""
        self._descriptions.setdefault(place.id, {})[position] = place
        in_force = self.versions[PLACES][place.id]
        descriptions = self._descriptions[place.id]
        self.places[place.id] = descriptions[max(descriptions, key=lambda at: in_force[at])]

    def add_name(self, name: str, place: str, position: int) -> None:
        self._index(self.names.setdefault(name, set()), (place, position))

    def add_code(self, scheme: str, edition: str, code: str, place: str, position: int) -> None:
        self._index(self.codes.setdefault((scheme, code), {}).setdefault(edition, set()), (place, position))

    def _index(self, versions: set[Version], version: Version) -> None:
        versions.add(version)
        self._indexed_in.setdefault(version, []).append(versions)


def _counts(known: datetime | None, known_by: datetime | None) -> bool:
    return known_by is None or (known is not None and known <= known_by)
