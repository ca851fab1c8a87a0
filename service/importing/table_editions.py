"""Tables: every row has a key, and an edition adds what is new in it, and as corrections what it says otherwise."""

import asyncio
from collections import defaultdict
from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO, NamedTuple, TypeGuard

from domain.events import Event, known_from
from domain.values.problems import Problem
from importers import limits
from importers.reading.line import Line
from importers.tables import editions
from importers.tables.keys import vintage_digest
from service.importing.descriptions import DescriptionRecorder
from service.importing.loading import File
from service.importing.recording import CORRECTED, NEW, REPEATED, Recording, Said
from store.read import correction_chains

Row = tuple[int, Event]
"""The number of a line, and an event of it."""
Found = Said | Problem | str
"""What is to be recorded, or why it cannot be, or REPEATED."""
Chains = dict[str, list[editions.Version]]
Lines = Callable[[BinaryIO, str, Any, Callable[[int], None]], Iterator[Line]]
"""The lines of a file, by its name and by what they need of the gazetteer; see MappedFile.lines."""


@dataclass(frozen=True, slots=True)
class TableReader:
    """Reads a file row by row; `lines` knows how, and `gazetteer` fetches what it needs of the places on record."""

    lines: Lines
    gazetteer: Callable[[Any], Awaitable[Any]]

    async def __call__(self, file: File, stream: BinaryIO, recording: Recording, done: Callable[[int], None]) -> None:
        descriptions, weighing = DescriptionRecorder(recording), _Weighing(recording)
        known = await self.gazetteer(recording.conn)

        async def take(batch: Sequence[Line]) -> None:
            await descriptions.take(batch)
            await weighing.record(batch)

        def reading(end: int) -> None:
            heed_cancelling()
            done(end)

        await recording.in_batches(self.lines(stream, file.name, known, reading), take, done)


def heed_cancelling() -> None:
    """While a whole file is sorted nothing is awaited, and who wants to end the import would wait for minutes.

    Raises CancelledError.
    """
    if (task := asyncio.current_task()) and task.cancelling():
        raise asyncio.CancelledError


class _Weighed(NamedTuple):
    """`is_first`: the file has not told of the same, as known on the same day, before."""

    number: int
    event: Event
    found: Found
    is_first: bool


@dataclass(slots=True)
class _Weighing:
    """Beside the log, and beside the rows of this file: one key, vintage and file cannot have two contents."""

    recording: Recording
    _said: dict[int, str] = field(default_factory=dict)
    """What was said under a key and a vintage. Of a very long file the last rows are remembered."""

    async def record(self, batch: Iterable[Line]) -> None:
        """Of a row whose description was refused nothing is recorded: it is told as refused."""
        good = (line for line in batch if not self.recording.is_refused(line.number))
        told = [(line.number, event) for line in good for event in line.events]
        while told:
            weighed = list(self._weighed(told, await self._chains(event for _, event in told)))
            refused: dict[str | None, list[Problem]] = defaultdict(list)
            for said, problem in await self.recording.attempt([one.found for one in weighed if _is_said(one.found)]):
                refused[said.event.id].append(problem)
            told = list(self._settled(weighed, refused))

    async def _chains(self, told: Iterable[Event]) -> Chains:
        found = await correction_chains.chains(self.recording.conn, {event.id or "" for event in told})
        return {
            key: [editions.Version(v.entry.event.id or "", v.entry.event, v.entry.known, v.stands) for v in chain]
            for key, chain in found.items()
        }

    def _weighed(self, told: Iterable[Row], chains: Chains) -> Iterator[_Weighed]:
        """As if all that comes before a row were accepted."""
        for number, event in told:
            digest = vintage_digest(event)
            before = self._said.setdefault(_key(event), digest)
            if before is not digest:
                yield _Weighed(number, event, REPEATED if before == digest else _told_twice(event), is_first=False)
                continue
            if len(self._said) > limits.KEYS_KEPT_MAX:
                del self._said[next(iter(self._said))]
            found = self._held_against(chains.setdefault(event.id or "", []), number, event)
            yield _Weighed(number, event, found, is_first=True)

    def _held_against(self, chain: list[editions.Version], number: int, event: Event) -> Found:
        known = known_from(event) or self.recording.now.date()
        found = editions.told(event, known, chain)
        if found is None:
            return REPEATED
        if isinstance(found, Problem):
            return found
        fate = CORRECTED if chain else NEW
        chain[:] = [replace(version, stands=False) for version in chain]
        chain.append(editions.Version(found.id or "", found, known, True))
        return Said(found, (number,), fate)

    def _settled(self, weighed: Iterable[_Weighed], refused: dict[str | None, list[Problem]]) -> Iterator[Row]:
        """Gives back what is to be weighed again, since it was held against a row of this batch that was refused.

        Else the answer for a row would hang on where a batch ends.
        """
        without = set()
        for number, event, found, is_first in weighed:
            problems = refused.get(found.event.id, ()) if _is_said(found) else ()
            if is_first and (problems or event.id in without):
                self._said.pop(_key(event), None)
            if event.id in without:
                yield number, event
            elif problems:
                without.add(event.id)
                for problem in problems:
                    self.recording.refuse(number, problem)
            elif isinstance(found, Problem):
                self.recording.refuse(number, found)
            elif found == REPEATED:
                self.recording.becomes((number,), REPEATED)


def _is_said(found: Found) -> TypeGuard[Said]:
    return isinstance(found, Said)


def _key(event: Event) -> int:
    return hash((event.id, known_from(event)))


def _told_twice(event: Event) -> Problem:
    message = f"an earlier row of the file says otherwise of the same ({event.id}): tell the two apart with `key`"
    return Problem((), "TOLD_TWICE", message)
