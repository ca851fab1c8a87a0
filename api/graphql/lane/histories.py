"""Periods of one state each, of a place."""

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from api.graphql.connections import page_size
from api.graphql.lane.compiling import NULL, Compiler, Selected, arguments, object_of, reading
from api.graphql.lane.held import CONTROL_FIELDS, day_written, state_leaf
from api.graphql.lane.memos import Budget
from api.graphql.lane.object_parts import PartsHandler, object_parts
from api.graphql.lane.pages import Listing, list_writer, page_info
from api.graphql.lane.run import Run
from api.graphql.lane.templates import Hole, Page, Part, Template
from domain.control.aspects import Aspect
from domain.values.coordinates import Coordinates
from service.asking import cursors
from service.json_text import encode
from store.read.kernel.index import FOREVER

_NAME = "history"
CoordinatesOf = Callable[[Run, Page, Mapping[str, Any]], Coordinates]


def history(compiler: Compiler, selected: Selected, budget: Budget, coordinates: CoordinatesOf) -> list[Part]:
    """The connection of the periods of each place of a page, at coordinates without a date."""
    asked = arguments(selected)
    write = object_of(
        compiler,
        selected,
        {
            "nodes": lambda compiler, below: list_writer(Template(budget, _period_parts(compiler, below))),
            "edges": lambda compiler, below: list_writer(Template(budget, _edge_parts(compiler, below))),
            "pageInfo": page_info,
            "totalCount": reading(lambda listing: listing.total),
        },
    )

    def column(run: Run, page: Page) -> Sequence[bytes]:
        chosen = asked(run)
        at = coordinates(run, page, chosen)
        places = run.world.gazetteer.place[page.versions]
        run.answers(at, places)
        return [write(run, _listing(run, at, place, chosen)) for place in places.tolist()]

    return [Hole(column)]


def _listing(run: Run, at: Coordinates, place: int, asked: Mapping[str, Any]) -> Listing:
    page_size(asked["first"])
    key = cursors.decode(_NAME, asked.get("after"), (str,))
    index = run.world.index(Aspect.CONTROL, at.policy)
    begin, end = (int(bound[0]) for bound in index.slices(np.array([place], np.int32)))
    starts, ends, states = index.start[begin:end], index.end[begin:end], index.state[begin:end]
    there = _touching(starts, ends, asked.get("from"), asked.get("to"))
    starts, ends, states = starts[there], ends[there], states[there]
    after = key[0] if key else None
    first = 0 if after is None else bisect_right([_day(start) for start in starts.tolist()], after)
    some = slice(first, first + asked["first"])
    lasts = np.where(ends == FOREVER, date.max.toordinal(), ends - 1)
    page = Page(at, np.zeros(len(states[some]), np.int32), states[some], starts=starts[some], lasts=lasts[some])
    cursor = [_cursor(start) for start in starts[some].tolist()]
    return Listing(page, len(starts), max(0, len(starts) - first - asked["first"]), after, cursor)


def _touching(starts: Any, ends: Any, first: date | None, last: date | None) -> Any:
    """As `Period.touches`."""
    there = np.ones(len(starts), bool)
    if first is not None:
        there &= ends > first.toordinal()
    if last is not None:
        there &= starts <= last.toordinal()
    return there


def _edge_parts(compiler: Compiler, selected: Selected) -> list[Part]:
    return object_parts(
        compiler,
        selected,
        {"node": _period_parts, "cursor": lambda compiler, below: [Hole(_cursors)]},
        state_leaf,
    )


def _period_parts(compiler: Compiler, selected: Selected) -> list[Part]:
    handlers: dict[str, PartsHandler] = {
        **CONTROL_FIELDS,
        "from": lambda compiler, below: [Hole(_from)],
        "to": lambda compiler, below: [Hole(_to)],
    }
    return object_parts(compiler, selected, handlers, state_leaf)


def _from(run: Run, page: Page) -> Sequence[bytes]:
    return list(map(day_written, _starts(page)))


def _to(run: Run, page: Page) -> Sequence[bytes]:
    assert page.lasts is not None, "a page of periods"
    lasting = date.max.toordinal()
    return [NULL if last == lasting else day_written(last + 1) for last in page.lasts.tolist()]


def _cursors(run: Run, page: Page) -> Sequence[bytes]:
    return [encode(_cursor(start)) for start in _starts(page)]


def _starts(page: Page) -> list[int]:
    assert page.starts is not None, "a page of periods"
    return page.starts.tolist()


def _cursor(start: int) -> str:
    return cursors.encode(_NAME, _day(start))


def _day(ordinal: int) -> str:
    return date.fromordinal(ordinal).isoformat()
