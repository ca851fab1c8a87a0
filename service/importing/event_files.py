"""Files in the interchange format: JSON Lines of events, recorded as they are."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import BinaryIO

from domain.events import Event, EventRetracted, publication
from domain.values import knowledge
from domain.values.problems import Problem
from importers.reading import jsonl
from importers.reading.identity import dated, identified, says_the_same
from importers.reading.line import Line
from importers.tables.keys import stamp
from service.importing.file_report import REPEATED
from service.importing.recording import Candidate, Recording
from store.read import imports
from store.read.entry import Entry


@dataclass(frozen=True, slots=True)
class EventReader:
    """`known_at` is the day or the moment from which events without `published` are known."""

    known_at: str | None = None

    async def __call__(
        self, name: str, size: int, stream: BinaryIO, recording: Recording, done: Callable[[int], None]
    ) -> None:
        exported = 0

        async def take(batch: Sequence[Line]) -> None:
            nonlocal exported
            exported += sum(line.exported for line in batch)
            waiting = [Candidate(identified(event), (line.number,)) for line in batch for event in line.events]
            while waiting:
                recorded = await recording.recorded([candidate.event.id or "" for candidate in waiting])
                waiting = await self._bring_back(recording, waiting, recorded)
                new, waiting = self._sorted(recording, waiting, recorded)
                await recording.append(new)

        await recording.in_batches(jsonl.lines(stream), take, done)
        if exported and recording.result.recorded:
            recording.result.notes.append(_recorded_elsewhere(exported))

    async def _bring_back(
        self, recording: Recording, candidates: Sequence[Candidate], recorded: Mapping[str, Entry]
    ) -> list[Candidate]:
        """Events that an undo retracted stand again under their ids, as if they had not been undone. Returns the rest.

        The retraction of the retraction is known from the same moment as that.
        """
        undone = await imports.undo_acts(recording.conn, (entry.position for entry in recorded.values()))
        returned: dict[str, list[Candidate]] = {}
        rest: list[Candidate] = []
        for candidate in candidates:
            entry = recorded.get(candidate.event.id or "")
            acts = undone.get(entry.position) if entry else None
            if not entry or not acts or not says_the_same(candidate.event, entry.event):
                rest.append(candidate)
            elif (first := returned.get(entry.id)) is None:
                events = [_retraction_of_undo(act, recording.now) for act in acts]
                returned[entry.id] = [Candidate(event, candidate.lines) for event in events]
            else:
                returned[entry.id] = [replace(each, duplicates=(*each.duplicates, *candidate.lines)) for each in first]
        await recording.append([each for events in returned.values() for each in events])
        return rest

    def _sorted(
        self, recording: Recording, candidates: Iterable[Candidate], recorded: Mapping[str, Entry]
    ) -> tuple[list[Candidate], list[Candidate]]:
        """What the log does not have yet, dated; and what gives an id of this batch another content.

        The latter is sorted again once the former is recorded: it is compared with the log and not with lines that
        may have been refused.
        """
        new: dict[str, Candidate] = {}
        conflicting: list[Candidate] = []
        for candidate in candidates:
            id = candidate.event.id or ""
            if id in recorded:
                self._repeat(recording, candidate, recorded[id])
            elif (first := new.get(id)) is None:
                new[id] = replace(candidate, event=dated(candidate.event, self.known_at))
            elif says_the_same(candidate.event, first.event):
                new[id] = replace(first, duplicates=(*first.duplicates, *candidate.lines))
            else:
                conflicting.append(candidate)
        return list(new.values()), conflicting

    def _repeat(self, recording: Recording, candidate: Candidate, recorded: Entry) -> None:
        if says_the_same(candidate.event, recorded.event):
            recording.becomes(candidate.lines, REPEATED)
            recording.note_repeated(recorded)
            self._note_known_at(recording, candidate.event, recorded.event)
        else:
            recording.refuse(candidate.lines[0], _id_taken(recorded.id))

    def _note_known_at(self, recording: Recording, event: Event, recorded: Event) -> None:
        """The log keeps the moment from which it has counted an event; another import does not change it."""
        if self.known_at and publication(dated(event, self.known_at)) != publication(recorded):
            note = (
                f"--known-at {self.known_at} does not date what is on record already; a correction does, or another log"
            )
            if note not in recording.result.notes:
                recording.result.notes.append(note)


def _retraction_of_undo(act: Entry, now: datetime) -> Event:
    """Takes back a retraction by an undo, from the moment from which that is known."""
    return EventRetracted(
        type="EventRetracted",
        version=1,
        id=f"{act.id}:{stamp(now)}",
        event=act.id,
        published=knowledge.written(act.known),
        reason="the file was loaded again after its import had been undone",
        reported={},
    )


def _id_taken(id: str) -> Problem:
    message = (
        f"the log has an event {id} already, which says something else: record an EventCorrected of it, "
        "or give another event another id"
    )
    return Problem(("id",), "ID_TAKEN", message)


def _recorded_elsewhere(lines: int) -> str:
    return (
        f"{lines:,} lines say when and by whom another log recorded them: that is left out, they are recorded anew; "
        "`timeline import --restore FILE` keeps it, in an empty database"
    )
