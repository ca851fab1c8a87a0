"""Pages of the places of a snapshot, chosen by who holds them and how."""

from bisect import bisect_right
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

import numpy as np

from api.graphql.connections import page_size
from api.graphql.lane.compiling import Compiler, Handler, Selected, Writer, arguments, object_of, reading
from api.graphql.lane.memos import Budget
from api.graphql.lane.object_parts import object_parts
from api.graphql.lane.pages import Listing, list_writer, page_info
from api.graphql.lane.place_states import place_state_parts
from api.graphql.lane.run import Numbers, Run
from api.graphql.lane.templates import OfPlace, Page, Part, Template
from domain.control.aspects import Aspect, status_held
from domain.values.coordinates import Coordinates
from domain.values.terms import Certainty, ControlLevel, FacilityStatus, PlaceKind
from service.asking import cursors
from service.json_text import encode

_NAME = "states"
Selection = Callable[[Run, Coordinates], Awaitable[bytes]]


def places_writer(compiler: Compiler, selected: Selected, budget: Budget) -> Selection:
    """Writes the connection of the places of a snapshot."""
    templates: list[Template] = []

    def template(parts: list[Part]) -> Template:
        templates.append(Template(budget, parts))
        return templates[-1]

    def nodes(compiler: Compiler, below: Selected) -> Writer:
        return list_writer(template(place_state_parts(compiler, below, budget)))

    def edges(compiler: Compiler, below: Selected) -> Writer:
        return list_writer(template(_edge_parts(compiler, below, budget)))

    handlers: dict[str, Handler] = {
        "nodes": nodes,
        "edges": edges,
        "pageInfo": page_info,
        "totalCount": reading(lambda listing: listing.total),
    }
    write, asked = object_of(compiler, selected, handlers), arguments(selected)
    needs_statuses = any(made.needs_statuses for made in templates)

    async def written(run: Run, at: Coordinates) -> bytes:
        return write(run, await _listing(run, at, asked(run), needs_statuses))

    return written


async def _listing(run: Run, at: Coordinates, asked: Mapping[str, Any], needs_statuses: bool) -> Listing:
    """Raises NotCovered, and ClientError for a page or a cursor that there is not."""
    page_size(asked["first"])
    key = cursors.decode(_NAME, asked.get("after"), (str,))
    run.actor(asked.get("holder"))
    assert at.date is not None, "a snapshot is that of a day"
    versions = run.world.gazetteer.existing(PlaceKind(asked["kind"]), run.place(asked.get("within")), at.date)
    states = await run.states(at, versions)
    needs_statuses = needs_statuses or asked.get("status") is not None
    statuses = await run.states(at, versions, Aspect.STATUS) if needs_statuses else None
    chosen = _chosen(run, asked, states, statuses)
    if chosen is not None:
        versions, states = versions[chosen], states[chosen]
        statuses = None if statuses is None else statuses[chosen]
    return _page(run, Page(at, versions, states, statuses), asked["first"], key[0] if key else None)


def _chosen(run: Run, asked: Mapping[str, Any], states: Numbers, statuses: Numbers | None) -> Any:
    """Which of the places the arguments ask for; None: all of them."""
    row = run.world.states.row
    conditions: list[Any] = []
    if (holder := asked.get("holder")) is not None:
        conditions.append([row(state).holder == holder for state in states.tolist()])
    if asked.get("level") is not None:
        level = ControlLevel(asked["level"])
        conditions.append([row(state).level == level for state in states.tolist()])
    if asked.get("certainty") is not None:
        certainty = Certainty(asked["certainty"])
        conditions.append([row(state).certainty == certainty for state in states.tolist()])
    if asked.get("status") is not None and statuses is not None:
        status = FacilityStatus(asked["status"])
        conditions.append([status_held(row(state).holder) is status for state in statuses.tolist()])
    return np.logical_and.reduce(np.array(conditions, bool)) if conditions else None


def _page(run: Run, everything: Page, first: int, after: str | None) -> Listing:
    ids, total = run.world.gazetteer.ids, len(everything.versions)
    begin = 0 if after is None else bisect_right(everything.versions.tolist(), after, key=ids.__getitem__)
    end = min(begin + first, total)
    statuses = None if everything.statuses is None else everything.statuses[begin:end]
    page = Page(everything.at, everything.versions[begin:end], everything.states[begin:end], statuses)
    return Listing(page, total, total - end, after, _Cursors(run, page))


class _Cursors(Sequence[str]):
    """Made as they are looked at: of most pages nobody asks for any."""

    def __init__(self, run: Run, page: Page):
        self._run, self._versions = run, page.versions

    def __len__(self) -> int:
        return len(self._versions)

    def __getitem__(self, at: Any) -> Any:
        return _cursor(self._run, int(self._versions[at]))


def _edge_parts(compiler: Compiler, selected: Selected, budget: Budget) -> list[Part]:
    return object_parts(
        compiler,
        selected,
        {"node": lambda compiler, below: place_state_parts(compiler, below, budget)},
        lambda compiler, below: [OfPlace(lambda run, version: encode(_cursor(run, version)))],
    )


def _cursor(run: Run, version: int) -> str:
    return cursors.encode(_NAME, run.world.gazetteer.ids[version])
