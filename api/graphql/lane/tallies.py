"""How many places each holder has: in one snapshot, and over many days."""

from collections.abc import Mapping
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
    list_of,
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


class Tallied(NamedTuple):
    """The places of a kind on one day, counted by who holds them and by whether they can be used."""

    denominator: int
    rows: list[Row]
    statuses: list[Row]


def tally_writer(compiler: Compiler, selected: Selected) -> Selection:
    """Writes the tally of a snapshot."""
    asked, write = arguments(selected), object_of(compiler, selected, _FIELDS)
    with_statuses = any(below.name == "statuses" for below in compiler.below(selected))

    async def written(run: Run, at: Coordinates) -> bytes:
        return write(run, await _tallied(run, at, asked(run), with_statuses))

    return written


async def _tallied(run: Run, at: Coordinates, asked: Mapping[str, Any], with_statuses: bool) -> Tallied:
    if asked.get("edition") is not None:
        raise NotCovered
    versions = run.world.gazetteer.existing(PlaceKind(asked["kind"]), run.place(asked.get("within")), at.day)
    states = await run.states(at, versions)
    rows = tally(run.world.states, states, Aspect.CONTROL)
    statuses = await run.states(at, versions, Aspect.STATUS) if with_statuses else None
    counted = [] if statuses is None else tally(run.world.states, statuses, Aspect.STATUS)
    return Tallied(len(versions), rows, counted)


def row_writer(compiler: Compiler, selected: Selected) -> Writer:
    """Writes one row of a tally."""
    handlers: dict[str, Handler] = {
        "level": reading(lambda row: row.held[1]),
        "count": _count,
        "holder": lambda compiler, below: read_first(lambda row: row.held[0], actor_writer(compiler, below)),
    }
    return object_of(compiler, selected, handlers)


def status_writer(compiler: Compiler, selected: Selected) -> Writer:
    """Writes the count of one status."""
    handlers: dict[str, Handler] = {"status": reading(lambda row: status_held(row.held[0])), "count": _count}
    return object_of(compiler, selected, handlers)


def _rows(compiler: Compiler, selected: Selected) -> Writer:
    return read_first(attrgetter("rows"), list_of(row_writer(compiler, selected)))


def _statuses(compiler: Compiler, selected: Selected) -> Writer:
    return read_first(attrgetter("statuses"), list_of(status_writer(compiler, selected)))


def _count(compiler: Compiler, selected: Selected) -> Writer:
    return read_first(lambda row: between(row.low, row.high), object_of(compiler, selected, {}))


_FIELDS: dict[str, Handler] = {
    "denominator": lambda compiler, selected: leaf(selected),
    "rows": _rows,
    "statuses": _statuses,
}
