"""What an edition of a list or map adds to the edition before it.

A place with another state than before becomes an assertion; all others become one ControlConfirmed per holder. A place
that is no longer listed is only reported: a list can lose a line for many reasons.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from domain.events import ControlConfirmed, Event, EventRetracted, identifiers
from domain.values.problems import Problem
from domain.values.terms import ControlLevel
from importers import limits
from importers.reading.line import line_of
from importers.tables import editions
from importers.tables.keys import bounded, stamp
from importers.tables.recorded_states import RecordedState, ReducedConfirmation
from importers.tables.snapshot_rows import SnapshotRow, State, States

_PlaceRows = tuple[str, Sequence[SnapshotRow]]
"""A place, and the rows of one edition about it, which agree."""


class PlannedEvent(NamedTuple):
    """An event, the ids of its places, the numbers of the rows that it stands for, and of further rows with the same
    content."""

    event: Event
    places: tuple[str, ...]
    rows: tuple[int, ...]
    duplicates: tuple[int, ...]


@dataclass(slots=True)
class EditionDifference:
    """What is to be recorded of an edition, and the outcome of its other rows."""

    new: list[PlannedEvent] = field(default_factory=list)
    confirmed: list[PlannedEvent] = field(default_factory=list)
    corrected: list[PlannedEvent] = field(default_factory=list)
    reduced: list[ReducedConfirmation] = field(default_factory=list)
    """They lose the places of which `new` or `corrected` says otherwise, but for those whose event is refused."""
    superseded: list[tuple[str, EventRetracted]] = field(default_factory=list)
    """Earlier words of a place, likewise taken back only where the new one is recorded."""
    ends: list[EventRetracted] = field(default_factory=list)
    """Of what came late: it counts until the next edition on record speaks."""
    edited: list[tuple[str, State, bool]] = field(default_factory=list)
    """Places of which an earlier edition of the same day said otherwise, and whether one before that said the same."""
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
    file: str | None = None,
) -> EditionDifference:
    """Compare an edition, by place, with the edition before it and with what the log has of this very day.

    `name` is that of the mapping, `file` that of the file. Where the log has the day, this is the same edition again,
    a newer one, or one that comes late.
    """
    result = EditionDifference()
    day = _DayComparison(result, file)
    unchanged: list[_PlaceRows] = []
    for place, rows in edition.items():
        first = rows[0]
        if any(row.state != first.state for row in rows):
            result.disputed.append(place)
            result.problems += ((row.number, _two_answers(place, rows)) for row in rows)
        elif states := recorded.get(place):
            if day.confirms(_PlaceOnDay(place, rows, sorted(states, key=lambda one: one.known))):
                unchanged.append((place, rows))
        elif before.get(place) == first.state:
            unchanged.append((place, rows))
        else:
            result.new.append(_planned(first.event(), [(place, rows)]))
    result.confirmed = _confirmations(name, unchanged, is_first=not recorded, file=file)
    result.reduced = list(day.reductions())
    return result


def moved(before: States, now: States) -> Iterator[tuple[str, str]]:
    """Places whose state differs from the edition before, each with its holder now."""
    return ((place, holder_shown(state)) for place, state in now.items() if before.get(place, state) != state)


def confirmation_prefix(name: str) -> str:
    """How the ids of a mapping's confirmations begin. No key of a row has a full stop in its first part."""
    return f"{name}/list.confirmed/"


def _planned(event: Event, by_place: Sequence[_PlaceRows]) -> PlannedEvent:
    places = tuple(place for place, _ in by_place)
    duplicates = (row.number for _, rows in by_place for row in rows[1:])
    return PlannedEvent(event, places, tuple(rows[0].number for _, rows in by_place), tuple(duplicates))


def holder_shown(state: State) -> str:
    holder, level = state
    if holder is None and level == ControlLevel.UNKNOWN:
        return "nobody known"
    name = holder or "nobody"
    return name if level == ControlLevel.CONTROL else f"{name} ({level})"


def _two_answers(place: str, rows: Sequence[SnapshotRow]) -> Problem:
    lines = ", ".join(str(line_of(row.number)) for row in rows[:5])
    answers = " and ".join(dict.fromkeys(holder_shown(row.state) for row in rows))
    message = (
        f"{place!r} has two answers in one edition, {answers} (lines {lines}): tell the places apart, or mend the rows"
    )
    return Problem(("place",), "TWO_ANSWERS", message)


