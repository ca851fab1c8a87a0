"""The root fields that the lane answers."""

from collections.abc import Awaitable, Callable

from api.graphql.lane.compiling import Compiler, Selected, arguments, leaf, object_of
from api.graphql.lane.memos import Budget
from api.graphql.lane.places import place_parts, place_written
from api.graphql.lane.run import NotCovered, Run
from api.graphql.lane.snapshots import snapshot_writer
from api.graphql.lane.templates import Template
from api.graphql.types.log import log_of
from domain.values.coordinates import Coordinates
from service.asking.pins import Pin

RootWriter = Callable[[Run], Awaitable[bytes]]


def root_writer(compiler: Compiler, selected: Selected, budget: Budget) -> RootWriter:
    """Writes a root field. Raises NotCovered."""
    match selected.name:
        case "log":
            return _log(compiler, selected)
        case "asOf":
            return _as_of(compiler, selected, budget)
        case "snapshot":
            return _snapshot(compiler, selected, budget)
        case "place":
            return _place(compiler, selected, budget)
        case "__typename":
            return _typename(selected)
    raise NotCovered


def _typename(selected: Selected) -> RootWriter:
    write = leaf(selected)

    async def written(run: Run) -> bytes:
        return write(run, None)

    return written


def _log(compiler: Compiler, selected: Selected) -> RootWriter:
    write = object_of(compiler, selected, {})

    async def written(run: Run) -> bytes:
        run.pins.add(Pin.HEAD)
        return write(run, log_of(run.world.head))

    return written


def _as_of(compiler: Compiler, selected: Selected, budget: Budget) -> RootWriter:
    asked, write = arguments(selected), snapshot_writer(compiler, selected, budget)

    async def written(run: Run) -> bytes:
        chosen = asked(run)
        return await write(run, run.coordinates(chosen["date"], chosen))

    return written


def _snapshot(compiler: Compiler, selected: Selected, budget: Budget) -> RootWriter:
    asked, write = arguments(selected), snapshot_writer(compiler, selected, budget)

    async def written(run: Run) -> bytes:
        return await write(run, run.named(asked(run)["token"]))

    return written


def _place(compiler: Compiler, selected: Selected, budget: Budget) -> RootWriter:
    asked, template = arguments(selected), Template(budget, place_parts(compiler, selected, budget))

    async def written(run: Run) -> bytes:
        chosen = asked(run)
        at = Coordinates(chosen.get("on"), None, run.position(chosen.get("position")))
        run.described_at(at.position)
        id = chosen.get("id")
        if id is None or chosen.get("code") is not None or run.world.gazetteer.version_on(id, at.date) is None:
            raise NotCovered
        return place_written(template, run, at, id)

    return written
