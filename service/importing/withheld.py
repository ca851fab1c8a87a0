"""What a file says about who may open its events: all of it is recorded, or nothing of the file is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.events import Event, VisibilitySet
from domain.events.disclosure import Disclosure, visibility_set
from domain.values.limits import LIST_ITEMS_MAX
from domain.values.problems import Problem, Refused
from importers.reading.line import Line, line_of
from store.db.limits import BATCH_EVENTS_MAX
from store.write.batch import Batch, in_parts, with_ids


@dataclass(slots=True)
class Withheld:
    """What a file has brought, and of what it says itself who may open it."""

    ids: list[str] = field(default_factory=list)
    said: set[str] = field(default_factory=set)

    def add(self, event: Event) -> None:
        """Take in an event that was recorded."""
        if isinstance(event, VisibilitySet):
            self.said.update(event.events)
        else:
            self.ids.append(event.id or "")

    def statements(self, disclosure: Disclosure, by: str, now: datetime) -> Iterator[Sequence[Event]]:
        """Batches of events that say who may open the rest."""
        ids = [id for id in self.ids if id not in self.said]
        said = [visibility_set(part, disclosure) for part in in_parts(ids, LIST_ITEMS_MAX)]
        for number, part in enumerate(in_parts(said, BATCH_EVENTS_MAX)):
            yield with_ids(Batch(part, f"withheld:{ids[0]}:{number}", by, now))


def keep_line(line: Line) -> None:
    """Raises Refused where a line that cannot be read says who may open others."""
    if line.withholds:
        raise _nothing_recorded([line.number], line.problems[0])


def keep(event: Event, lines: Sequence[int], problem: Problem) -> None:
    """Raises Refused where it is a refused event that says who may open others: those would be open to all."""
    if isinstance(event, VisibilitySet):
        raise _nothing_recorded(lines, problem)


def _nothing_recorded(lines: Sequence[int], problem: Problem) -> Refused:
    line = f"line {line_of(lines[0])}: " if lines else ""
    message = f"{line}{problem.message}. It says who may open others, so nothing of the file was recorded"
    return Refused(Problem(problem.path, problem.code, message))
