"""Counts by holder for each of many days, nested and as flat rows."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

import numpy as np

from api import limits
from api.graphql.lane.columns import listed, number_written
from api.graphql.lane.compiling import Compiler, Selected, Writer, arguments, leaf
from api.graphql.lane.held import day_written
from api.graphql.lane.memos import Budget
from api.graphql.lane.row_texts import RowTexts
from api.graphql.lane.run import NotCovered, RootWriter, Run
from api.graphql.lane.tallies import row_writer, status_writer
from api.graphql.types.requested_days import days_asked
from domain.control.aspects import Aspect, control_held
from domain.values.coordinates import Coordinates
from domain.values.terms import ControlLevel, PlaceKind, Step
from service.json_text import encode
from store.read.kernel import series
from store.read.kernel.series import Tallies

_Column = Callable[[Run, Tallies, Tallies], Sequence[bytes]]
_RowColumn = Callable[[Run, Tallies], Sequence[bytes]]


class _Held(NamedTuple):
    holder: str | None
    holder_name: str | None
    level: ControlLevel


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


def series_writer(compiler: Compiler, selected: Selected, budget: Budget) -> RootWriter:
    asked, fields = arguments(selected), compiler.below(selected)
    columns = [_column(compiler, below, budget) for below in fields]
    with_statuses = any(below.name == "statuses" for below in fields)

    async def written(run: Run) -> bytes:
        chosen = asked(run)
        over = asked_over_days(run, chosen, Step(chosen["step"]))
        control = tallies_of(run, over, Aspect.CONTROL)
        await run.let_others_go_on()
        status = tallies_of(run, over, Aspect.STATUS) if with_statuses else control
        return listed(fields, await _in_turn(run, columns, control, status))

    return written


def series_rows_writer(compiler: Compiler, selected: Selected) -> RootWriter:
    asked, fields = arguments(selected), compiler.below(selected)
    columns = [_row_column(below) for below in fields]

    async def written(run: Run) -> bytes:
        chosen = asked(run)
        tallies = tallies_of(run, asked_over_days(run, chosen, Step(chosen["step"])), Aspect.CONTROL)
        if tallies.shown.sum() > limits.ROWS_MAX:
            raise NotCovered
        return listed(fields, await _in_turn(run, columns, tallies))

    return written


async def _in_turn(
    run: Run, columns: Sequence[Callable[..., Sequence[bytes]]], *tallies: Tallies
) -> list[Sequence[bytes]]:
    """The texts of each column, others in between. Raises Moved."""
    texts: list[Sequence[bytes]] = []
    for column in columns:
        await run.let_others_go_on()
        texts.append(column(run, *tallies))
    return texts


def tallies_of(run: Run, over: Asked, aspect: Aspect) -> Tallies:
    """The tallies of all days of a question."""
    return series.series(run.world, over.days, over.kind, over.within, over.at.policy, aspect)


def _column(compiler: Compiler, selected: Selected, budget: Budget) -> _Column:
    match selected.name:
        case "rows":
            of_control = RowTexts(row_writer(compiler, selected), budget)
            return lambda run, control, status: of_control.of_days(run, control)
        case "statuses":
            of_status = RowTexts(status_writer(compiler, selected), budget)
            return lambda run, control, status: of_status.of_days(run, status)
        case "date":
            return lambda run, control, status: _days(control)
        case "denominator":
            return lambda run, control, status: _numbers(control.places)
    return lambda run, control, status: [encode(selected.parent.name)] * len(control.days)


def _row_column(selected: Selected) -> _RowColumn:
    match selected.name:
        case "date":
            return lambda run, tallies: _repeated(_days(tallies), tallies)
        case "denominator":
            return lambda run, tallies: _repeated(_numbers(tallies.places), tallies)
        case "low":
            return lambda run, tallies: _numbers(_of_rows(tallies, tallies.low))
        case "high":
            return lambda run, tallies: _numbers(_of_rows(tallies, tallies.high))
        case "__typename":
            return lambda run, tallies: [encode(selected.parent.name)] * int(tallies.shown.sum())
    write = leaf(selected)
    return lambda run, tallies: _of_held(run, write, tallies)


def _repeated(texts: Sequence[bytes], tallies: Tallies) -> Sequence[bytes]:
    """What is of a day, for each of its rows."""
    return [texts[at] for at in np.repeat(np.arange(len(texts)), tallies.shown).tolist()]


def _of_rows(tallies: Tallies, counts: Any) -> Any:
    """For each row of each day, in order."""
    there = np.arange(tallies.order.shape[1]) < tallies.shown[:, None]
    return np.take_along_axis(counts, tallies.order, 1)[there]


def _of_held(run: Run, write: Writer, tallies: Tallies) -> Sequence[bytes]:
    texts = [write(run, _Held(holder, holder_name(run, holder), control_held(level))) for holder, level in tallies.held]
    columns = np.broadcast_to(np.arange(len(texts)), tallies.order.shape)
    return [texts[at] for at in _of_rows(tallies, columns).tolist()]


def _days(tallies: Tallies) -> Sequence[bytes]:
    return [day_written(day.toordinal()) for day in tallies.days]


def _numbers(numbers: Any) -> Sequence[bytes]:
    return list(map(number_written, numbers.tolist()))


def holder_name(run: Run, id: str | None) -> str | None:
    """The name of an actor; one that nobody registered goes by its id."""
    if not id:
        return None
    row = run.world.actors.get(id)
    return row.name if row else id
