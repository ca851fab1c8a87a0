"""A series in columns, from the tallies of the kernel."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from api.graphql.lane.compiling import Selected, arguments
from api.graphql.lane.run import RootWriter, Run
from api.graphql.lane.series import asked_over_days, tallies_of
from api.graphql.types.series_columns import Bounds, check_bounds, series_columns
from domain.control.aspects import Aspect, status_held
from domain.control.claims import Held
from domain.values.terms import Step
from service.json_text import encode
from store.read.kernel.series import Tallies


def series_columns_writer(selected: Selected) -> RootWriter:
    asked = arguments(selected)

    async def written(run: Run) -> bytes:
        chosen = asked(run)
        over = asked_over_days(run, chosen, Step(chosen["step"]))
        control = tallies_of(run, over, Aspect.CONTROL)
        await run.let_others_go_on()
        status = tallies_of(run, over, Aspect.STATUS)
        check_bounds(len(over.days), len(_shown(control)) + len(_shown(status)))
        statuses = {status_held(holder): bounds for (holder, _), bounds in _bounds(status).items()}
        columns = series_columns(over.days, control.places.tolist(), _bounds(control), statuses)
        return await _written(run, columns)

    return written


async def _written(run: Run, columns: Mapping[str, Any]) -> bytes:
    """A column at a time, others in between: there may be a million numbers in one. Raises Moved."""
    pieces: list[bytes] = []
    for name, column in columns.items():
        await run.let_others_go_on()
        pieces.append(encode(name) + b":" + encode(column))
    return b"{" + b",".join(pieces) + b"}"


def _shown(tallies: Tallies) -> list[int]:
    """The columns of the holders and levels that have a place on any of the days."""
    return np.flatnonzero(tallies.high.any(axis=0)).tolist()


def _bounds(tallies: Tallies) -> dict[Held, Bounds]:
    return {
        tallies.held[at]: Bounds(tallies.low[:, at].tolist(), tallies.high[:, at].tolist()) for at in _shown(tallies)
    }
