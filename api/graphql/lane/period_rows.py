"""Who held each place over a period of days, as flat rows without gaps."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from api import limits
from api.graphql.lane.compiling import Compiler, Selected, arguments
from api.graphql.lane.flat_rows import FlatRows
from api.graphql.lane.run import NotCovered, RootWriter, Run
from api.graphql.lane.series import Asked, asked_over_days, holder_name
from domain.control.aspects import Aspect, control_held
from domain.values.terms import Certainty, ControlLevel, Step

_SUBJECTS = {
    "place": "place",
    "name": "place",
    "from": "days",
    "to": "days",
    "holder": "state",
    "holderName": "state",
    "level": "state",
    "certainty": "state",
}


class _Place(NamedTuple):
    place: str
    name: str


class _Days(NamedTuple):
    from_: date
    to: date | None


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


def period_rows_writer(compiler: Compiler, selected: Selected) -> RootWriter:
    asked, flat = arguments(selected), FlatRows(compiler, selected, _SUBJECTS)

    async def written(run: Run) -> bytes:
        over = asked_over_days(run, asked(run), Step.DAY)
        rows = list(_seen(run, _stretches(run, over)))
        if len(rows) > limits.ROWS_MAX:
            raise NotCovered
        return flat.list(_rows(run, flat, rows, over.days[-1].toordinal() + 1))

    return written


def _rows(run: Run, flat: FlatRows, rows: Sequence[Stretch], over: int) -> Iterator[Mapping[str, Sequence[bytes]]]:
    places: dict[int, Sequence[bytes]] = {}
    states: dict[int, Sequence[bytes]] = {}
    for place, first, end, state in rows:
        if place not in places:
            places[place] = flat.texts(run, "place", _place(run, place))
        if state not in states:
            states[state] = flat.texts(run, "state", _held(run, state))
        to = None if end == over else date.fromordinal(end)
        days = flat.texts(run, "days", _Days(date.fromordinal(first), to))
        yield {"place": places[place], "days": days, "state": states[state]}


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
    for stretch in stretches:
        if before and before.place == stretch.place and _held(run, before.state) == _held(run, stretch.state):
            before = before._replace(end=stretch.end)
            continue
        if before:
            yield before
        before = stretch
    if before:
        yield before


def _place(run: Run, number: int) -> _Place:
    [id] = run.world.ids([number])
    version = run.world.gazetteer.version_on(id, None)
    assert version is not None, "a place that is counted is described"
    return _Place(id, run.world.gazetteer.row(version).name)


def _held(run: Run, state: int) -> _Held:
    row = run.world.states.row(state)
    return _Held(row.holder, control_held(row.level), row.certainty, holder_name(run, row.holder))
