"""What an edition of a list or map adds to the edition before it.

A place with another state than before becomes an assertion; all others become one ControlConfirmed per holder. A place
that is no longer listed is only reported: a list can lose a line for many reasons.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from domain.events import ControlConfirmed, Event, EventCorrected, EventRetracted
from domain.values.problems import Problem
from domain.values.terms import ControlLevel
from importers import limits
from importers.reading.line import line_of
from importers.tables import editions
from importers.tables.snapshot_rows import SnapshotRow, State, States


class RecordedState(NamedTuple):
    """What the log has of one place on the day of an edition. `confirmed`: as one place of a ControlConfirmed."""

    state: State
    known: date
    id: str
    stands: bool
    confirmed: bool


_PlaceRows = tuple[str, Sequence[SnapshotRow]]
"""A place, and the rows of one edition about it, which agree."""


class ReducedConfirmation(NamedTuple):
    """A confirmation from which a newer edition takes places, because it says otherwise of them."""

    id: str
    places: tuple[str, ...]
    known: date

    def event(self, before: ControlConfirmed) -> EventCorrected | EventRetracted:
        """The correction to record; a retraction where no place is left. `before` is what the confirmation says now."""
        left = tuple(place for place in before.places if place not in self.places)
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
    """An event, the numbers of the rows that it stands for, and of further rows with the same content."""

    event: Event
    rows: tuple[int, ...]
    duplicates: tuple[int, ...]


@dataclass(slots=True)
class EditionDifference:
    """What is to be recorded of an edition, and the outcome of its other rows."""

    new: list[PlannedEvent] = field(default_factory=list)
    confirmed: list[PlannedEvent] = field(default_factory=list)
    corrected: list[PlannedEvent] = field(default_factory=list)
    reduced: list[ReducedConfirmation] = field(default_factory=list)
    repeated: list[int] = field(default_factory=list)
    problems: list[tuple[int, Problem]] = field(default_factory=list)
    disputed: list[str] = field(default_factory=list)
    """Places with two answers. On a map they lie in two areas, whose rows still hold for other places."""

    @property
    def is_empty(self) -> bool:
        """Whether the log has all of it already."""
        return not (self.new or self.confirmed or self.corrected or self.reduced)

    def rows_on_record(self) -> set[int]:
        """The rows of which something is recorded now or was before."""
        planned = (event for events in (self.new, self.confirmed, self.corrected) for event in events)
        return {number for event in planned for number in (*event.rows, *event.duplicates)}.union(self.repeated)


def difference(
    name: str,
    edition: Mapping[str, Sequence[SnapshotRow]],
    before: States,
    recorded: Mapping[str, Sequence[RecordedState]],
) -> EditionDifference:
    """Compare an edition, by place, with the edition before it and with what the log has of this very day.

    `name` is that of the mapping. Where the log has the day, this is the same edition again or a newer one of it.
    """
    result = EditionDifference()
    unchanged: dict[tuple[str | None, str, date], list[_PlaceRows]] = defaultdict(list)
    reduced: dict[str, list[_PlaceRows]] = defaultdict(list)
    for place, rows in edition.items():
        first = rows[0]
        if any(row.state != first.state for row in rows):
            result.disputed.append(place)
            result.problems += ((row.number, _two_answers(place, rows)) for row in rows)
        elif recorded:
            _compare_same_day(result, place, rows, recorded.get(place, ()), reduced)
        elif before.get(place) == first.state:
            unchanged[*first.state, first.known].append((place, rows))
        else:
            result.new.append(_planned(first.event(), [rows]))
    chunks = [chunk for places in unchanged.values() for chunk in _chunks(places)]
    result.confirmed = [_confirmation(name, number, chunk) for number, chunk in enumerate(chunks, start=1)]
    result.reduced = [
        ReducedConfirmation(id, tuple(place for place, _ in places), places[0][1][0].known)
        for id, places in reduced.items()
    ]
    return result


def moved(before: States, now: States) -> Iterator[tuple[str, str]]:
    """Places whose state differs from the edition before, each with its holder now."""
    return ((place, _holder(state)) for place, state in now.items() if before.get(place, state) != state)


def confirmation_prefix(name: str) -> str:
    """How the ids of a mapping's confirmations begin. No key of a row has a full stop in its first part."""
    return f"{name}/list.confirmed/"


def _planned(event: Event, by_place: Iterable[Sequence[SnapshotRow]]) -> PlannedEvent:
    by_place = list(by_place)
    duplicates = (row.number for rows in by_place for row in rows[1:])
    return PlannedEvent(event, tuple(rows[0].number for rows in by_place), tuple(duplicates))


def _holder(state: State) -> str:
    holder, level = state
    if holder is None and level == ControlLevel.UNKNOWN:
        return "nobody known"
    name = holder or "nobody"
    return name if level == ControlLevel.CONTROL else f"{name} ({level})"


def _two_answers(place: str, rows: Sequence[SnapshotRow]) -> Problem:
    lines = ", ".join(str(line_of(row.number)) for row in rows[:5])
    answers = " and ".join(dict.fromkeys(_holder(row.state) for row in rows))
    message = (
        f"{place!r} has two answers in one edition, {answers} (lines {lines}): tell the places apart, or mend the rows"
    )
    return Problem(("place",), "TWO_ANSWERS", message)


def _compare_same_day(
    result: EditionDifference,
    place: str,
    rows: Sequence[SnapshotRow],
    recorded: Sequence[RecordedState],
    reduced: dict[str, list[_PlaceRows]],
) -> None:
    """One place on a day of which the log already has an edition."""
    row = rows[0]
    before = [state for state in recorded if state.known <= row.known]
    if any(state.state == row.state and state.known == row.known for state in recorded) or (
        before and before[-1].state == row.state
    ):
        result.repeated += (each.number for each in rows)
        return
    if any(state.known > row.known for state in recorded):
        message = f"the log has a newer edition of {row.day} for this place: import editions oldest first"
        result.problems += ((each.number, Problem((), "OLDER_EDITION", message)) for each in rows)
        return
    event = row.event()
    standing = next((state for state in reversed(recorded) if state.stands), None)
    if standing and not standing.confirmed:
        result.corrected.append(_planned(editions.correction(event, row.known, standing.id), [rows]))
        return
    if standing:
        reduced[standing.id].append((place, rows))
    (result.corrected if standing else result.new).append(_planned(event, [rows]))


def _chunks(places: Sequence[_PlaceRows]) -> Iterator[Sequence[_PlaceRows]]:
    ordered = sorted(places, key=lambda item: item[0])
    for start in range(0, len(ordered), limits.CONFIRMED_PLACES_MAX):
        yield ordered[start : start + limits.CONFIRMED_PLACES_MAX]


def _confirmation(name: str, number: int, places: Sequence[_PlaceRows]) -> PlannedEvent:
    first = places[0][1][0].event()
    event = ControlConfirmed(
        type="ControlConfirmed",
        version=1,
        id=f"{confirmation_prefix(name)}{first.source}/{first.occurred}/{number}",
        occurred=first.occurred,
        published=first.published,
        source=first.source,
        attribution=first.attribution,
        places=tuple(place for place, _ in places),
        holder=first.holder,
        level=first.level,
        reported={},
    )
    return _planned(event, (rows for _, rows in places))
