"""Tables: every row has a key; an edition adds what is new, and corrects what an earlier edition said otherwise."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, BinaryIO, NamedTuple, TypeGuard

from domain.events import Event, publication, target
from domain.values import knowledge
from domain.values.problems import Problem
from importers import limits
from importers.reading.line import Line
from importers.tables import editions
from importers.tables.keys import vintage_digest
from service.importing.descriptions import DescriptionRecorder, NumberedEvent
from service.importing.file_report import CORRECTED, NEW, REPEATED
from service.importing.moved_places import move_places
from service.importing.recording import Candidate, Recording
from store.read import correction_chains, edition_history
from store.read.imports import file_of

Verdict = Candidate | Problem | str
"""What is to be recorded, or why nothing can be, or REPEATED."""
Chains = dict[str, list[editions.Version]]
LineReader = Callable[[BinaryIO, str, Any, Callable[[int], None]], Iterator[Line]]
"""The lines of a file, by its name and the places that the lookup fetched; see MappedFile.lines."""


@dataclass(frozen=True, slots=True)
class TableReader:
    """Records a file row by row. `lines` reads it; `lookup` fetches the places on record that the rows need."""

    lines: LineReader
    lookup: Callable[[Any], Awaitable[Any]]

    async def __call__(
        self, name: str, size: int, stream: BinaryIO, recording: Recording, done: Callable[[int], None]
    ) -> None:
        descriptions, rows = DescriptionRecorder(recording), _RowRecorder(recording)
        places = await self.lookup(recording.conn)

        async def take(batch: Sequence[Line]) -> None:
            await descriptions.take(batch)
            await rows.take(batch)

        def progress(end: int) -> None:
            heed_cancelling()
            done(end)

        await recording.in_batches(self.lines(stream, name, places, progress), take, done)
        await move_places(recording, recording.moves)


def heed_cancelling() -> None:
    """Nothing is awaited while a whole file is sorted, so without this a cancelled import would go on for minutes.

    Raises CancelledError.
    """
    if (task := asyncio.current_task()) and task.cancelling():
        raise asyncio.CancelledError


class _Decision(NamedTuple):
    """`is_first`: no earlier row of the file has this key and vintage. `end` ends a version that comes late."""

    number: int
    event: Event
    verdict: Verdict
    is_first: bool
    end: Candidate | None = None

    @property
    def candidates(self) -> list[Candidate]:
        recorded = [self.verdict] if isinstance(self.verdict, Candidate) else []
        return recorded + ([self.end] if self.end else [])


@dataclass(slots=True)
class _RowRecorder:
    """Compares rows with the log and with each other: a key has one content per vintage in one file."""

    recording: Recording
    _newest: datetime | None = None
    """The newest moment from which the log knows anything of the table, before the file."""
    _contents: dict[int, str] = field(default_factory=dict)
    """Digests by key and vintage. Of a very long file the last rows are remembered."""

    async def take(self, batch: Sequence[Line]) -> None:
        """A row whose description was refused is refused already: nothing of it is recorded."""
        accepted = [line for line in batch if not self.recording.is_refused(line.number)]
        await self._record([(line.number, event) for line in accepted for event in line.events])
        await self._record([*self._ends(accepted), *await self._ends_instead(batch)])

    def _ends(self, lines: Iterable[Line]) -> Iterator[NumberedEvent]:
        recorded = (line for line in lines if not self.recording.is_refused(line.number))
        return ((line.number, event) for line in recorded for event in line.if_recorded)

    async def _ends_instead(self, lines: Iterable[Line]) -> list[NumberedEvent]:
        """Of the rows that those which were refused would have gone on from."""
        refused = (line for line in lines if self.recording.is_refused(line.number))
        ends = [(line.number, needed, event) for line in refused for needed, event in line.if_refused]
        on_record = await self.recording.recorded([needed for _, needed, _ in ends]) if ends else ()
        return [(number, event) for number, needed, event in ends if needed in on_record]

    async def _record(self, waiting: Sequence[NumberedEvent]) -> None:
        if waiting and not self._contents:
            name = (waiting[0][1].id or "").partition("/")[0]
            self._newest = await edition_history.newest_known(self.recording.conn, name)
        while waiting:
            decisions = list(self._decisions(waiting, await self._chains(event for _, event in waiting)))
            candidates = [candidate for decision in decisions for candidate in decision.candidates]
            refused: dict[str | None, list[Problem]] = defaultdict(list)
            for candidate, problem in await self.recording.attempt(candidates):
                refused[candidate.event.id].append(problem)
            waiting = list(self._settled(decisions, refused))

    async def _chains(self, events: Iterable[Event]) -> Chains:
        chains = await correction_chains.chains(self.recording.conn, {event.id or "" for event in events})
        return {key: [_version(version) for version in chain] for key, chain in chains.items()}

    def _decisions(self, rows: Iterable[NumberedEvent], chains: Chains) -> Iterator[_Decision]:
        """Each row is judged as if all rows before it had been accepted."""
        for number, event in rows:
            digest = vintage_digest(event)
            before = self._contents.setdefault(_key(event), digest)
            if before is not digest:
                yield _Decision(number, event, REPEATED if before == digest else _contradiction(event), is_first=False)
                continue
            if len(self._contents) > limits.KEYS_KEPT_MAX:
                del self._contents[next(iter(self._contents))]
            yield self._decision(chains.setdefault(event.id or "", []), number, event)

    def _decision(self, chain: list[editions.Version], number: int, event: Event) -> _Decision:
        known, file = knowledge.known_from(publication(event), self.recording.now), self.recording.file
        additions = editions.additions(event, known, file, chain)
        if isinstance(additions, Problem):
            return _Decision(number, event, additions, is_first=True)
        if not additions:
            return _Decision(number, event, REPEATED, is_first=True)
        added, *end = additions
        ended = knowledge.published_by(end[0].published or "") if end else None
        has_standing = any(not version.undone for version in chain)
        verdict = Candidate(added, (number,), CORRECTED if has_standing else NEW)
        corrected = target(added)
        chain[:] = [replace(one, ended=known) if one.id == corrected else one for one in chain]
        chain.append(editions.Version(added.id or "", added, known, ended, file))
        if has_standing and self._newest and known < self._newest:
            self.recording.note_late(known)
        return _Decision(number, event, verdict, is_first=True, end=Candidate(end[0], (), None) if end else None)

    def _settled(
        self, decisions: Iterable[_Decision], refused: dict[str | None, list[Problem]]
    ) -> Iterator[NumberedEvent]:
        """Returns the rows to be judged again, because a row of this batch that they were compared with was refused.

        Otherwise the outcome of a row would depend on where a batch ends.
        """
        without = set()
        for number, event, verdict, is_first, _ in decisions:
            problems = refused.get(verdict.event.id, ()) if _is_candidate(verdict) else ()
            if is_first and (problems or event.id in without):
                self._contents.pop(_key(event), None)
            if event.id in without:
                yield number, event
            elif problems:
                without.add(event.id)
                for problem in problems:
                    self.recording.refuse(number, problem)
            elif isinstance(verdict, Problem):
                self.recording.refuse(number, verdict)
            elif verdict == REPEATED:
                self.recording.becomes((number,), REPEATED)


def _is_candidate(verdict: Verdict) -> TypeGuard[Candidate]:
    return isinstance(verdict, Candidate)


def _key(event: Event) -> int:
    published = publication(event)
    return hash((event.id, published and knowledge.published_by(published)))


def _version(version: correction_chains.Version) -> editions.Version:
    entry = version.entry
    return editions.Version(entry.id, entry.event, entry.known, version.ended, file_of(version.batch), version.undone)


def _contradiction(event: Event) -> Problem:
    message = f"an earlier row of the file says otherwise of the same ({event.id}): tell the two apart with `key`"
    return Problem((), "TOLD_TWICE", message)
