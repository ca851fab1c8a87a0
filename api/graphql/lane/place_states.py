"""The states of places in one snapshot. `SEALED` stands for the token of the snapshot, which ids begin with, until all
of them are put in at once: so what is kept of a place and its state is the same for every snapshot.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from api.graphql.lane.compiling import NULL, Compiler, Selected, arguments
from api.graphql.lane.held import CONTROL_FIELDS, STATUS_FIELDS, state_leaf
from api.graphql.lane.histories import history
from api.graphql.lane.memos import Budget
from api.graphql.lane.object_parts import PartsHandler, object_parts
from api.graphql.lane.places import ATTACHED, place_parts
from api.graphql.lane.run import NotCovered, Numbers, Run
from api.graphql.lane.templates import Hole, OfPlace, Page, Part, Template
from domain.control.aspects import Aspect
from domain.values.coordinates import Coordinates
from service.asking import tokens
from service.json_text import encode

SEALED = b"\0"
"""No JSON has this byte: in a text it is escaped."""


def place_state_parts(compiler: Compiler, selected: Selected, budget: Budget) -> list[Part]:
    """The parts of a place in a snapshot."""
    handlers: dict[str, PartsHandler] = {
        **CONTROL_FIELDS,
        "id": _id,
        "place": lambda compiler, below: place_parts(compiler, below, budget),
        "status": lambda compiler, below: [_status(compiler, below, budget)],
        "history": lambda compiler, below: history(compiler, below, budget, _on_any_day),
    }
    return object_parts(compiler, selected, handlers, state_leaf)


def sealed_with(written: bytes, token: str) -> bytes:
    """What templates wrote, with the token of the snapshot in every id."""
    return written.replace(SEALED, token.encode())


def sealed_items(template: Template, run: Run, page: Page) -> list[bytes]:
    """The places of a page, each with the token of the snapshot."""
    items, token = template.items(run, page), tokens.encode(page.at)
    # All have an id, or none has.
    return [sealed_with(item, token) for item in items] if items and SEALED in items[0] else items


def _on_any_day(run: Run, page: Page, asked: Mapping[str, Any]) -> Coordinates:
    return Coordinates(None, page.at.known_at, page.at.position, page.at.policy)


def _history_of_place(budget: Budget, compiler: Compiler, selected: Selected) -> list[Part]:
    return history(compiler, selected, budget, lambda run, page, asked: run.coordinates(None, asked))


def _state_of_place(budget: Budget, compiler: Compiler, selected: Selected) -> list[Part]:
    """With everything known alone: there is no waiting in the middle of a page."""
    asked, template = arguments(selected), Template(budget, place_state_parts(compiler, selected, budget))

    def column(run: Run, page: Page) -> Sequence[bytes]:
        chosen = asked(run)
        at = run.coordinates(chosen["asOf"], chosen)
        places = run.world.gazetteer.place[page.versions]
        run.answers(at, places)
        versions = run.world.gazetteer.versions_on(places, at.date)
        if at.date is None or (versions < 0).any():
            raise NotCovered
        states, statuses = [run.world.states_on(versions, at.date, at.policy, aspect) for aspect in Aspect]
        return sealed_items(template, run, Page(at, versions, states, statuses))

    return [Hole(column)]


ATTACHED.update(history=_history_of_place, state=_state_of_place)


def _id(compiler: Compiler, selected: Selected) -> list[Part]:
    def written(run: Run, versions: Numbers) -> list[bytes]:
        return [b'"' + SEALED + encode(f":{run.world.gazetteer.ids[version]}")[1:] for version in versions.tolist()]

    return [OfPlace(written)]


def _status(compiler: Compiler, selected: Selected, budget: Budget) -> Hole:
    """Null where nobody has reported a status."""
    template = Template(budget, object_parts(compiler, selected, STATUS_FIELDS, state_leaf))

    def column(run: Run, page: Page) -> Sequence[bytes]:
        assert page.statuses is not None, "they are read where a template needs them"
        contents = run.world.states["content"]
        reported = (contents[page.statuses] != contents[0]).tolist()
        written = template.items(run, Page(page.at, page.versions, page.statuses))
        return [status if there else NULL for status, there in zip(written, reported, strict=True)]

    return Hole(column, of_status=True)
