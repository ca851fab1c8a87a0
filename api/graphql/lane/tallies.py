"""How many places each holder has: in one snapshot, and over many days."""

from collections.abc import Callable, Mapping, Sequence
from operator import attrgetter
from typing import Any, NamedTuple

from api.graphql.lane.actors import actor_writer
from api.graphql.lane.compiling import (
    Compiler,
    Handler,
    Selected,
    Writer,
    arguments,
    leaf,
    object_of,
    read_first,
    reading,
)
from api.graphql.lane.listings import Selection
from api.graphql.lane.run import NotCovered, Run
from domain.control.aspects import Aspect, status_held
from domain.history.tally import Row
from domain.values.coordinates import Coordinates
from domain.values.reported_number import between
from domain.values.terms import PlaceKind
from store.read.kernel.series import tally

_ROWS_KEPT = 20_000
"""Of each selection."""


class Tallied(NamedTuple):
    """The places of a kind on one day, counted by who holds them and by whether they can be used."""

    denominator: int
    rows: list[Row]
    statuses: list[Row]


def tally_writer(compiler: Compiler, selected: Selected) -> Selection:
    """Writes the tally of a snapshot."""
    asked, write = arguments(selected), object_of(compiler, selected, TALLY_FIELDS)
    with_statuses = any(below.name == "statuses" for below in compiler.below(selected))

    async def written(run: Run, at: Coordinates) -> bytes:
        return write(run, await _tallied(run, at, asked(run), with_statuses))

    return written


async def _tallied(run: Run, at: Coordinates, asked: Mapping[str, Any], with_statuses: bool) -> Tallied:
    if asked.get("edition") is not None:
        raise NotCovered
    assert at.date is not None, "a snapshot is that of a day"
    versions = run.world.gazetteer.existing(PlaceKind(asked["kind"]), run.place(asked.get("within")), at.date)
    states = await run.states(at, versions)
    rows = tally(run.world.states, states, Aspect.CONTROL)
    statuses = await run.states(at, versions, Aspect.STATUS) if with_statuses else None
    counted = [] if statuses is None else tally(run.world.states, statuses, Aspect.STATUS)
    return Tallied(len(versions), rows, counted)


def _rows(compiler: Compiler, selected: Selected) -> Writer:
    handlers: dict[str, Handler] = {
        "level": reading(lambda row: row.held[1]),
        "count": _count,
        "holder": lambda compiler, below: read_first(lambda row: row.held[0], actor_writer(compiler, below)),
    }
    return _rows_writer(attrgetter("rows"), object_of(compiler, selected, handlers))


def _rows_writer(read: Callable[[Any], Sequence[Row]], write: Writer) -> Writer:
    """Writes rows of counts. In a series most days have some rows of the day before, and many days all of them."""
    kept: dict[Row, bytes] = {}
    kept_for: object = None
    last: tuple[Sequence[Row], bytes] = ((), b"[]")

    def written(run: Run, subject: Any) -> bytes:
        nonlocal kept_for, last
        if kept_for is not run.world.actors or len(kept) > _ROWS_KEPT:
            kept.clear()
            kept_for, last = run.world.actors, ((), b"[]")
        rows = read(subject)
        if rows is not last[0]:
            texts = [kept.get(row) or kept.setdefault(row, write(run, row)) for row in rows]
            last = rows, b"[" + b",".join(texts) + b"]"
        return last[1]

    return written


def _statuses(compiler: Compiler, selected: Selected) -> Writer:
    handlers: dict[str, Handler] = {"status": reading(lambda row: status_held(row.held[0])), "count": _count}
    return _rows_writer(attrgetter("statuses"), object_of(compiler, selected, handlers))


def _count(compiler: Compiler, selected: Selected) -> Writer:
    return read_first(lambda row: between(row.low, row.high), object_of(compiler, selected, {}))


TALLY_FIELDS: dict[str, Handler] = {
    "denominator": lambda compiler, selected: leaf(selected),
    "rows": _rows,
    "statuses": _statuses,
}
