"""Places, actors and sources that the rows of a table bring, recorded where the log does not know them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

from domain.events import Event
from importers import limits
from importers.reading.line import Line
from service.importing.recording import Recording, Said
from store.write import import_lookups

_Told = dict[str, list[tuple[int, Event]]]
"""By the id of the description, in the order of the rows: the number of each, and what it says."""


@dataclass(slots=True)
class DescriptionRecorder:
    """Those of one file. The first description that is accepted counts, and not the first that is read."""

    recording: Recording
    _known: set[str] = field(default_factory=set)
    """Descriptions of what the log knows. Only of what was asked: of those of a very long file the first."""

    async def take(self, batch: Sequence[Line]) -> None:
        """A row whose description is refused is refused, and that of the next is tried in its place."""
        told = self._told(batch)
        missing = await import_lookups.undescribed(self.recording.conn, [of[0][1] for of in told.values()])
        waiting = {event.id or "": told[event.id or ""] for event in missing}
        while waiting:
            waiting = await self._tried(waiting)
        self._know(told)

    def _told(self, batch: Iterable[Line]) -> _Told:
        told: _Told = defaultdict(list)
        for line in batch:
            for event in line.once:
                if event.id not in self._known:
                    told[event.id or ""].append((line.number, event))
        return told

    async def _tried(self, waiting: _Told) -> _Told:
        """What is to be tried next, of those whose first description was refused.

        Rows that say the same right after it are refused with it. One that says so after a good one is none of them:
        by then the log knows what it describes, and it must not matter whether the two came in one batch.
        """
        firsts = [Said(of[0][1], (of[0][0],), None) for of in waiting.values()]
        left: _Told = {}
        for said, problem in await self.recording.attempt(firsts):
            id = said.event.id or ""
            for number in _saying_so(waiting[id]):
                self.recording.refuse(number, problem)
            left[id] = [(number, event) for number, event in waiting[id] if not self.recording.is_refused(number)]
        return {id: of for id, of in left.items() if of}

    def _know(self, told: _Told) -> None:
        """A description that was refused in all its rows is not known: a later batch may have a better one."""
        good = (id for id, of in told.items() if any(not self.recording.is_refused(number) for number, _ in of))
        for id in good:
            if len(self._known) < limits.KEYS_KEPT_MAX:
                self._known.add(id)


def _saying_so(rows: Sequence[tuple[int, Event]]) -> list[int]:
    """The first row, and those right after it that say the same."""
    first = rows[0][1]
    return [number for number, _ in takewhile(lambda row: row[1] == first, rows)]
