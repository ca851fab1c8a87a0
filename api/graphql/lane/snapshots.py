"""The world at coordinates, and everything below it."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from api.graphql.lane.compiling import Compiler, Selected, arguments, leaf
from api.graphql.lane.frames import frame_writer
from api.graphql.lane.listings import Selection, places_writer
from api.graphql.lane.memos import Budget
from api.graphql.lane.place_states import place_state_parts, sealed_with
from api.graphql.lane.run import NotCovered, Run
from api.graphql.lane.tallies import tally_writer
from api.graphql.lane.templates import Page, Template
from api.graphql.types.snapshot import snapshot_at
from domain.control.aspects import Aspect
from domain.values.coordinates import Coordinates


def snapshot_writer(compiler: Compiler, selected: Selected, budget: Budget) -> Selection:
    """Writes a snapshot at coordinates."""
    members = [
        (below.begun(number), _member(compiler, below, budget)) for number, below in enumerate(compiler.below(selected))
    ]

    async def write(run: Run, at: Coordinates) -> bytes:
        pieces: list[bytes] = []
        for begun, member in members:
            pieces += begun, await member(run, at)
        return sealed_with(b"".join([*pieces, b"}"]), snapshot_at(at).token)

    return write


def _member(compiler: Compiler, selected: Selected, budget: Budget) -> Selection:
    match selected.name:
        case "places":
            return places_writer(compiler, selected, budget)
        case "place":
            return _place_writer(compiler, selected, budget)
        case "frame":
            return frame_writer(selected, budget)
        case "tally":
            return tally_writer(compiler, selected)
    return _leaf(selected)


def _leaf(selected: Selected) -> Selection:
    plain = leaf(selected)

    async def write(run: Run, at: Coordinates) -> bytes:
        return plain(run, snapshot_at(at))

    return write


def _place_writer(compiler: Compiler, selected: Selected, budget: Budget) -> Selection:
    asked, template = arguments(selected), Template(budget, place_state_parts(compiler, selected, budget))

    async def write(run: Run, at: Coordinates) -> bytes:
        versions = np.array([_version(run, at, asked(run))], np.int32)
        states = await run.states(at, versions)
        statuses = await run.states(at, versions, Aspect.STATUS) if template.needs_statuses else None
        [written] = template.items(run, Page(at, versions, states, statuses))
        return written

    return write


def _version(run: Run, at: Coordinates, asked: Mapping[str, Any]) -> int:
    """The description on the day of the place that is asked for by its id. Raises NotCovered."""
    id = asked.get("id")
    version = None if id is None or asked.get("code") is not None else run.world.gazetteer.version_on(id, at.date)
    if version is None:
        raise NotCovered
    return version
