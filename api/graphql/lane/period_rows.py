"""Who held each place over a period of days, as flat rows without gaps."""

from collections.abc import Callable, Iterator, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

import numpy as np

from api import limits
from api.graphql.lane.columns import listed
from api.graphql.lane.compiling import NULL, Compiler, Selected, Writer, arguments, leaf
from api.graphql.lane.held import day_written
from api.graphql.lane.run import NotCovered, RootWriter, Run
from api.graphql.lane.series import Asked, asked_over_days, holder_name
from domain.control.aspects import Aspect, control_held
from domain.values.terms import Certainty, ControlLevel, Step
from service.json_text import encode
from store.read.places import PlaceRow


class _Held(NamedTuple):
    holder: str | None
    level: ControlLevel
    certainty: Certainty
    holder_name: str | None


class Stretch(NamedTuple):
    """One state of a place, by their numbers, from a day to before another, both ordinals."""

    place: int
    first: int
    end: int
    state: int


_Column = Callable[[Run, Sequence[Stretch], int], Sequence[bytes]]


def period_rows_writer(compiler: Compiler, selected: Selected) -> RootWriter:
    asked, fields = arguments(selected), compiler.below(selected)
    columns = [_column(below) for below in fields]

    async def written(run: Run) -> bytes:
        over = asked_over_days(run, asked(run), Step.DAY)
        rows = await _rows(run, over)
        past = over.days[-1].toordinal() + 1
        return listed(fields, [column(run, rows, past) for column in columns])

    return written


async def _rows(run: Run, over: Asked) -> list[Stretch]:
    """Raises NotCovered where there are too many, and Moved."""
    rows: list[Stretch] = []
    for row in _seen(run, _stretches(run, over)):
        await run.end_long_part()
        rows.append(row)
        if len(rows) > limits.ROWS_MAX:
            raise NotCovered
    return rows


def _column(selected: Selected) -> _Column:
    """`past`: the day after the last that is asked about."""
    match selected.name:
        case "from":
            return lambda run, rows, past: [day_written(row.first) for row in rows]
        case "to":
            return lambda run, rows, past: [NULL if row.end == past else day_written(row.end) for row in rows]
        case "__typename":
            return lambda run, rows, past: [encode(selected.parent.name)] * len(rows)
        case "place" | "name":
            of_place = leaf(selected, attrgetter("id" if selected.name == "place" else "name"))
            return lambda run, rows, past: _repeated(run, of_place, _place, [row.place for row in rows])
    of_state = leaf(selected)
    return lambda run, rows, past: _repeated(run, of_state, _held, [row.state for row in rows])


def _repeated(run: Run, write: Writer, read: Callable[[Run, int], Any], numbers: Sequence[int]) -> Sequence[bytes]:
    """What many rows share is written once."""
    texts = {number: write(run, read(run, number)) for number in {*numbers}}
    return [texts[number] for number in numbers]


def _stretches(run: Run, over: Asked) -> Iterator[Stretch]:
    """The state on each of the days on which a place exists, UNKNOWN where there is no claim; in order of id."""
    index = run.world.index(Aspect.CONTROL, over.at.policy)
    windows = run.world.windows(over.kind, over.within)
    begins, pasts = index.slices(windows.place)
    starts, ends, states = index.start.tolist(), index.end.tolist(), index.state.tolist()
    first_day, last_day = over.days[0].toordinal(), over.days[-1].toordinal()
    columns = (windows.place, windows.since, windows.until, begins, pasts)
    for place, since, until, begin, past in zip(*(column.tolist() for column in columns), strict=True):
        day, end = max(since, first_day), min(until, last_day + 1)
        for at in range(begin, past):
            for reached, state in ((starts[at], 0), (ends[at], states[at])):
                if day < min(reached, end):
                    yield Stretch(place, day, min(reached, end), state)
                    day = min(reached, end)
        if day < end:
            yield Stretch(place, day, end, 0)


def _seen(run: Run, stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    """The stretches as a row shows them: what differs only in its claims is one."""
    before: Stretch | None = None
    shown: dict[int, _Held] = {}
    for stretch in stretches:
        if stretch.state not in shown:
            shown[stretch.state] = _held(run, stretch.state)
        if before and before.place == stretch.place and shown[before.state] == shown[stretch.state]:
            before = before._replace(end=stretch.end)
            continue
        if before:
            yield before
        before = stretch
    if before:
        yield before


def _place(run: Run, number: int) -> PlaceRow:
    """As described last."""
    version = run.world.gazetteer.versions_on(np.array([number], np.int32), None)
    return run.world.gazetteer.row(int(version[0]))


def _held(run: Run, state: int) -> _Held:
    row = run.world.states.row(state)
    return _Held(row.holder, control_held(row.level), row.certainty, holder_name(run, row.holder))
