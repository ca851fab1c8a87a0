"""What a file says about who may open its events: all of it is recorded, or nothing of the file is."""

from collections.abc import Sequence
from datetime import datetime

from domain.events import Event, VisibilitySet
from domain.events.disclosure import Disclosure, visibility_set
from domain.values.limits import LIST_ITEMS_MAX
from domain.values.problems import Problem, Refused
from importers.reading.line import Line, line_of
from store.write.batch import Batch, in_parts, with_ids


def said_of(ids: Sequence[str], disclosure: Disclosure, by: str, now: datetime) -> list[Event]:
    """The events that say who may open those with these ids."""
    said = [visibility_set(part, disclosure) for part in in_parts(ids, LIST_ITEMS_MAX)]
    return with_ids(Batch(said, f"withheld:{ids[0]}", by, now))


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