@dataclass(frozen=True, slots=True)
class _PlaceOnDay:
    """The rows about one place, beside what the log has of it on that day, in the order in which it became known."""

    place: str
    rows: Sequence[SnapshotRow]
    recorded: Sequence[RecordedState]

    @property
    def row(self) -> SnapshotRow:
        return self.rows[0]

    @property
    def known(self) -> datetime:
        """What nobody dated is the newest."""
        return self.row.known if self.row.is_dated else max(self.row.known, self.recorded[-1].known)

    @property
    def same_moment(self) -> list[RecordedState]:
        return [one for one in self.recorded if one.known == self.known]

    @property
    def counting(self) -> list[RecordedState]:
        return [one for one in self.recorded if one.counts_at(self.known)]

    @property
    def next_known(self) -> datetime | None:
        """The moment of the first edition after this one that is on record."""
        return min((one.known for one in self.recorded if one.known > self.known), default=None)

    @property
    def repeats(self) -> bool:
        """Whether it says what counts already."""
        return bool(counting := self.counting) and counting[-1].state == self.row.state

    @property
    def is_return(self) -> bool:
        """Whether it says again what was said before it, and otherwise since."""
        return any(one.state == self.row.state for one in self.recorded if one.known <= self.known)


@dataclass(slots=True)
class _DayComparison:
    """An edition of a day of which the log already has one."""

    result: EditionDifference
    file: str | None
    _reduced: dict[str, list[tuple[str, RecordedState, datetime]]] = field(default_factory=dict)

    def confirms(self, on_day: _PlaceOnDay) -> bool:
        """Whether it is one more edition that says the same; what it says otherwise is planned here."""
        same = [(one.state == on_day.row.state, one.file) for one in on_day.same_moment]
        if editions.is_recorded(same, self.file) or (on_day.repeats and not on_day.row.is_live):
            self.result.repeated += (each.number for each in on_day.rows)
            return False
        if on_day.repeats and on_day.next_known is None:
            return True
        self._record(on_day, [] if on_day.repeats else on_day.counting)
        return False

    def _record(self, on_day: _PlaceOnDay, replaced: Sequence[RecordedState]) -> None:
        known, later = on_day.known, on_day.next_known
        asserted = [one for one in replaced if not one.confirmed]
        for one in replaced:
            if one.confirmed:
                self._reduced.setdefault(one.id, []).append((on_day.place, one, known))
        added = _addition(on_day, asserted[-1].id if asserted else None)
        (self.result.corrected if replaced else self.result.new).append(_planned(added, [(on_day.place, on_day.rows)]))
        self.result.superseded += (
            (on_day.place, editions.retraction(one.id, known)) for one in asserted[:-1] if one.ended is None
        )
        if later is not None:
            self.result.ends.append(editions.retraction(added.id or "", later))
        if replaced:
            self.result.edited.append((on_day.place, on_day.row.state, on_day.is_return))

    def reductions(self) -> Iterator[ReducedConfirmation]:
        for id, taken in self._reduced.items():
            _, first, known = taken[0]
            yield ReducedConfirmation(id, tuple(place for place, *_ in taken), known, first.ended is not None)


def _addition(on_day: _PlaceOnDay, corrected: str | None) -> Event:
    """The row as an event of its own, or as a correction of the one with the id `corrected`."""
    event = on_day.row.event()
    id = editions.version_id(event, on_day.known, len(on_day.same_moment))
    if corrected:
        return editions.correction(event, corrected, id)
    has_key = any(one.id.partition(":")[0] == event.id for one in on_day.recorded)
    return event.model_copy(update={"id": id}) if has_key else event


def _confirmations(
    name: str, unchanged: Iterable[_PlaceRows], *, is_first: bool, file: str | None
) -> list[PlannedEvent]:
    """One for each state that the rows confirm, or more where there are many places."""
    by_state: dict[tuple[str | None, str, datetime], list[_PlaceRows]] = defaultdict(list)
    for place, rows in unchanged:
        by_state[*rows[0].state, rows[0].known].append((place, rows))
    chunks = [chunk for places in by_state.values() for chunk in _chunks(places)]
    return [_confirmation(name, number, chunk, is_first, file) for number, chunk in enumerate(chunks, start=1)]


def _chunks(places: Sequence[_PlaceRows]) -> Iterator[Sequence[_PlaceRows]]:
    ordered = sorted(places, key=lambda item: item[0])
    for start in range(0, len(ordered), limits.CONFIRMED_PLACES_MAX):
        yield ordered[start : start + limits.CONFIRMED_PLACES_MAX]


def _confirmation(
    name: str, number: int, places: Sequence[_PlaceRows], is_first: bool, file: str | None
) -> PlannedEvent:
    """`is_first`: no other edition of the day is on record, whose confirmations have ids of the same form."""
    row = places[0][1][0]
    first = row.event()
    told_apart = "\n".join([file or "", *(place for place, _ in places)])
    mark = "" if is_first else f"{stamp(row.known)}.{identifiers.digest(told_apart, 8)}."
    event = ControlConfirmed(
        type="ControlConfirmed",
        version=1,
        id=bounded(f"{confirmation_prefix(name)}{first.source}/{first.occurred}/{mark}{number}"),
        occurred=first.occurred,
        published=first.published,
        source=first.source,
        attribution=first.attribution,
        places=tuple(place for place, _ in places),
        holder=first.holder,
        level=first.level,
        reported={},
    )
    return _planned(event, places)
