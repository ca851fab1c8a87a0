"""What differs between two snapshots, and why."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from api.graphql.lane.columns import listed
from api.graphql.lane.compiling import Compiler, Selected, arguments, leaf
from api.graphql.lane.memos import Budget
from api.graphql.lane.place_states import place_state_parts, sealed_items
from api.graphql.lane.places import place_parts
from api.graphql.lane.replays import placed
from api.graphql.lane.run import Numbers, RootWriter, Run
from api.graphql.lane.snapshots import snapshot_writer
from api.graphql.lane.templates import Page, Template
from domain.control.aspects import Aspect
from domain.history.diff import only_knowledge_differs
from domain.values.coordinates import Coordinates
from domain.values.terms import PlaceKind
from service.json_text import encode
from store.read.kernel.diff import CAUSES, Differences, Placed, differences

Snapshots = tuple[Coordinates, Coordinates]
Member = Callable[[Run, Snapshots, Mapping[str, Any]], Awaitable[bytes]]
Column = Callable[[Run, Snapshots, Differences], Sequence[bytes]]


def diff_writer(compiler: Compiler, selected: Selected, budget: Budget) -> RootWriter:
    asked = arguments(selected)
    members = [(below.prefix, _member(compiler, below, budget)) for below in compiler.below(selected)]

    async def written(run: Run) -> bytes:
        chosen = asked(run)
        first, second = [run.coordinates(given["date"], given) for given in (chosen["from"], chosen["to"])]
        run.place(chosen.get("within"))
        texts = [prefix + await member(run, (first, second), chosen) for prefix, member in members]
        return b"{" + b",".join(texts) + b"}"

    return written


def _member(compiler: Compiler, selected: Selected, budget: Budget) -> Member:
    if selected.name == "places":
        return _places(compiler, selected, budget)
    if selected.name == "__typename":
        return _typename(selected)
    write, which = snapshot_writer(compiler, selected, budget), ("from", "to").index(selected.name)

    async def snapshot(run: Run, snapshots: Snapshots, asked: Mapping[str, Any]) -> bytes:
        return await write(run, snapshots[which])

    return snapshot


def _typename(selected: Selected) -> Member:
    async def written(run: Run, snapshots: Snapshots, asked: Mapping[str, Any]) -> bytes:
        return encode(selected.parent.name)

    return written


def _places(compiler: Compiler, selected: Selected, budget: Budget) -> Member:
    fields = compiler.below(selected)
    columns = [_column(compiler, below, budget) for below in fields]

    async def written(run: Run, snapshots: Snapshots, asked: Mapping[str, Any]) -> bytes:
        found = await _differences(run, snapshots, asked)
        return listed(fields, [column(run, snapshots, found) for column in columns])

    return written


async def _differences(run: Run, snapshots: Snapshots, asked: Mapping[str, Any]) -> Differences:
    first, second = snapshots
    kind = None if asked.get("kind") is None else PlaceKind(asked["kind"])
    coordinates = first, replace(first, date=second.date), second
    chosen = [run.world.gazetteer.existing(kind, asked.get("within"), at.day) for at in coordinates]
    if only_knowledge_differs(first, second):
        chosen = [await run.with_news(chosen[0], first, second)] * len(coordinates)
    control, status = [
        [await _placed(run, at, versions, aspect) for at, versions in zip(coordinates, chosen, strict=True)]
        for aspect in Aspect
    ]
    return differences(run.world, control, status)


async def _placed(run: Run, at: Coordinates, versions: Numbers, aspect: Aspect) -> Placed:
    return Placed(run.world.gazetteer.place[versions], await run.states(at, versions, aspect))


def _column(compiler: Compiler, selected: Selected, budget: Budget) -> Column:
    match selected.name:
        case "before" | "after":
            return _states(compiler, selected, budget)
        case "place":
            return _described(compiler, selected, budget)
        case "cause":
            write = leaf(selected, lambda number: CAUSES[number])
            # Any run would do: a cause is read from nothing else.
            return lambda run, snapshots, found: [write(run, cause) for cause in found.causes.tolist()]
    return lambda run, snapshots, found: [encode(selected.parent.name)] * len(found.places)


def _states(compiler: Compiler, selected: Selected, budget: Budget) -> Column:
    template, is_first = Template(budget, place_state_parts(compiler, selected, budget)), selected.name == "before"

    def column(run: Run, snapshots: Snapshots, found: Differences) -> Sequence[bytes]:
        at = snapshots[0 if is_first else 1]
        states = (found.before, found.status_before) if is_first else (found.after, found.status_after)
        return sealed_items(template, run, placed(run, at, found.places, *states))

    return column


def _described(compiler: Compiler, selected: Selected, budget: Budget) -> Column:
    template = Template(budget, place_parts(compiler, selected, budget))

    def column(run: Run, snapshots: Snapshots, found: Differences) -> Sequence[bytes]:
        at = Coordinates(None, None, max(snapshots[0].position, snapshots[1].position))
        versions = run.world.gazetteer.versions_on(found.places, None)
        return template.items(run, Page(at, versions, np.zeros(len(versions), np.int32)))

    return column
