"""Selections of an object that stands in a template: its fields as parts."""

from collections.abc import Callable, Mapping

from api.graphql.lane.compiling import Compiler, Selected, Writer
from api.graphql.lane.templates import OfPlace, OfState, Part
from service.json_text import encode

PartsHandler = Callable[[Compiler, Selected], list[Part]]


def object_parts(
    compiler: Compiler, selected: Selected, handlers: Mapping[str, PartsHandler], leaf: PartsHandler
) -> list[Part]:
    """The parts of an object: `leaf` makes those of each field that has no handler."""
    parts: list[Part] = [b"{"]
    for number, below in enumerate(compiler.below(selected)):
        handler = handlers.get(below.name, leaf)
        written = [encode(below.parent.name)] if below.name == "__typename" else handler(compiler, below)
        parts += [b"," * bool(number) + below.prefix, *written]
    return [*parts, b"}"]


def on_place(write: Writer) -> OfPlace:
    """A piece from the row of a version."""
    return OfPlace(lambda run, version: write(run, run.world.gazetteer.row(version)))


def on_state(write: Writer) -> OfState:
    """A piece from the row of a state, whatever the policy."""
    return OfState(lambda run, state, policy: write(run, run.world.states.row(state)))
