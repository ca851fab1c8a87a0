"""The rows of a list or map, small enough to sort a large file, grouped into its editions: one source on one day."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import Any, NamedTuple

from domain.events import ControlAsserted, interchange
from domain.values.terms import ControlLevel
from importers.reading.line import Line
from importers.tables.keys import key_of

State = tuple[str | None, str]
"""Holder and level."""
States = Mapping[str, State]
"""By the id of the place."""


class SnapshotRow(NamedTuple):
    """One row of an edition. `day` is what the edition is about (civil, local), `known` when it became known.

    `place` is as the row has it; `text` is the event of the row.
    """

    source: str
    day: str
    number: int
    state: State
    place: Any
    known: date
    text: str

    def event(self) -> ControlAsserted:
        event = interchange.read(self.text)
        assert isinstance(event, ControlAsserted)
        return event


def snapshot_rows(line: Line, today: date) -> Iterator[SnapshotRow]:
    """`today` is the vintage of rows without one."""
    for event in line.events:
        assert isinstance(event, ControlAsserted)  # the mapping allows no other type in a snapshot
        state = (event.holder, event.level.value)
        known = event.published or today
        yield SnapshotRow(
            event.source or "", event.occurred, line.number, state, event.place, known, interchange.write(event)
        )


def rows_elsewhere(
    name: str, like: SnapshotRow, holder: str, places: Iterable[str]
) -> Iterator[tuple[str, SnapshotRow]]:
    """Rows for the places outside all areas of a map that shows one side alone. `name` is the mapping's."""
    level = ControlLevel.CONTROL
    event = like.event().model_copy(update={"holder": holder, "level": level, "note": None})
    for place in places:
        here = event.model_copy(update={"place": place})
        text = interchange.write(here.model_copy(update={"id": f"{name}/{key_of(here)}"}))
        yield place, like._replace(state=(holder, level.value), place=place, text=text)


def by_edition(ordered: Iterable[SnapshotRow]) -> Iterator[tuple[tuple[str, str], Iterator[SnapshotRow]]]:
    """Source and day, with their rows. Those have to be consumed before the next edition is asked for."""
    return groupby(ordered, key=lambda row: (row.source, row.day))
