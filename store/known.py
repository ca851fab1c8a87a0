"""What the log knows that a batch refers to, kept in step while the batch is checked event by event."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import cast

from domain.events import Event, EventCorrected, PlaceChanged, PlaceRegistered, content, target
from domain.standing import Annulment, annulled
from store import registry
from store.registry import Register


@dataclass(frozen=True, slots=True)
class KnownPlace:
    """A place as it is described now."""

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
class Known:
    """Reference data and events by id, at the end of the log and of what was learned since."""

    places: dict[str, KnownPlace] = field(default_factory=dict)
    codes: dict[tuple[str, str], dict[str, set[str]]] = field(default_factory=dict)
    """By scheme and code: the editions that have it, with the places that it means there."""
    names: dict[str, set[str]] = field(default_factory=dict)
    """Places by the form in which names are compared."""
    versions: dict[Register, dict[str, int]] = field(default_factory=lambda: {one: {} for one in registry.REGISTERS})
    """The position of the version in force of each place, actor and source."""
    events: dict[str, KnownEvent] = field(default_factory=dict)
    ids: dict[int, str] = field(default_factory=dict)
    acts: dict[int, list[int]] = field(default_factory=dict)
    """Annulments by target."""
    corrections: set[int] = field(default_factory=set)
    """Which of the annulments are corrections."""
    _meanings: dict[str, list[set[str]]] = field(default_factory=dict)
    """By place: where it stands in `names` and `codes`, to be taken out when it is described anew."""

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
        """Nearest first; ends where the chain comes back to where it was."""
        seen = {place}
        while (known := self.places.get(place)) and known.parent and known.parent not in seen:
            place = known.parent
            seen.add(place)
            yield place

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
        versions = self.versions[register]
        if corrected and versions.get(subject) != corrected.position:
            return  # it corrects a description that is no longer in force
        versions[subject] = position
        said = content(event)
        if isinstance(said, PlaceRegistered | PlaceChanged):
            self._redescribe(said)

    def _redescribe(self, said: PlaceRegistered | PlaceChanged) -> None:
        for meant in self._meanings.pop(said.place, ()):
            meant.discard(said.place)
        parent = cast(str | None, said.parent)  # an id by now
        self.places[said.place] = KnownPlace(said.place, said.kind.value, registry.shown_name(said), parent)
        for name in registry.search_names(said):
            self.add_name(name, said.place)
        for scheme, edition, code in registry.search_codes(said):
            self.add_code(scheme, edition, code, said.place)

    def add_name(self, name: str, place: str) -> None:
        self._mean(self.names.setdefault(name, set()), place)

    def add_code(self, scheme: str, edition: str, code: str, place: str) -> None:
        self._mean(self.codes.setdefault((scheme, code), {}).setdefault(edition, set()), place)

    def _mean(self, meant: set[str], place: str) -> None:
        meant.add(place)
        self._meanings.setdefault(place, []).append(meant)
