"""Files in the interchange format: JSON Lines of events, recorded as they are."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import BinaryIO

from domain.events import Event, publication
from domain.values.problems import Problem
from importers.reading import jsonl
from importers.reading.identity import dated, identified, says_the_same
from importers.reading.line import Line
from service.importing.file_report import REPEATED
from service.importing.recording import Candidate, Recording
from store.read import log


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
                recorded = await log.by_ids(recording.conn, [candidate.event.id or "" for candidate in waiting])
                known = {id: entry.event for id, entry in recorded.items()}
                new, waiting = self._sorted(recording, waiting, known)
                await recording.append(new)

        await recording.in_batches(jsonl.lines(stream), take, done)
        if exported and recording.result.recorded:
            recording.result.notes.append(_recorded_elsewhere(exported))

    def _sorted(
        self, recording: Recording, candidates: Iterable[Candidate], known: Mapping[str, Event]
    ) -> tuple[list[Candidate], list[Candidate]]:
        """What the log does not have yet, dated; and what gives an id of this batch another content.

        The latter is sorted again once the former is recorded: it is compared with the log and not with lines that
        may have been refused.
        """
        new: dict[str, Candidate] = {}
        conflicting: list[Candidate] = []
        for candidate in candidates:
            id = candidate.event.id or ""
            if id in known:
                self._repeat(recording, candidate, known[id])
            elif (first := new.get(id)) is None:
                new[id] = replace(candidate, event=dated(candidate.event, self.known_at))
            elif says_the_same(candidate.event, first.event):
                new[id] = replace(first, duplicates=(*first.duplicates, *candidate.lines))
            else:
                conflicting.append(candidate)
        return list(new.values()), conflicting

    def _repeat(self, recording: Recording, candidate: Candidate, recorded: Event) -> None:
        if says_the_same(candidate.event, recorded):
            recording.becomes(candidate.lines, REPEATED)
            self._note_known_at(recording, candidate.event, recorded)
        else:
            recording.refuse(candidate.lines[0], _id_taken(recorded.id or ""))

    def _note_known_at(self, recording: Recording, event: Event, recorded: Event) -> None:
        """The log keeps the moment from which it has counted an event; another import does not change it."""
        if self.known_at and publication(dated(event, self.known_at)) != publication(recorded):
            note = (
                f"--known-at {self.known_at} does not date what is on record already; a correction does, or another log"
            )
            if note not in recording.result.notes:
                recording.result.notes.append(note)


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
