"""Lists and maps: each edition is the whole state on a day. What differs is asserted, and the rest confirmed."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, BinaryIO

from api.areas import Inhabitants, inhabitants
from api.editions import Lines, describe
from api.loading import File
from api.recording import CONFIRMED, CORRECTED, NEW, REPEATED, Recording, Said
from domain import edtf
from domain.events import ControlConfirmed, content
from domain.problems import Problem
from importers import limits, snapshots
from importers.line import Line
from importers.mapping import Mapping
from importers.snapshots import Compared, Shrunk, State, Statement
from importers.sorting import Sorter
from store import log, needed, sayings


@dataclass(frozen=True, slots=True)
class Snapshots:
    """Reads a file that has one edition or many, with its rows in any order."""

    mapping: Mapping
    lines: Lines

    async def __call__(self, file: File, stream: BinaryIO, recording: Recording, done: Callable[[int], None]) -> None:
        today = recording.now.date()
        with Sorter() as sorter:
            inside = await inhabitants(recording.conn, self.mapping)

            async def take(batch: Sequence[Line]) -> None:
                await describe(recording, batch)
                for line in batch:
                    for one in snapshots.statements(line, today):
                        sorter.add(one)

            await recording.in_batches(self.lines(stream, file.name, inside), take, done)
            rest = _Rest.of(self.mapping, inside)
            series: dict[str, _Series] = {}
            for (source, day), rows in snapshots.by_edition(sorter.sorted()):
                if source not in series:
                    series[source] = await _Series.begun(self.mapping, source, recording, rest)
                await series[source].take(day, rows)
                recording.settle()


@dataclass(frozen=True, slots=True)
class _Rest:
    """The places that lie in no area of a map, and who holds them."""

    holder: str
    places: Sequence[str]

    @classmethod
    def of(cls, mapping: Mapping, inside: Inhabitants | None) -> "_Rest | None":
        asked = next((one for one in mapping.areas() if one.elsewhere), None)
        return None if asked is None or inside is None else cls(asked.elsewhere or "", inside.all(asked))


@dataclass(slots=True)
class _Series:
    """The editions of one source, oldest first. `before` is the last one, by the ids of its places."""

    mapping: Mapping
    source: str
    recording: Recording
    rest: _Rest | None
    days: list[str]
    """On which the log, or this file so far, has an edition."""
    before_day: str | None = None
    before: dict[str, State] = field(default_factory=dict)
    _meant: dict[Any, str | Problem] = field(default_factory=dict)

    @classmethod
    async def begun(cls, mapping: Mapping, source: str, recording: Recording, rest: _Rest | None) -> "_Series":
        return cls(mapping, source, recording, rest, await sayings.days(recording.conn, source, f"{mapping.name}/"))

    async def take(self, day: str, rows: Sequence[Statement]) -> None:
        if problem := _edition_problem(day, rows):
            for row in rows:
                self.recording.refuse(row.number, problem)
            return
        told = await self._by_place(rows)
        self._tell_rest(day, rows[0], told)
        await self._go_to(day)
        said = await self._said(day) if day in self.days else {}
        found = snapshots.compared(self.mapping.name, told, self.before, said)
        await self._record(found)
        if not said:
            self._note(day, told)
            insort(self.days, day)
        self.before_day = day
        self.before = {place: found[0].state for place, found in told.items() if len({r.state for r in found}) == 1}

    def _tell_rest(self, day: str, like: Statement, told: dict[str, list[Statement]]) -> None:
        """Of a map with an area that was refused nobody knows what it leaves over."""
        if self.rest is None:
            return
        if self.recording.result.refused:
            self.recording.result.notes.append(f"{day}: an area was refused, so nothing is told of what lies elsewhere")
            return
        left = [place for place in self.rest.places if place not in told]
        for place, one in snapshots.elsewhere(self.mapping.name, like, self.rest.holder, left):
            told[place] = [one]

    async def _by_place(self, rows: Sequence[Statement]) -> dict[str, list[Statement]]:
        wanted = {row.place for row in rows} - self._meant.keys()
        self._meant |= await needed.meant_by(self.recording.conn, list(wanted)) if wanted else {}
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
            said = await self._said(last)
            self.before_day = last
            self.before = {
                place: standing[-1].state
                for place, of in said.items()
                if (standing := [one for one in of if one.stands])
            }

    async def _said(self, day: str) -> dict[str, list[snapshots.Said]]:
        name = self.mapping.name
        found = await sayings.on_day(self.recording.conn, self.source, f"{name}/", day)
        return {
            place: [
                snapshots.Said(
                    (one.holder, one.level), one.known, one.id, one.stands, one.id.startswith(snapshots.confirmed(name))
                )
                for one in of
            ]
            for place, of in found.items()
        }

    async def _record(self, found: Compared) -> None:
        recording = self.recording
        if found.disputed and self.mapping.areas():
            several = _shown(sorted(found.disputed))
            recording.result.notes.append(f"in areas of several holders, of which nothing is recorded: {several}")
        else:
            for number, problem in found.problems:
                recording.refuse(number, problem)
        recording.becomes(found.repeated, REPEATED)
        said = [Said(await self._shrunk(one), (), None) for one in found.shrunk]
        for events, fate in ((found.new, NEW), (found.corrected, CORRECTED), (found.confirmed, CONFIRMED)):
            said += [Said(event, numbers, fate) for event, numbers in events]
        await recording.append(said)

    async def _shrunk(self, shrunk: Shrunk) -> Any:
        entry = (await log.by_ids(self.recording.conn, [shrunk.id]))[shrunk.id]
        said = content(entry.event)
        assert isinstance(said, ControlConfirmed)
        return shrunk.event(said)

    def _note(self, day: str, told: dict[str, list[Statement]]) -> None:
        if self.before_day is None:
            return
        notes = self.recording.result.notes
        if moved := sorted(f"{place} to {holder}" for place, holder in snapshots.moved(self.before, told)):
            notes.append(f"{day}: moved since {self.before_day}: {_shown(moved)}")
        if vanished := sorted(set(self.before) - set(told)):
            unless = " (or refused here)" if self.recording.result.refused else ""
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


def _edition_problem(day: str, rows: Sequence[Statement]) -> Problem | None:
    try:
        edtf.strict_day(day)
    except ValueError:
        return Problem(
            ("occurred",), "NOT_A_DAY", f"an edition is of one day, and this is of {day}: give `occurred` as a day"
        )
    if len(rows) > limits.SNAPSHOT_PLACES_MAX:
        message = f"{len(rows):,} rows in one edition, {limits.SNAPSHOT_PLACES_MAX:,} at most: is `occurred` the day?"
        return Problem(("occurred",), "EDITION_TOO_LARGE", message)
    return None
