"""What the log knows that a batch refers to, kept in step while the batch is checked event by event."""

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field

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
from store.write import registry
from store.write.registry import PLACES, InForce, Register

Version = tuple[str, int]
"""A place and the position of one of its descriptions."""


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place as one of its descriptions has it; the last of them, where nothing else is said."""

    id: str
    kind: str
    name: str
    parent: str | None


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """`event` is there only where the batch corrects or retracts it, or brought it."""

    position: int
    event: Event | None = None


@dataclass(slots=True)
class ReferenceState:
    """Reference data and events by id, at the end of the log and of what was learned since."""

    places: dict[str, KnownPlace] = field(default_factory=dict)
    codes: dict[tuple[str, str], dict[str, set[Version]]] = field(default_factory=dict)
    """By scheme and code: the editions that have it, with the versions of places that it means there."""
    names: dict[str, set[Version]] = field(default_factory=dict)
    """Versions of places by the form in which names are compared."""
    like: dict[str, list[str]] = field(default_factory=dict)
    """By the same form, of names that nobody has: the places that it may be meant for, the likeliest first."""
    versions: dict[Register, dict[str, InForce]] = field(
        default_factory=lambda: {one: {} for one in registry.REGISTERS}
    )
    """The versions in force of each place, actor and source."""
    events: dict[str, KnownEvent] = field(default_factory=dict)
    ids: dict[int, str] = field(default_factory=dict)
    acts: dict[int, list[int]] = field(default_factory=dict)
    """Annulments by target."""
    corrections: set[int] = field(default_factory=set)
    """Which of the annulments are corrections."""
    _meanings: dict[Version, list[set[Version]]] = field(default_factory=dict)
    """Where a version stands in `names` and `codes`, to be taken out when it ends."""
    _descriptions: dict[str, dict[int, KnownPlace]] = field(default_factory=dict)
    """Every description in force of a place, by position."""

    def add_act(self, position: int, target: int, is_correction: bool) -> None:
        self.acts.setdefault(target, []).append(position)
        if is_correction:
            self.corrections.add(position)

    def annulled_by(self, position: int) -> int | None:
        """Position of the newest standing annulment of this one, with everything known."""
        concerned, found = [position], list[Annulment]()
        while concerned:
            one = concerned.pop()
            found += (Annulment(act, one, act in self.corrections) for act in self.acts.get(one, ()))
            concerned += self.acts.get(one, ())
        return annulled(found).get(position)

    def ancestors(self, place: str) -> Iterator[str]:
        """All in which it lies on any day, nearest first; each once, so that a circle ends."""
        seen, nearest = {place}, deque([place])
        while nearest:
            for told in self._descriptions.get(nearest.popleft(), {}).values():
                if told.parent and told.parent not in seen:
                    seen.add(told.parent)
                    nearest.append(told.parent)
                    yield told.parent

    def learn(self, event: Event, position: int) -> None:
        """The event comes next in the log."""
        annuls = self.events.get(target(event) or "")
        if annuls:
            self.add_act(position, annuls.position, isinstance(event, EventCorrected))
        for register in registry.REGISTERS:
            if subject := register.registered(event):
                self._describe(register, subject, event, position, annuls)
        self.events[event.id or ""] = KnownEvent(position, event)
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
        said = content(event)
        if isinstance(said, PlaceRegistered | PlaceChanged):
            self._redescribe(said, position)

    def _forget(self, place: str, position: int) -> None:
        self._descriptions.get(place, {}).pop(position, None)
        for meant in self._meanings.pop((place, position), ()):
            meant.discard((place, position))

    def _redescribe(self, said: PlaceRegistered | PlaceChanged, position: int) -> None:
        shown = registry.shown_name(said)
        self.add_place(KnownPlace(said.place, said.kind.value, shown, id_of(said.parent)), position)
        for name in registry.search_names(said):
            self.add_name(name, said.place, position)
        for scheme, edition, code in registry.search_codes(said):
            self.add_code(scheme, edition, code, said.place, position)

    def add_place(self, place: KnownPlace, position: int) -> None:
        """A description in force; `versions` must have it already."""
        self._descriptions.setdefault(place.id, {})[position] = place
        in_force = self.versions[PLACES][place.id]
        told = self._descriptions[place.id]
        self.places[place.id] = told[max(told, key=lambda one: in_force[one])]

    def add_name(self, name: str, place: str, position: int) -> None:
        self._mean(self.names.setdefault(name, set()), (place, position))

    def add_code(self, scheme: str, edition: str, code: str, place: str, position: int) -> None:
        self._mean(self.codes.setdefault((scheme, code), {}).setdefault(edition, set()), (place, position))

    def _mean(self, meant: set[Version], version: Version) -> None:
        meant.add(version)
        self._meanings.setdefault(version, []).append(meant)
