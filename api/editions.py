"""Tables: every row has a key, and an edition adds what is new in it, and as corrections what it says otherwise."""

from collections.abc import Awaitable, Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, BinaryIO

from api.loading import File
from api.recording import CORRECTED, NEW, REPEATED, Recording, Said
from domain.events import Event, known_from
from domain.problems import Problem
from importers import editions, limits
from importers.keys import vintage_digest
from importers.line import Line
from store import needed, versions

Lines = Callable[[BinaryIO, str, Any], Iterator[Line]]
"""The lines of a file, by its name and by what they need of the gazetteer."""


@dataclass(frozen=True, slots=True)
class Editions:
    """Reads a file row by row; `lines` knows how, and `gazetteer` fetches what it needs of the places on record."""

    lines: Lines
    gazetteer: Callable[[Any], Awaitable[Any]]

    async def __call__(self, file: File, stream: BinaryIO, recording: Recording, done: Callable[[int], None]) -> None:
        weighing = _Weighing(recording)
        known = await self.gazetteer(recording.conn)

        async def take(batch: Sequence[Line]) -> None:
            await describe(recording, batch)
            await recording.append(await weighing.weigh(batch))

        await recording.in_batches(self.lines(stream, file.name, known), take, done)


async def describe(recording: Recording, batch: Iterable[Line]) -> None:
    """Record the places, actors and sources that the rows bring and the log does not know."""
    lines = {event.id: line.number for line in batch for event in line.once}
    missing = await needed.undescribed(recording.conn, [event for line in batch for event in line.once])
    await recording.append([Said(event, (lines[event.id],), None) for event in missing])


@dataclass(slots=True)
class _Weighing:
    """Beside the log, and beside the rows of this file: one key, vintage and file cannot have two contents."""

    recording: Recording
    _said: dict[int, str] = field(default_factory=dict)
    """What was said under a key and a vintage. Of a very long file the last rows are remembered."""

    async def weigh(self, batch: Iterable[Line]) -> list[Said]:
        told = [(line.number, event) for line in batch for event in line.events]
        found = await versions.chains(self.recording.conn, {event.id or "" for _, event in told})
        chains = {
            key: [editions.Version(v.entry.event.id or "", v.entry.event, v.entry.known, v.stands) for v in chain]
            for key, chain in found.items()
        }
        return list(self._weighed(told, chains))

    def _weighed(self, told: Iterable[tuple[int, Event]], chains: dict[str, list[editions.Version]]) -> Iterator[Said]:
        for number, event in told:
            if self._twice(number, event):
                continue
            known = known_from(event) or self.recording.now.date()
            chain = chains.setdefault(event.id or "", [])
            found = editions.told(event, known, chain)
            if isinstance(found, Problem):
                self.recording.refuse(number, found)
            elif found is None:
                self.recording.becomes((number,), REPEATED)
            else:
                fate = CORRECTED if chain else NEW
                chain[:] = [replace(version, stands=False) for version in chain]
                chain.append(editions.Version(found.id or "", found, known, True))
                yield Said(found, (number,), fate)

    def _twice(self, number: int, event: Event) -> bool:
        """Whether the file has this row already; where it said otherwise then, this is told."""
        key, digest = hash((event.id, known_from(event))), vintage_digest(event)
        before = self._said.setdefault(key, digest)
        if len(self._said) > limits.KEYS_KEPT_MAX:
            del self._said[next(iter(self._said))]
        if before is digest:
            return False
        if before == digest:
            self.recording.becomes((number,), REPEATED)
        else:
            message = (
                f"an earlier row of the file says otherwise of the same ({event.id}): tell the two apart with `key`"
            )
            self.recording.refuse(number, Problem((), "TOLD_TWICE", message))
        return True
