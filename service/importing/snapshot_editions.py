"""Lists and maps: each edition is the whole state on a day. What differs is asserted, and the rest confirmed."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain, groupby, islice
from typing import Any, BinaryIO

from domain.events import ControlAsserted, ControlConfirmed, Event, content
from domain.values import edtf
from domain.values.problems import Problem
from importers import limits
from importers.reading.line import Line
from importers.reading.sorting import Sorter
from importers.tables import snapshots
from importers.tables.mapping import Mapping
from importers.tables.snapshots import Compared, Shrunk, State, Statement, States
from service.importing.descriptions import DescriptionRecorder
from service.importing.loading import File
from service.importing.place_lookups import PlacesInArea, places_in_areas
from service.importing.recording import (
    CONFIRMED,
    CORRECTED,
    NEW,
    REPEATED,
    Recording,
    Said,
)
from service.importing.table_editions import Lines, heed_cancelling
from store.read import edition_history, log
from store.write import import_lookups

_NOTHING_ELSEWHERE = "an area was refused, so nothing is told of what lies elsewhere, on any day of the file"


@dataclass(frozen=True, slots=True)
class SnapshotReader:
    """Reads a file that has one edition or many, with its rows in any order."""

    mapping: Mapping
    lines: Lines

    async def __call__(self, file: File, stream: BinaryIO, recording: Recording, done: Callable[[int], None]) -> None:
        today, descriptions = recording.now.date(), DescriptionRecorder(recording)
        with Sorter(heed_cancelling) as sorter:
            inside = await places_in_areas(recording.conn, self.mapping)

            async def take(batch: Sequence[Line]) -> None:
                await descriptions.take(batch)
                for line in batch:
                    # A row whose description was refused is told as such now, and cannot be told of again.
                    for one in () if recording.is_refused(line.number) else snapshots.statements(line, today):
                        sorter.add(one)

            # To read is half of the work, to hold the editions against each other is the other.
            await recording.in_batches(self.lines(stream, file.name, inside, done), take, lambda end: done(end // 2))
            rest, unread = _Rest.of(self.mapping, inside), recording.result.refused > 0
            series: _Series | None = None
            for (source, day), rows in snapshots.by_edition(_told_of(sorter, file.size, done)):
                if series is None or series.source != source:
                    # They come by source: of one that is done nothing is kept.
                    series = await _Series.begun(self.mapping, source, recording, rest, unread)
                await series.take(day, rows)
                recording.settle()


@dataclass(frozen=True, slots=True)
class _Rest:
    """The places that lie in no area of a map, and who holds them."""

    holder: str
    places: Sequence[str]

    @classmethod
    def of(cls, mapping: Mapping, inside: PlacesInArea | None) -> "_Rest | None":
        asked = next((one for one in mapping.areas() if one.elsewhere), None)
        return None if asked is None or inside is None else cls(asked.elsewhere or "", inside.all(asked))


@dataclass(slots=True)
class _Series:
    """The editions of one source, oldest first. `before` is the last one, by the ids of its places."""

    mapping: Mapping
    source: str
    recording: Recording
    rest: _Rest | None
    unread: bool
    """Whether the file has rows that could not be read: nobody knows of which day."""
    days: list[str]
    """On which the log, or this file so far, has an edition."""
    before_day: str | None = None
    before: dict[str, State] = field(default_factory=dict)
    _meant: dict[Any, str | Problem] = field(default_factory=dict)

    @classmethod
    async def begun(
        cls, mapping: Mapping, source: str, recording: Recording, rest: _Rest | None, unread: bool
    ) -> "_Series":
        days = await edition_history.days(recording.conn, source, f"{mapping.name}/")
        return cls(mapping, source, recording, rest, unread, days)

    async def take(self, day: str, told_of: Iterator[Statement]) -> None:
        rows = list(islice(told_of, limits.SNAPSHOT_PLACES_MAX + 1))
        if problem := _edition_problem(day, rows):
            self._refuse(chain(rows, told_of), problem)
            return
        told = await self._by_place(rows)
        self._tell_rest(rows[0], told)
        await self._go_to(day)
        said = await self._said(day) if day in self.days else {}
        found = snapshots.compared(self.mapping.name, told, self.before, said)
        refused = await self._record(found)
        if said:
            self.before = _standing(said if found.is_told_already else await self._said(day))
        else:
            states = {place: of[0].state for place, of in told.items() if len({one.state for one in of}) == 1}
            if not (states := {place: state for place, state in states.items() if place not in refused}):
                return  # nothing of it is in the log: to the next run it would not be there either
            self._note(day, told, states)
            insort(self.days, day)
            self.before = states
        self.before_day = day

    def _refuse(self, rows: Iterable[Statement], problem: Problem) -> None:
        """All of them, however many there are: what is wrong with a few thousand is told before the next are read."""
        for count, (number, _) in enumerate(groupby(rows, key=lambda one: one.number), start=1):
            self.recording.refuse(number, problem)
            if count % limits.BATCH_LINES_MAX == 0:
                self.recording.settle()

    def _tell_rest(self, like: Statement, told: dict[str, list[Statement]]) -> None:
        """Where an area was refused nobody knows what its map leaves over, nor which of the maps of a file was its."""
        if self.rest is None:
            return
        if self.unread:
            notes = self.recording.result.notes
            if _NOTHING_ELSEWHERE not in notes:
                notes.append(_NOTHING_ELSEWHERE)
            return
        left = [place for place in self.rest.places if place not in told]
        for place, one in snapshots.elsewhere(self.mapping.name, like, self.rest.holder, left):
            told[place] = [one]

    async def _by_place(self, rows: Sequence[Statement]) -> dict[str, list[Statement]]:
        wanted = {row.place for row in rows} - self._meant.keys()
        self._meant |= await import_lookups.resolve_places(self.recording.conn, list(wanted)) if wanted else {}
        told: dict[str, list[Statement]] = defaultdict(list)
        for row in rows:
            if isinstance(place := self._meant[row.place], Problem):
                self.recording.refuse(row.number, place.under("place"))
            else:
                told[place].append(row)
        return dict(told)

    async def _go_to(self, day: str) -> None:
        """The edition before this day may be one that the log had already."""
        at = bisect_left(self.days, day)
        last = self.days[at - 1] if at else None
        if last is not None and (self.before_day is None or last > self.before_day):
            self.before_day = last
            self.before = _standing(await self._said(last))

    async def _said(self, day: str) -> dict[str, list[snapshots.Said]]:
        name = self.mapping.name
        found = await edition_history.on_day(self.recording.conn, self.source, f"{name}/", day)
        return {
            place: [
                snapshots.Said(
                    (one.holder, one.level), one.known, one.id, one.stands, one.id.startswith(snapshots.confirmed(name))
                )
                for one in of
            ]
            for place, of in found.items()
        }

    async def _record(self, found: Compared) -> set[str]:
        """Returns the places of which something could not be recorded."""
        recording = self.recording
        of_use: set[int] = set()
        if found.disputed and self.mapping.areas():
            several = _shown(sorted(found.disputed))
            recording.result.notes.append(f"in areas of several holders, of which nothing is recorded: {several}")
            of_use = found.of_use()
        for number, problem in found.problems:
            if number not in of_use:
                recording.refuse(number, problem)
        recording.becomes(found.repeated, REPEATED)
        said = [Said(await self._shrunk(one), (), None) for one in found.shrunk]
        for events, fate in ((found.new, NEW), (found.corrected, CORRECTED), (found.confirmed, CONFIRMED)):
            said += [Said(told.event, told.rows, fate, told.echoes) for told in events]
        refused = await recording.append(said)
        return {place for event in refused for place in _places(content(event))}

    async def _shrunk(self, shrunk: Shrunk) -> Any:
        entry = (await log.by_ids(self.recording.conn, [shrunk.id]))[shrunk.id]
        said = content(entry.event)
        assert isinstance(said, ControlConfirmed)
        return shrunk.event(said)

    def _note(self, day: str, told: Iterable[str], states: States) -> None:
        if self.before_day is None:
            return
        notes = self.recording.result.notes
        if moved := sorted(f"{place} to {holder}" for place, holder in snapshots.moved(self.before, states)):
            notes.append(f"{day}: moved since {self.before_day}: {_shown(moved)}")
        if vanished := sorted(set(self.before) - set(told)):
            unless = " (or refused here)" if self.unread else ""
            notes.append(
                f"{day}: not listed any more since {self.before_day}{unless}, and not ended: {_shown(vanished)}"
            )
        apart = (date.fromisoformat(day) - date.fromisoformat(self.before_day)).days
        every = self.mapping.snapshot and self.mapping.snapshot.every_days
        if every and apart > every:
            notes.append(f"{day}: no edition for {apart} days, since {self.before_day}: a gap, and not 'no change'")


def _shown(places: Sequence[str]) -> str:
    more = len(places) - limits.NOTES_SHOWN_MAX
    return ", ".join(places[: limits.NOTES_SHOWN_MAX]) + (f" and {more:,} more" if more > 0 else "")


def _told_of(sorter: Sorter, size: int, done: Callable[[int], None]) -> Iterator[Statement]:
    for count, one in enumerate(sorter.sorted(), start=1):
        yield one
        if count % limits.BATCH_LINES_MAX == 0 or count == len(sorter):
            done((size + size * count // len(sorter)) // 2)


def _standing(said: dict[str, list[snapshots.Said]]) -> dict[str, State]:
    """What an edition says now, by place."""
    found = {place: [one.state for one in of if one.stands] for place, of in said.items()}
    return {place: states[-1] for place, states in found.items() if states}


def _places(said: Event) -> Sequence[Any]:
    """Of a list's events, whose places have their ids; a retraction has none."""
    if isinstance(said, ControlConfirmed):
        return said.places
    return [said.place] if isinstance(said, ControlAsserted) else []


def _edition_problem(day: str, rows: Sequence[Statement]) -> Problem | None:
    try:
        edtf.strict_day(day)
    except ValueError:
        return Problem(
            ("occurred",), "NOT_A_DAY", f"an edition is of one day, and this is of {day}: give `occurred` as a day"
        )
    if len(rows) > limits.SNAPSHOT_PLACES_MAX:
        message = f"one edition has more than {limits.SNAPSHOT_PLACES_MAX:,} rows: is `occurred` the day?"
        return Problem(("occurred",), "EDITION_TOO_LARGE", message)
    return None
