"""What a state shows, of control or of the status of a place, wherever it stands."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from operator import attrgetter
from typing import Any

from api.graphql.lane import state_columns
from api.graphql.lane.actors import actor_writer
from api.graphql.lane.compiling import (
    NULL,
    Compiler,
    Handler,
    Selected,
    Writer,
    leaf,
    list_of,
    object_of,
    read_first,
    reading,
)
from api.graphql.lane.object_parts import PartsHandler, of_each, on_state
from api.graphql.lane.run import Numbers, Run
from api.graphql.lane.state_columns import STATE_COLUMNS, StateColumn
from api.graphql.lane.templates import Hole, OfState, Page, Part
from domain.control import state
from domain.control.aspects import direction_held, status_held
from domain.values.terms import Policy
from service.json_text import encode
from service.wording.why import HOLDER, STATUS, Subject, actors_named, why_text
from store.read.kernel.states import StateRow

_DAYS_WRITTEN = 100_000


def without_claims(row: StateRow) -> state.State:
    """The state with as many claims as it has, but none of them by its position: for sentences and counts."""
    return state.State(
        row.holder,
        row.level,
        row.certainty,
        since=row.since,
        manner=row.manner,
        basis=(0,) * row.basis_count,
        alternatives=tuple(
            state.Alternative(other.holder, other.level, (0,) * other.claims, other.voices)
            for other in row.alternatives
        ),
        level_certainty=row.level_certainty,
        voices=row.voices,
    )


def state_leaf(compiler: Compiler, selected: Selected) -> list[Part]:
    column = STATE_COLUMNS.get(selected.name)
    if column:
        return [on_column(column, leaf(selected, lambda value: value))]
    return [on_state(leaf(selected, _READ.get(selected.name)))]


def holder(compiler: Compiler, selected: Selected) -> list[Part]:
    return [on_column(state_columns.HOLDER, actor_writer(compiler, selected))]


def on_column(column: StateColumn, write: Writer) -> OfState:
    """A piece from one column of the states alone."""

    def written(run: Run, numbers: Numbers, policy: Policy) -> list[bytes]:
        states = run.world.states
        return of_each(states[column.name][numbers], lambda number: write(run, column.read(states, number)))

    return OfState(written)


def alternatives(compiler: Compiler, selected: Selected) -> list[Part]:
    handlers: dict[str, Handler] = {"holder": _holder, "claimCount": reading(attrgetter("claims"))}
    return [on_state(read_first(attrgetter("alternatives"), list_of(object_of(compiler, selected, handlers))))]


def why(subject: Subject, policy: Policy | None = None) -> PartsHandler:
    """`policy`: the one that the sentence is about, where it is not that of the state."""

    def parts(compiler: Compiler, selected: Selected) -> list[Part]:
        write = object_of(compiler, selected, {"rule": reading(lambda about: about[0].certainty), "text": text})
        return [OfState(lambda run, states, by: [write(run, (row, policy or by)) for row in _rows(run, states)])]

    def text(compiler: Compiler, selected: Selected) -> Writer:
        return lambda run, about: encode(_sentence(run, subject, *about))

    return parts


def last_word(compiler: Compiler, selected: Selected) -> list[Part]:
    return [Hole(lambda run, page: last_words(run, page, page.states))]


def last_words(run: Run, page: Page, states: Numbers) -> Sequence[bytes]:
    """The last word of each state up to the day of the page."""
    return of_each(run.world.states.last_words(states, page.days), day_written)


@lru_cache(_DAYS_WRITTEN)
def day_written(ordinal: int) -> bytes:
    """A day by its ordinal, 0 being null."""
    return encode(date.fromordinal(ordinal).isoformat()) if ordinal else NULL


def _rows(run: Run, states: Numbers) -> Iterator[StateRow]:
    return map(run.world.states.row, states.tolist())


def _holder(compiler: Compiler, selected: Selected) -> Writer:
    return read_first(attrgetter("holder"), actor_writer(compiler, selected))


def _sentence(run: Run, subject: Subject, row: StateRow, policy: Policy) -> str:
    held, actors = without_claims(row), run.world.actors
    names = {id: actors[id].name for id in actors_named(held) if id in actors}
    return why_text(held, policy, names, subject)


_READ: dict[str, Callable[[StateRow], Any]] = {
    "status": lambda row: status_held(row.holder),
    "direction": lambda row: direction_held(row.level),
}
CONTROL_FIELDS: dict[str, PartsHandler] = {
    "holder": holder,
    "alternatives": alternatives,
    "why": why(HOLDER),
    "lastWord": last_word,
}
STATUS_FIELDS: dict[str, PartsHandler] = {"why": why(STATUS, Policy.AGAINST_INTEREST), "lastWord": last_word}
"""Nobody's interest is asked for a status: its sentence is that of the default policy."""
