"""Places, as described on the day of a page."""

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from operator import attrgetter
from typing import Any

import numpy as np

from api.graphql.lane.compiling import NULL, Compiler, Selected, leaf, list_of, object_of, read_first
from api.graphql.lane.memos import Budget
from api.graphql.lane.object_parts import PartsHandler, object_parts, on_place
from api.graphql.lane.run import NOBODY, Numbers, Run
from api.graphql.lane.templates import Hole, OfPlace, Page, Part, Template
from domain.values.coordinates import Coordinates
from store.read.kernel.gazetteer import NOWHERE, Gazetteer

ATTACHED: dict[str, Callable[[Budget, Compiler, Selected], list[Part]]] = {}
"""The fields that lead to states: they know places, and not the other way round (place_states.py)."""


def place_parts(compiler: Compiler, selected: Selected, budget: Budget) -> list[Part]:
    """The parts of a place, wherever it stands."""

    def other_place(numbers: Callable[[Run, Page], Numbers]) -> PartsHandler:
        return lambda compiler, below: [_other_place(Template(budget, place_parts(compiler, below, budget)), numbers)]

    handlers: dict[str, PartsHandler] = {
        **{name: partial(attached, budget) for name, attached in ATTACHED.items()},
        "parent": other_place(_parents),
        "successorOf": other_place(_predecessors),
        "names": _rows,
        "codes": _rows,
    }
    return object_parts(compiler, selected, handlers, _place_leaf)


def place_written(template: Template, run: Run, at: Coordinates, id: str | None) -> bytes:
    """A place by its id on the day of the coordinates, null where none is described then."""
    version = None if id is None else run.world.gazetteer.version_on(id, at.date)
    if version is None:
        return NULL
    [written] = template.items(run, Page(at, np.array([version], np.int32), NOBODY))
    return written


def _place_leaf(compiler: Compiler, selected: Selected) -> list[Part]:
    column = _COLUMNS.get(selected.name)
    if not column:
        return [on_place(leaf(selected))]
    read, write = column, leaf(selected, lambda value: value)
    return [OfPlace(lambda run, versions: [write(run, value) for value in read(run.world.gazetteer, versions)])]


def _other_place(template: Template, numbers: Callable[[Run, Page], Numbers]) -> Hole:
    """A place that another names: which of its descriptions holds depends on the day."""

    def column(run: Run, page: Page) -> Sequence[bytes]:
        named, which = np.unique(numbers(run, page), return_inverse=True)
        versions = run.world.gazetteer.versions_on(named, page.at.date)
        there = np.flatnonzero(versions >= 0)
        written = [NULL] * len(named)
        page_of_named = Page(page.at, versions[there], np.zeros(len(there), np.int32))
        for at, text in zip(there.tolist(), template.items(run, page_of_named), strict=True):
            written[at] = text
        return [written[at] for at in which.tolist()]

    return Hole(column)


def _parents(run: Run, page: Page) -> Numbers:
    return run.world.gazetteer.parent[page.versions]


def _predecessors(run: Run, page: Page) -> Numbers:
    gazetteer = run.world.gazetteer
    ids = [gazetteer.row(version).successor_of for version in page.versions.tolist()]
    return np.array([NOWHERE if (number := gazetteer.number(id)) is None else number for id in ids], np.int32)


def _rows(compiler: Compiler, selected: Selected) -> list[Part]:
    """Names or codes."""
    return [on_place(read_first(attrgetter(selected.attribute), list_of(object_of(compiler, selected, {}))))]


_COLUMNS: dict[str, Callable[[Gazetteer, Numbers], Iterable[Any]]] = {
    "id": lambda gazetteer, versions: map(gazetteer.ids.__getitem__, versions.tolist()),
    "name": lambda gazetteer, versions: (row.name for row in gazetteer.rows(versions)),
    "kind": lambda gazetteer, versions: gazetteer.kinds(versions),
}
"""What the columns have of a place: no row needs to be made for it."""
