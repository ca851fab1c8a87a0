"""The editions of one list or map, oldest first: what differs from the one before is asserted, the rest confirmed."""

from bisect import bisect_left, insort
from collections import defaultdict
from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import chain, groupby, islice
from typing import Any

from domain.events import ControlConfirmed, Event, EventRetracted, content
from domain.values import edtf, knowledge
from domain.values.problems import Problem
from importers import limits
from importers.tables.keys import stamp
from importers.tables.mapping import Mapping
from importers.tables.recorded_states import RecordedState, ReducedConfirmation
from importers.tables.snapshot_comparison import (
    EditionDifference,
    confirmation_prefix,
    difference,
    holder_shown,
    moved,
)
from importers.tables.snapshot_rows import SnapshotRow, State, States, rows_elsewhere
from service.importing.file_report import CONFIRMED, CORRECTED, NEW, REPEATED
from service.importing.recording import Candidate, Recording
from store.read import edition_history, imports, log
from store.read.correction_chains import VERSION_MARK
from store.read.imports import file_of
from store.write import import_lookups

_NOTHING_ELSEWHERE = "an area was refused, so nothing is told of what lies elsewhere, on any day of the file"


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Who holds the places outside all areas of a map, and those that may be among them."""

    holder: str
    places: Sequence[str]


@dataclass(slots=True)
class EditionSeries:
    """The editions of one source. `before` is the last one, by the ids of its places."""

    mapping: Mapping
    source: str
    recording: Recording
    elsewhere: Elsewhere | None
    has_unread: bool
    """Whether the file has rows that could not be read, which may belong to any day."""
    days: list[str]
    """Days of the editions in the log, and in this file so far."""
    newest: datetime | None
    """The newest moment from which the log knows anything of the list, before this file."""
    before_day: str | None = None
    before: dict[str, State] = field(default_factory=dict)
    _resolved: dict[Any, str | Problem] = field(default_factory=dict)

    @classmethod
    async def begin(
        cls, mapping: Mapping, source: str, recording: Recording, elsewhere: Elsewhere | None, has_unread: bool
    ) -> "EditionSeries":
        days = await edition_history.days(recording.conn, source, f"{mapping.name}/")
        newest = await edition_history.newest_known(recording.conn, mapping.name)
        return cls(mapping, source, recording, elsewhere, has_unread, days, newest)

    async def take(self, day: str, edition: Iterator[SnapshotRow]) -> None:
        rows = list(islice(edition, limits.SNAPSHOT_PLACES_MAX + 1))
        if problem := _edition_problem(day, rows):
            self._refuse(chain(rows, edition), problem)
            return
        by_place = await self._by_place(rows)
        self._add_elsewhere(rows[0], by_place)
        await self._go_to(day)
        recorded = await self._recorded(day) if day in self.days else {}
        changes = difference(self.mapping.name, by_place, self.before, recorded, self.recording.file)
        refused = await self._record(changes)
        if recorded:
            self._note_edits(day, changes, by_place, refused)
            self.before = _standing(recorded if changes.is_empty else await self._recorded(day))
        else:
            states = {place: rows[0].state for place, rows in by_place.items() if len({r.state for r in rows}) == 1}
            if not (states := {place: state for place, state in states.items() if place not in refused}):
                return  # nothing of it is in the log, where the next import would look for it
            self._note_changes(day, by_place, states)
            insort(self.days, day)
            self.before = states
        self.before_day = day

    def _refuse(self, rows: Iterable[SnapshotRow], problem: Problem) -> None:
        """All rows, in batches: however many there are, only a few thousand problems are held at a time."""
        for count, (number, _) in enumerate(groupby(rows, key=lambda row: row.number), start=1):
            self.recording.refuse(number, problem)
            if count % limits.BATCH_LINES_MAX == 0:
                self.recording.settle()

    def _add_elsewhere(self, like: SnapshotRow, by_place: dict[str, list[SnapshotRow]]) -> None:
        """Nothing, if an area was refused: it may have been of this map, and would have left over less."""
        if self.elsewhere is None:
            return
        if self.has_unread:
            notes = self.recording.result.notes
            if _NOTHING_ELSEWHERE not in notes:
                notes.append(_NOTHING_ELSEWHERE)
            return
        left = [place for place in self.elsewhere.places if place not in by_place]
        for place, row in rows_elsewhere(self.mapping.name, like, self.elsewhere.holder, left):
            by_place[place] = [row]

    async def _by_place(self, rows: Sequence[SnapshotRow]) -> dict[str, list[SnapshotRow]]:
        wanted = {row.place for row in rows} - self._resolved.keys()
        self._resolved |= await import_lookups.resolve_places(self.recording.conn, list(wanted)) if wanted else {}
        by_place: dict[str, list[SnapshotRow]] = defaultdict(list)
        for row in rows:
            if isinstance(place := self._resolved[row.place], Problem):
                self.recording.refuse(row.number, place.under("place"))
            else:
                by_place[place].append(row)
        return dict(by_place)

    async def _go_to(self, day: str) -> None:
        """The edition before this day may be one that the log had already."""
        at = bisect_left(self.days, day)
        last = self.days[at - 1] if at else None
        if last is not None and (self.before_day is None or last > self.before_day):
            self.before_day = last
            self.before = _standing(await self._recorded(last))

    async def _recorded(self, day: str) -> dict[str, list[RecordedState]]:
        prefix = confirmation_prefix(self.mapping.name)
        history = await edition_history.on_day(self.recording.conn, self.source, f"{self.mapping.name}/", day)
        return {
            place: [
                RecordedState(
                    (claim.holder, claim.level),
                    claim.known,
                    claim.id,
                    claim.ended,
                    claim.id.startswith(prefix),
                    file_of(claim.batch),
                )
                for claim in claims
            ]
            for place, claims in history.items()
        }

    async def _record(self, changes: EditionDifference) -> set[str]:
        """Returns the places of which something could not be recorded."""
        recording = self.recording
        on_record: set[int] = set()
        if changes.disputed and self.mapping.areas():
            several = _shown(sorted(changes.disputed))
            recording.result.notes.append(f"in areas of several holders, of which nothing is recorded: {several}")
            on_record = changes.rows_on_record()
        for number, problem in changes.problems:
            if number not in on_record:
                recording.refuse(number, problem)
        recording.becomes(changes.repeated, REPEATED)
        refused = await self._add(changes)
        taken_back = [event async for event in self._taken_back(changes, refused)]
        await recording.append(await self._renamed([Candidate(event, (), None) for event in taken_back]))
        return refused

    async def _add(self, changes: EditionDifference) -> set[str]:
        """Records what the edition says. Returns the places of which something was refused."""
        outcomes = ((changes.new, NEW), (changes.corrected, CORRECTED), (changes.confirmed, CONFIRMED))
        planned = [(plan, outcome) for plans, outcome in outcomes for plan in plans]
        candidates = [Candidate(plan.event, plan.rows, outcome, plan.duplicates) for plan, outcome in planned]
        candidates += [Candidate(event, (), None) for event in changes.ends]
        renamed = await self._renamed(candidates)
        refused = {event.id for event in await self.recording.append(renamed)}
        # There are more candidates than plans: the ends come last.
        pairs = zip(planned, renamed, strict=False)
        return {place for (plan, _), candidate in pairs if candidate.event.id in refused for place in plan.places}

    async def _taken_back(self, changes: EditionDifference, refused: Collection[str]) -> AsyncIterator[Event]:
        """What the edition replaces. Where its own word of a place was refused, the earlier ones stay."""
        for confirmation in changes.reduced:
            if (left := confirmation.without(refused)) and (event := await self._reduced(left)):
                yield event
        for place, retraction in changes.superseded:
            if place not in refused:
                yield retraction

    async def _renamed(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """With another id where an undone import has it; a retraction follows what it retracts."""
        if not candidates:
            return []
        ids = [candidate.event.id or "" for candidate in candidates]
        entries = await log.by_ids(self.recording.conn, ids)
        undone = await imports.undo_acts(self.recording.conn, (entry.position for entry in entries.values()))
        taken = {id for id, entry in entries.items() if entry.position in undone}
        new = {id: f"{id}{'.' if VERSION_MARK in id else VERSION_MARK}{stamp(self.recording.now)}" for id in taken}
        return [replace(candidate, event=_renamed(candidate.event, new)) for candidate in candidates]

    async def _reduced(self, confirmation: ReducedConfirmation) -> Event | None:
        entry = (await log.by_ids(self.recording.conn, [confirmation.id]))[confirmation.id]
        before = content(entry.event)
        assert isinstance(before, ControlConfirmed)
        return confirmation.event(before)

    def _note_edits(
        self, day: str, changes: EditionDifference, listed: dict[str, list[SnapshotRow]], refused: Collection[str]
    ) -> None:
        """What an edition says otherwise than an earlier one of the same day, and whether that undoes an edit."""
        edits = [edit for edit in changes.edited if edit[0] not in refused]
        if not edits:
            return
        row = next(iter(listed.values()))[0]
        if self.newest and row.known < self.newest and not row.is_live:
            self.recording.note_late(row.known, len(edits))
        edited = sorted(f"{place} to {holder_shown(state)}{' again' if again else ''}" for place, state, again in edits)
        self.recording.result.notes.append(
            f"{day}: said otherwise by the edition of {knowledge.written(row.known)}: {_shown(edited)}"
        )

    def _note_changes(self, day: str, listed: Iterable[str], states: States) -> None:
        """Notes for the reader: places that moved or vanished since the edition before, and a gap between the two."""
        if self.before_day is None:
            return
        notes = self.recording.result.notes
        if changed := sorted(f"{place} to {holder}" for place, holder in moved(self.before, states)):
            notes.append(f"{day}: moved since {self.before_day}: {_shown(changed)}")
        if vanished := sorted(set(self.before) - set(listed)):
            unless = " (or refused here)" if self.has_unread else ""
            notes.append(
                f"{day}: not listed any more since {self.before_day}{unless}, and not ended: {_shown(vanished)}"
            )
        gap = (date.fromisoformat(day) - date.fromisoformat(self.before_day)).days
        every = self.mapping.snapshot and self.mapping.snapshot.every_days
        if every and gap > every:
            notes.append(f"{day}: no edition for {gap} days, since {self.before_day}: a gap, and not 'no change'")


def _shown(places: Sequence[str]) -> str:
    more = len(places) - limits.NOTES_SHOWN_MAX
    return ", ".join(places[: limits.NOTES_SHOWN_MAX]) + (f" and {more:,} more" if more > 0 else "")


def _standing(recorded: dict[str, list[RecordedState]]) -> dict[str, State]:
    """What an edition says now, by place."""
    standing = {
        place: [one.state for one in sorted(states, key=lambda one: one.known) if one.ended is None]
        for place, states in recorded.items()
    }
    return {place: states[-1] for place, states in standing.items() if states}


def _renamed(event: Event, new: dict[str, str]) -> Event:
    changes = {"id": new.get(event.id or "", event.id)}
    if isinstance(event, EventRetracted) and event.event in new:
        changes |= {"event": new[event.event], "id": f"{new[event.event]}.gone"}
    return event.model_copy(update=changes) if changes["id"] != event.id else event


def _edition_problem(day: str, rows: Sequence[SnapshotRow]) -> Problem | None:
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
