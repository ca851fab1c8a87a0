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
from store.read.kernel.states import StateRow

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
    versions = run.world.gazetteer.existing(PlaceKind(asked["kind"]), run.place(asked.get("within")), at.day)
    versions = await _chosen(run, at, asked, versions)
    after, ids = key[0] if key else None, run.world.gazetteer.ids
    begin = 0 if after is None else bisect_right(versions.tolist(), after, key=ids.__getitem__)
    shown = versions[begin : begin + asked["first"]]
    states = await run.states(at, shown)
    statuses = await run.states(at, shown, Aspect.STATUS) if needs_statuses else None
    page = Page(at, shown, states, statuses)
    return Listing(page, len(versions), len(versions) - begin - len(shown), after, _Cursors(run, page))


async def _chosen(run: Run, at: Coordinates, asked: Mapping[str, Any], versions: Numbers) -> Numbers:
    """Those of the places that the arguments ask for. Their states are looked up only where an argument needs them."""
    row = run.world.states.row
    if tests := _tests(asked):
        states = (await run.states(at, versions)).tolist()
        versions = versions[np.array([all(test(row(state)) for test in tests) for state in states], bool)]
    if asked.get("status") is not None:
        wanted = FacilityStatus(asked["status"])
        statuses = (await run.states(at, versions, Aspect.STATUS)).tolist()
        versions = versions[np.array([status_held(row(status).holder) is wanted for status in statuses], bool)]
    return versions


def _tests(asked: Mapping[str, Any]) -> list[Callable[[StateRow], bool]]:
    tests: list[Callable[[StateRow], bool]] = []
    if (holder := asked.get("holder")) is not None:
        tests.append(lambda row: row.holder == holder)
    if asked.get("level") is not None:
        level = ControlLevel(asked["level"])
        tests.append(lambda row: row.level == level)
    if asked.get("certainty") is not None:
        certainty = Certainty(asked["certainty"])
        tests.append(lambda row: row.certainty == certainty)
    return tests


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
        lambda compiler, below: [
            OfPlace(lambda run, versions: [encode(_cursor(run, each)) for each in versions.tolist()])
        ],
    )


def _cursor(run: Run, version: int) -> str:
    return cursors.encode(_NAME, run.world.gazetteer.ids[version])
