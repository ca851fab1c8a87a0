"""Selections of an object that stands in a template: its fields as parts."""

from collections.abc import Callable, Mapping

from api.graphql.lane.compiling import Compiler, Selected, Writer
from api.graphql.lane.run import Numbers
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
    return OfPlace(lambda run, versions: [write(run, run.world.gazetteer.row(each)) for each in versions.tolist()])


def on_state(write: Writer) -> OfState:
    """A piece from the row of a state, whatever the policy."""
    return OfState(lambda run, states, policy: [write(run, run.world.states.row(each)) for each in states.tolist()])


def of_each(numbers: Numbers, write: Callable[[int], bytes]) -> list[bytes]:
    """The text of each number, which is written once for all that are the same."""
    each = numbers.tolist()
    written = {number: write(number) for number in {*each}}
    return [*map(written.__getitem__, each)]
