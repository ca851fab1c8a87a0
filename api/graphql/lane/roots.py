"""The root fields that the lane answers."""

from collections.abc import Callable

from api.graphql.lane.compiling import Compiler, Selected, arguments, leaf, object_of
from api.graphql.lane.diffs import diff_writer
from api.graphql.lane.gazetteer_columns import gazetteer_writer
from api.graphql.lane.memos import Budget
from api.graphql.lane.period_rows import period_rows_writer
from api.graphql.lane.places import place_parts, place_written
from api.graphql.lane.replay_columns import replay_columns_writer
from api.graphql.lane.replays import replay_writer
from api.graphql.lane.run import NotCovered, RootWriter, Run
from api.graphql.lane.series import series_rows_writer, series_writer
from api.graphql.lane.series_columns import series_columns_writer
from api.graphql.lane.snapshots import snapshot_writer
from api.graphql.lane.templates import Template
from api.graphql.types.log import log_of
from domain.values.coordinates import Coordinates
from service.asking.pins import Pin


def root_writer(compiler: Compiler, selected: Selected, budget: Budget) -> RootWriter:
    """Writes a root field. Raises NotCovered."""
    return _WRITERS[selected.name](compiler, selected, budget)


def _typename(compiler: Compiler, selected: Selected, budget: Budget) -> RootWriter:
    write = leaf(selected)

    async def written(run: Run) -> bytes:
        return write(run, None)

    return written


def _log(compiler: Compiler, selected: Selected, budget: Budget) -> RootWriter:
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


_WRITERS: dict[str, Callable[[Compiler, Selected, Budget], RootWriter]] = {
    "__typename": _typename,
    "log": _log,
    "asOf": _as_of,
    "snapshot": _snapshot,
    "place": _place,
    "series": series_writer,
    "seriesRows": lambda compiler, selected, budget: series_rows_writer(compiler, selected),
    "periodRows": lambda compiler, selected, budget: period_rows_writer(compiler, selected),
    "diff": diff_writer,
    "replay": replay_writer,
    "seriesColumns": lambda compiler, selected, budget: series_columns_writer(selected),
    "replayColumns": lambda compiler, selected, budget: replay_columns_writer(selected),
    "gazetteer": lambda compiler, selected, budget: gazetteer_writer(selected),
}
