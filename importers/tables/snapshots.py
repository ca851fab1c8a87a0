"""A file that is the whole state on a day: what of it is new, what is said again, and what is no longer in it.

What differs from the edition before becomes an assertion; the rest becomes one ControlConfirmed for each holder. A
place that is not listed any more is reported, and nothing is recorded of it: a list can lose a line for many reasons.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from domain.events import ControlAsserted, ControlConfirmed, Event, EventCorrected, EventRetracted, interchange
from domain.values.problems import Problem
from domain.values.terms import ControlLevel
from importers import limits
from importers.reading.line import Line, line_of
from importers.tables import editions
from importers.tables.keys import key_of

State = tuple[str | None, str]
"""Holder and level."""
States = Mapping[str, State]
"""By the id of the place."""


class Statement(NamedTuple):
    """One row of an edition, small enough that many fit into memory. `text` is its event, `place` as the row has it."""

    source: str
    day: str
    number: int
    state: State
    place: Any
    known: date
    text: str


class Said(NamedTuple):
    """What the log has of one place on the day of an edition; `confirmed`: as one of those of a ControlConfirmed."""

    state: State
    known: date
    id: str
    stands: bool
    confirmed: bool


_OfPlace = tuple[str, Sequence[Statement]]
"""A place, and the rows of one edition that tell of it, which all say the same."""


def statements(line: Line, today: date) -> Iterator[Statement]:
    for event in line.events:
        assert isinstance(event, ControlAsserted)  # the mapping has seen to it
        state = (event.holder, event.level.value)
        known = event.published or today
        yield Statement(
            event.source or "", event.occurred, line.number, state, event.place, known, interchange.write(event)
        )


def elsewhere(name: str, like: Statement, holder: str, places: Iterable[str]) -> Iterator[tuple[str, Statement]]:
    """What a map leaves over, by place: its source says so by showing the other side alone. `name` is the mapping's."""
    level = ControlLevel.CONTROL
    event = _event(like).model_copy(update={"holder": holder, "level": level, "note": None})
    for place in places:
        told = event.model_copy(update={"place": place})
        text = interchange.write(told.model_copy(update={"id": f"{name}/{key_of(told)}"}))
        yield place, like._replace(state=(holder, level.value), place=place, text=text)


def by_edition(ordered: Iterable[Statement]) -> Iterator[tuple[tuple[str, str], Iterator[Statement]]]:
    """Source and day, with the statements, which are to be read before the next edition is."""
    return groupby(ordered, key=lambda one: (one.source, one.day))


class Shrunk(NamedTuple):
    """A confirmation that is to be corrected: these places are told otherwise by a newer edition."""

    id: str
    places: tuple[str, ...]
    known: date

    def event(self, before: ControlConfirmed) -> EventCorrected | EventRetracted:
        """What is to be recorded, by what the confirmation says now."""
        left = tuple(one for one in before.places if one not in self.places)
        reason = "a newer edition of the list says otherwise of some of its places"
        if not left:
            return EventRetracted(
                type="EventRetracted",
                version=1,
                id=f"{self.id}:{self.known}.gone",
                event=self.id,
                published=self.known,
                reason=reason,
                reported={},
            )
        replacement = before.model_copy(update={"places": left, "id": None, "published": self.known, "reported": {}})
        root, _, _ = self.id.partition(":")
        return editions.correction(replacement.model_copy(update={"id": root}), self.known, self.id)


class PlannedEvent(NamedTuple):
    """An event, the rows that it stands for, and those that say the same once more."""

    event: Event
    rows: tuple[int, ...]
    echoes: tuple[int, ...]


@dataclass(slots=True)
class Compared:
    """What an edition comes to: what is to be recorded, and what becomes of the other rows."""

    new: list[PlannedEvent] = field(default_factory=list)
    confirmed: list[PlannedEvent] = field(default_factory=list)
    corrected: list[PlannedEvent] = field(default_factory=list)
    shrunk: list[Shrunk] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    problems: list[tuple[int, Problem]] = field(default_factory=list)
    disputed: list[str] = field(default_factory=list)
    """Places with two answers: those of areas lie in two of them, and their rows are good for others."""

    @property
    def is_told_already(self) -> bool:
        return not (self.new or self.confirmed or self.corrected or self.shrunk)

    def of_use(self) -> set[int]:
        """The rows of which something is recorded, or is on record."""
        told = (one for events in (self.new, self.confirmed, self.corrected) for one in events)
        return {number for one in told for number in (*one.rows, *one.echoes)}.union(self.repeated)


