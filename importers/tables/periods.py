"""Tables of periods: each row is a state that held from one day to another, both included.

Of such a row come sights: the state was seen on its first day and on its last. Between them it follows that it held. On
the day after the last nobody is known to hold the place, unless another row of the table goes on from there: what a
source no longer says must not be shown for ever.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from domain.events import ControlAsserted, Event, StatusReported, publication
from domain.values.problems import Problem, Refused
from domain.values.terms import ControlLevel, FacilityStatus
from importers import limits
from importers.reading.line import Line, part_of
from importers.reading.sorting import Sorter
from importers.tables.keys import bounded, key_of
from importers.tables.mapping import Periods

PERIODS_OVERLAP = "PERIODS_OVERLAP"
"""Repair: a period begins before one with another state of the same place has ended; each is seen on its own days."""
_DAY = timedelta(1)
_NO_END_FROM_YEAR = 2200
"""9999-12-31 and 2999-12-31 are how databases write that there is no end."""


def period(event: Event, until: str | None, periods: Periods) -> Event:
    """The event of a row with its period as `occurred`, first/last day, or the first alone where there is no end.

    Events that are no state stay as they are. Raises Refused.
    """
    if not isinstance(event, ControlAsserted | StatusReported):
        return event
    try:
        first = date.fromisoformat(event.occurred)
    except ValueError:
        problem = Problem(
            ("occurred",), "NO_DAY", f"{event.occurred} is no day, and a period begins on one: mend the cell"
        )
        raise Refused(problem) from None
    if until is None or int(until[:4]) >= _NO_END_FROM_YEAR:
        return event
    last = date.fromisoformat(until) - (_DAY if periods.until_is == "first day after" else timedelta(0))
    if last < first:
        raise Refused(Problem(("until",), "ENDS_BEFORE", f"the period ends on {until}, before it begins: mend the row"))
    return event.model_copy(update={"occurred": f"{first}/{last}"})


def sights(
    lines: Iterable[Line], periods: Periods, reading: Callable[[int], None] = lambda end: None
) -> Iterator[Line]:
    """The lines with their periods as sights, place by place. Rows that are no states come first.

    All rows are read before the first state is returned; `reading` receives the bytes done so far.
    """
    end = 0
    with Sorter(lambda: reading(end)) as sorter:
        for line in lines:
            end = line.end
            if not any(isinstance(event, ControlAsserted | StatusReported) for event in line.events):
                yield line
                continue
            for number, event in enumerate(line.events):
                part = replace(line, number=part_of(line.number, number), events=(event,))
                sorter.add((*_order(event), part.number, part))
            if len(sorter) % limits.BATCH_LINES_MAX == 0:
                reading(end)
        for _, rows in groupby(sorter.sorted(), key=lambda item: item[0]):
            settled = _of_a_place(_Period.from_line(line, line.events[0]) for *_, line in rows)
            yield from (one.sights(ends, periods.after == "unknown") for one, ends in settled)


class _Period(NamedTuple):
    line: Line
    event: Any
    first: date
    last: date
    """date.max where it has no end."""
    follows: tuple["_Period", ...] = ()
    """Those that it goes on from, so that the table does not tell of their end."""

    @classmethod
    def from_line(cls, line: Line, event: Any) -> "_Period":
        first, _, last = event.occurred.partition("/")
        return cls(line, event, date.fromisoformat(first), date.fromisoformat(last) if last else date.max)

    @property
    def state(self) -> tuple[Any, ...]:
        return (self.event.status,) if isinstance(self.event, StatusReported) else (self.event.holder, self.event.level)

    def noted(self) -> "_Period":
        return self._replace(line=replace(self.line, repairs=(*self.line.repairs, PERIODS_OVERLAP)))

    def following(self, before: "_Period") -> "_Period":
        return self._replace(follows=(*self.follows, before._replace(follows=())))

    def beside(self, other: "_Period") -> "_Period":
        """Where another goes on from the same periods, they do not end if this one is refused."""
        return self._replace(follows=tuple(before for before in self.follows if other.first > before.last + _DAY))

    def sights(self, ends: bool, is_told_to_end: bool) -> Line:
        """The line with the state on the first day and on the last; `is_told_to_end`: and nobody known on the next, if
        the period `ends` there. If the line is refused, those that it follows end."""
        events = [self._on(self.first, "")]
        if self.last not in (self.first, date.max):
            events.append(self._on(self.last, "/until"))
        own = (self._after(),) if ends and is_told_to_end else ()
        others = tuple((str(one.event.id), one._after()) for one in self.follows) if is_told_to_end else ()
        return replace(self.line, events=tuple(events), if_recorded=own, if_refused=others)

    def _after(self) -> Event:
        is_status = isinstance(self.event, StatusReported)
        unknown = {"status": FacilityStatus.UNKNOWN} if is_status else {"holder": None, "level": ControlLevel.UNKNOWN}
        return self._on(self.last + _DAY, "/after", **unknown)

    def _on(self, day: date, mark: str, **changes: Any) -> Event:
        return self.event.model_copy(update={"occurred": f"{day}", "id": bounded(f"{self.event.id}{mark}"), **changes})


def _order(event: Event) -> tuple[str, str]:
    """What the period is about, in one edition; and its days."""
    about = key_of(event.model_copy(update={"occurred": ""}))
    return f"{event.TYPE} {event.source} {publication(event)} {about}", getattr(event, "occurred", "")


def _of_a_place(periods: Iterable[_Period]) -> Iterator[tuple[_Period, bool]]:
    """Each period, and whether the table says nothing of the day after it. They come in the order of their first days;
    one waits until it is known whether another goes on where it ends."""
    waiting: list[_Period] = []
    reaching: _Period | None = None
    """Of those before, the one that goes on longest."""
    for now in periods:
        waiting = [one.beside(now) for one in waiting]
        overlaps = reaching is not None and now.first <= reaching.last and now.state != reaching.state
        now = now.noted() if overlaps else now
        still: list[_Period] = []
        for one in waiting:
            if one.last < now.first - _DAY:
                yield one, True
            elif one.last < now.last:
                yield _cut(one, now), False
                now = now.following(one)
            else:
                still.append(one)
        waiting = still
        if now.last == date.max or (reaching is not None and reaching.last > now.last):
            yield now, False
        else:
            waiting.append(now)
        reaching = now if reaching is None or now.last > reaching.last else reaching
    yield from ((one, True) for one in waiting)


def _cut(before: _Period, after: _Period) -> _Period:
    """A day on which one ends and the next begins is that of the next."""
    ends_with_it = before.last == after.first and before.state != after.state
    return before._replace(last=max(before.first, before.last - _DAY)) if ends_with_it else before
