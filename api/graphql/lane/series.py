"""Counts by holder for each of many days, nested and as flat rows."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from api import limits
from api.graphql.lane.compiling import Compiler, Handler, Selected, arguments, leaf, list_in_parts, object_of
from api.graphql.lane.flat_rows import FlatRows
from api.graphql.lane.run import NotCovered, RootWriter, Run
from api.graphql.lane.tallies import TALLY_FIELDS
from api.graphql.types.requested_days import days_asked
from domain.control.aspects import Aspect, control_held
from domain.history.series import Point
from domain.history.tally import Row
from domain.values.coordinates import Coordinates
from domain.values.terms import ControlLevel, PlaceKind, Step
from store.read.kernel import series

_SUBJECTS = {
    "date": "day",
    "denominator": "day",
    "holder": "row",
    "holderName": "row",
    "level": "row",
    "low": "row",
    "high": "row",
}


class _Day(NamedTuple):
    date: date
    denominator: int
    rows: list[Row]
    statuses: list[Row]


class _Counted(NamedTuple):
    holder: str | None
    holder_name: str | None
    level: ControlLevel
    low: int
    high: int


class Asked(NamedTuple):
    """A question about places over days, at the head or where nothing has changed since."""

    days: list[date]
    at: Coordinates
    within: str | None
    kind: PlaceKind


def asked_over_days(run: Run, asked: Mapping[str, Any], step: Step) -> Asked:
    """From the arguments of a root field. Raises NotCovered and ClientError."""
    at = run.coordinates(None, asked)
    over = Asked(
        days_asked(asked["from"], asked["to"], step), at, run.place(asked.get("within")), PlaceKind(asked["kind"])
    )
    if asked.get("edition") is not None:
        raise NotCovered
    run.answers(at, run.world.windows(over.kind, over.within).place)
    return over


def series_writer(compiler: Compiler, selected: Selected) -> RootWriter:
    asked = arguments(selected)
    handlers: dict[str, Handler] = {**TALLY_FIELDS, "date": lambda compiler, below: leaf(below)}
    day = object_of(compiler, selected, handlers)
    with_statuses = any(below.name == "statuses" for below in compiler.below(selected))

    async def written(run: Run) -> bytes:
        chosen = asked(run)
        over = asked_over_days(run, chosen, Step(chosen["step"]))
        points = _points(run, over, Aspect.CONTROL)
        await run.let_others_go_on()
        statuses = [point.rows for point in _points(run, over, Aspect.STATUS)] if with_statuses else [[]] * len(points)
        days = [_Day(*point, rows) for point, rows in zip(points, statuses, strict=True)]
        return await list_in_parts(run, day, days)

    return written


def series_rows_writer(compiler: Compiler, selected: Selected) -> RootWriter:
    asked, flat = arguments(selected), FlatRows(compiler, selected, _SUBJECTS)

    async def written(run: Run) -> bytes:
        chosen = asked(run)
        points = _points(run, asked_over_days(run, chosen, Step(chosen["step"])), Aspect.CONTROL)
        await run.let_others_go_on()
        if sum(len(point.rows) for point in points) > limits.ROWS_MAX:
            raise NotCovered
        return flat.list(_rows(run, flat, points))

    return written


def _points(run: Run, over: Asked, aspect: Aspect) -> list[Point]:
    return series.series(run.world, over.days, over.kind, over.within, over.at.policy, aspect)


def _rows(run: Run, flat: FlatRows, points: Sequence[Point]) -> Iterator[Mapping[str, Sequence[bytes]]]:
    texts: dict[Row, Sequence[bytes]] = {}
    for point in points:
        day = flat.texts(run, "day", _Day(*point, []))
        for row in point.rows:
            if row not in texts:
                texts[row] = flat.texts(run, "row", _counted(run, row))
            yield {"day": day, "row": texts[row]}


def _counted(run: Run, row: Row) -> _Counted:
    holder, level = row.held
    return _Counted(holder, holder_name(run, holder), control_held(level), row.low, row.high)


def holder_name(run: Run, id: str | None) -> str | None:
    """The name of an actor; one that nobody registered goes by its id."""
    if not id:
        return None
    row = run.world.actors.get(id)
    return row.name if row else id
