"""A replay as data: pages of frames, each with what changed."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

import numpy as np

from api.graphql.connections import page_size
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
from api.graphql.lane.memos import Budget
from api.graphql.lane.pages import page_info
from api.graphql.lane.place_states import place_state_parts, sealed_with
from api.graphql.lane.places import place_parts
from api.graphql.lane.run import NotCovered, Numbers, RootWriter, Run
from api.graphql.lane.series import asked_over_days
from api.graphql.lane.templates import Page, Template
from domain.values.coordinates import Coordinates
from domain.values.terms import Step
from service.asking import cursors, tokens
from store.read.kernel import replay

_NAME = "replay"


class _Frame(NamedTuple):
    date: date
    position: int
    full: bool
    cursor: str
    page: Page
    gone: Page
    texts: dict[Writer, bytes]
    """What has been written of it, by what writes it."""


class _Frames(NamedTuple):
    frames: Sequence[_Frame]
    total: int
    rest: int
    begun_after: str | None

    @property
    def cursors(self) -> Sequence[str]:
        return [frame.cursor for frame in self.frames]


def replay_writer(compiler: Compiler, selected: Selected, budget: Budget) -> RootWriter:
    asked, of_frames = arguments(selected), list[Writer]()

    def frame(compiler: Compiler, below: Selected) -> Writer:
        write = _frame_writer(compiler, below, budget)
        of_frames.append(write)
        return lambda run, frame: frame.texts[write]

    def nodes(compiler: Compiler, below: Selected) -> Writer:
        return read_first(lambda page: page.frames, list_of(frame(compiler, below)))

    def edges(compiler: Compiler, below: Selected) -> Writer:
        return read_first(lambda page: page.frames, list_of(object_of(compiler, below, {"node": frame})))

    handlers: dict[str, Handler] = {
        "nodes": nodes,
        "edges": edges,
        "pageInfo": page_info,
        "totalCount": reading(lambda page: page.total),
    }
    write = object_of(compiler, selected, handlers)

    async def written(run: Run) -> bytes:
        page = await _frames(run, asked(run))
        for frame in page.frames:
            await run.end_long_part()
            frame.texts.update((write, write(run, frame)) for write in of_frames)
        return write(run, page)

    return written


async def _frames(run: Run, asked: Mapping[str, Any]) -> _Frames:
    """Raises NotCovered and ClientError."""
    first = asked["first"]
    page_size(first)
    day, begun_at = cursors.decode(_NAME, asked.get("after"), (str, int)) or (None, None)
    if asked.get("position") is None and begun_at is not None:
        asked = {**asked, "position": max(0, begun_at)}
    over = asked_over_days(run, asked, Step(asked["step"]))
    begin = 0 if day is None else bisect_right([each.isoformat() for each in over.days], day)
    made = replay.frames(run.world, over.days, over.kind, over.within, over.at.policy, begin)
    frames = []
    for number, frame in enumerate(islice(made, first)):
        await run.end_long_part()
        frames.append(_frame(run, over.at, begin + number, frame))
    return _Frames(frames, len(over.days), max(0, len(over.days) - begin - first), day)


def _frame(run: Run, at: Coordinates, number: int, frame: replay.ColumnFrame) -> _Frame:
    there = Coordinates(frame.day, at.known_at, at.position, at.policy)
    described = Coordinates(frame.day, None, at.position)
    gone = run.world.gazetteer.versions_on(frame.gone, frame.day)
    return _Frame(
        date=frame.day,
        position=at.position,
        full=number == 0,
        cursor=cursors.encode(_NAME, frame.day.isoformat(), at.position),
        page=placed(run, there, frame.places, frame.states, frame.statuses),
        gone=Page(described, gone[gone >= 0], np.zeros(np.count_nonzero(gone >= 0), np.int32)),
        texts={},
    )


def placed(run: Run, at: Coordinates, places: Numbers, states: Numbers, statuses: Numbers) -> Page:
    """Places by their numbers as a page of a snapshot. Raises NotCovered where one is not described that day."""
    versions = run.world.gazetteer.versions_on(places, at.date)
    if (versions < 0).any():
        raise NotCovered
    return Page(at, versions, states, statuses)


def _frame_writer(compiler: Compiler, selected: Selected, budget: Budget) -> Writer:
    def places(compiler: Compiler, below: Selected) -> Writer:
        template = Template(budget, place_state_parts(compiler, below, budget))
        return lambda run, frame: sealed_with(template.page(run, frame.page), tokens.encode(frame.page.at))

    def gone(compiler: Compiler, below: Selected) -> Writer:
        template = Template(budget, place_parts(compiler, below, budget))
        return lambda run, frame: template.page(run, frame.gone)

    handlers: dict[str, Handler] = {
        "places": places,
        "gone": gone,
        "position": lambda compiler, below: leaf(below),
    }
    return object_of(compiler, selected, handlers)