def compared(
    name: str, told: Mapping[str, Sequence[Statement]], before: States, said: Mapping[str, Sequence[Said]]
) -> Compared:
    """An edition, by the ids of its places, beside the edition before it and what the log has of this very day.

    `name` is that of the mapping. Where the log has the day, this is the same edition again or a newer one of it.
    """
    found = Compared()
    again: dict[tuple[str | None, str, date], list[_OfPlace]] = defaultdict(list)
    shrunk: dict[str, list[_OfPlace]] = defaultdict(list)
    for place, rows in told.items():
        first = rows[0]
        if any(one.state != first.state for one in rows):
            found.disputed.append(place)
            found.problems += ((one.number, _two_answers(place, rows)) for one in rows)
        elif said:
            _again(found, place, rows, said.get(place, ()), shrunk)
        elif before.get(place) == first.state:
            again[*first.state, first.known].append((place, rows))
        else:
            found.new.append(_told(_event(first), [rows]))
    chunks = [chunk for places in again.values() for chunk in _chunks(places)]
    found.confirmed = [_confirmation(name, number, chunk) for number, chunk in enumerate(chunks, start=1)]
    found.shrunk = [Shrunk(id, tuple(p for p, _ in places), places[0][1][0].known) for id, places in shrunk.items()]
    return found


def _told(event: Event, of_places: Iterable[Sequence[Statement]]) -> PlannedEvent:
    of_places = list(of_places)
    echoes = (one.number for rows in of_places for one in rows[1:])
    return PlannedEvent(event, tuple(rows[0].number for rows in of_places), tuple(echoes))


def moved(before: States, now: States) -> Iterator[tuple[str, str]]:
    """Places that are told otherwise than in the edition before, each with who holds it now."""
    return ((place, _holder(state)) for place, state in now.items() if before.get(place, state) != state)


def _holder(state: State) -> str:
    holder, level = state
    if holder is None and level == ControlLevel.UNKNOWN:
        return "nobody known"
    told = holder or "nobody"
    return told if level == ControlLevel.CONTROL else f"{told} ({level})"


def _two_answers(place: str, rows: Sequence[Statement]) -> Problem:
    lines = ", ".join(str(line_of(one.number)) for one in rows[:5])
    said = " and ".join(dict.fromkeys(_holder(one.state) for one in rows))
    message = (
        f"{place!r} has two answers in one edition, {said} (lines {lines}): tell the places apart, or mend the rows"
    )
    return Problem(("place",), "TWO_ANSWERS", message)


def _again(
    found: Compared,
    place: str,
    rows: Sequence[Statement],
    said: Sequence[Said],
    shrunk: dict[str, list[_OfPlace]],
) -> None:
    """Of a place on a day of which the log has an edition already."""
    row = rows[0]
    before = [one for one in said if one.known <= row.known]
    if any(one.state == row.state and one.known == row.known for one in said) or (
        before and before[-1].state == row.state
    ):
        found.repeated += (one.number for one in rows)
        return
    if any(one.known > row.known for one in said):
        message = f"the log has a newer edition of {row.day} for this place: import editions oldest first"
        found.problems += ((one.number, Problem((), "OLDER_EDITION", message)) for one in rows)
        return
    event = _event(row)
    standing = next((one for one in reversed(said) if one.stands), None)
    if standing and not standing.confirmed:
        found.corrected.append(_told(editions.correction(event, row.known, standing.id), [rows]))
        return
    if standing:
        shrunk[standing.id].append((place, rows))
    (found.corrected if standing else found.new).append(_told(event, [rows]))


def _chunks(places: Sequence[_OfPlace]) -> Iterator[Sequence[_OfPlace]]:
    ordered = sorted(places, key=lambda one: one[0])
    for start in range(0, len(ordered), limits.CONFIRMED_PLACES_MAX):
        yield ordered[start : start + limits.CONFIRMED_PLACES_MAX]


def _confirmation(name: str, number: int, places: Sequence[_OfPlace]) -> PlannedEvent:
    first = _event(places[0][1][0])
    event = ControlConfirmed(
        type="ControlConfirmed",
        version=1,
        id=f"{confirmed(name)}{first.source}/{first.occurred}/{number}",
        occurred=first.occurred,
        published=first.published,
        source=first.source,
        attribution=first.attribution,
        places=tuple(place for place, _ in places),
        holder=first.holder,
        level=first.level,
        reported={},
    )
    return _told(event, (rows for _, rows in places))


def confirmed(name: str) -> str:
    """How the ids of a mapping's confirmations begin. No key of a row has a full stop in its first part."""
    return f"{name}/list.confirmed/"


def _event(row: Statement) -> ControlAsserted:
    event = interchange.read(row.text)
    assert isinstance(event, ControlAsserted)
    return event
