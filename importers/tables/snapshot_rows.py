"""The rows of a list or map, small enough to sort a large file, grouped into its editions: one source on one day."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from domain.events import ControlAsserted, interchange
from domain.values import knowledge
from domain.values.terms import ControlLevel
from importers.reading.line import Line
from importers.tables.keys import key_of

State = tuple[str | None, str]
"""Holder and level."""
States = Mapping[str, State]
"""By the id of the place."""


class SnapshotRow(NamedTuple):
    """One row of an edition. `day` is what the edition is about (civil, local), `known` when it became known (UTC).

    `place` is as the row has it; `text` is the event of the row.
    """

    source: str
    day: str
    known: datetime
    number: int
    state: State
    place: Any
    text: str

    @property
    def is_dated(self) -> bool:
        """Whether the edition says itself when it became known."""
        return self.event().published is not None

    @property
    def is_live(self) -> bool:
        """Whether it is one of the editions that come out within the day that they are about, give or take a zone."""
        if knowledge.whole_day(self.known) or not self.is_dated:
            return False
        return abs(self.known.date() - date.fromisoformat(self.day)) <= timedelta(1)

    def event(self) -> ControlAsserted:
        event = interchange.read(self.text)
        assert isinstance(event, ControlAsserted)
        return event


def snapshot_rows(line: Line, now: datetime) -> Iterator[SnapshotRow]:
    """`now` is the vintage of rows without one."""
    for event in line.events:
        assert isinstance(event, ControlAsserted)  # the mapping allows no other type in a snapshot
        state = (event.holder, event.level.value)
        known = knowledge.known_from(event.published, now)
        yield SnapshotRow(
            event.source or "", event.occurred, known, line.number, state, event.place, interchange.write(event)
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


Edition = tuple[str, str, datetime]
"""Source, day, and the moment from which it is known."""


def by_edition(ordered: Iterable[SnapshotRow]) -> Iterator[tuple[Edition, Iterator[SnapshotRow]]]:
    """Each edition with its rows. Those have to be consumed before the next edition is asked for."""
    return groupby(ordered, key=lambda row: (row.source, row.day, row.known))
