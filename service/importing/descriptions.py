"""Places, actors and sources that the rows of a table describe, recorded where the log does not know them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from domain.events import Event
from importers import limits
from importers.reading.line import Line
from service.importing.recording import Candidate, Recording
from store.write import import_lookups

NumberedEvent = tuple[int, Event]
"""The number of a row, and the description that it gives."""
ByDescription = dict[str, list[NumberedEvent]]
"""The rows that describe each place, actor or source, in their order, by the id of the description."""


@dataclass(slots=True)
class DescriptionRecorder:
    """For one file. The first description that the log accepts counts, which need not be the first in the file."""

    recording: Recording
    _known: set[str] = field(default_factory=set)
    """Ids of descriptions of what the log knows; of a very long file only the first ones are kept."""

    async def take(self, batch: Sequence[Line]) -> None:
        """A row whose description is refused is refused too, and the next row's description is tried."""
        described = self._described(batch)
        missing = await import_lookups.undescribed(self.recording.conn, [rows[0][1] for rows in described.values()])
        waiting = {event.id or "": described[event.id or ""] for event in missing}
        while waiting:
            waiting = await self._attempt(waiting)
        self._remember(described)

    def _described(self, batch: Iterable[Line]) -> ByDescription:
        described: ByDescription = defaultdict(list)
        for line in batch:
            for event in line.once:
                if event.id not in self._known:
                    described[event.id or ""].append((line.number, event))
        return described

    async def _attempt(self, waiting: ByDescription) -> ByDescription:
        """What is to be tried next for those whose first description was refused.

        Equal descriptions right after it are refused with it. An equal one after a good one is not: by then the log
        knows what it describes, and the result must not depend on whether the two came in one batch.
        """
        firsts = [Candidate(rows[0][1], (rows[0][0],), None) for rows in waiting.values()]
        left: ByDescription = {}
        for candidate, problem in await self.recording.attempt(firsts):
            id = candidate.event.id or ""
            for number in _equal_to_first(waiting[id]):
                self.recording.refuse(number, problem)
            left[id] = [(number, event) for number, event in waiting[id] if not self.recording.is_refused(number)]
        return {id: rows for id, rows in left.items() if rows}

    def _remember(self, described: ByDescription) -> None:
        """A description that was refused in all its rows stays unknown: a later batch may have a better one."""
        for id, rows in described.items():
            accepted = any(not self.recording.is_refused(number) for number, _ in rows)
            if accepted and len(self._known) < limits.KEYS_KEPT_MAX:
                self._known.add(id)


def _equal_to_first(rows: Sequence[NumberedEvent]) -> list[int]:
    """The first row, and those right after it with the same description."""
    first = rows[0][1]
    return [number for number, _ in takewhile(lambda row: row[1] == first, rows)]
