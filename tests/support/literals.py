"""Documents that put one literal to every argument of a schema, and to every field of what is given to them."""

from collections import deque
from collections.abc import Iterator
from typing import Any, NamedTuple

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLField,
    GraphQLInputField,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    GraphQLSchema,
    get_named_type,
    is_composite_type,
    is_required_argument,
    is_required_input_field,
)

UNREADABLE = {
    "an integer of 5,000 digits": "9" * 5_000,
    "a negative one": "-" + "9" * 5_000,
    "one of 400 digits": "9" * 400,
    "an infinite float": "1e400",
    "a negative one of digits": "-" + "9" * 400 + ".5",
    "one in a list": f"[1, [{'9' * 5_000}]]",
    "one in an object": "{a: {b: [1e999]}}",
}
"""No scalar reads these."""
HOSTILE = {
    "a NUL": '"a\\u0000b"',
    "a lone surrogate, escaped": '"\\ud800"',
    "a lone surrogate": '"\ud800"',
    "bidirectional controls": '"\\u202eabc"',
    "a long string": f'"{"x" * 50_000}"',
    "a block string": '"""\n' + "  y\n" * 2_000 + '"""',
    "32 bits and one": "2147483648",
    "64 bits": "-9223372036854775809",
    "309 digits": "1" * 309,
    "the largest double": "1.7976931348623157e308",
    "nearly nothing": "1e-400",
    "minus nothing": "-0.0",
    "a deep list": "[" * 60 + "]" * 60,
    "a deep object": "{a: " * 60 + "1" + "}" * 60,
    "NaN": "NaN",
    "null": "null",
    "true": "true",
}
"""Some scalars take some of these."""
_FITTING = {"ID": '"x"', "String": '"x"', "Int": "1", "Float": "1.5", "Boolean": "true", "Position": "1"}
_DATES = dict.fromkeys(("Date", "Edtf", "Published"), '"2021-06-22"') | {"DateTime": '"2021-06-22T00:00:00Z"'}
_OTHERS = {"PlaceRef": '"x"', "GeoJSON": '{type: "Point", coordinates: [1, 2]}'}
_HOLE = "<>"
"""Stands where a literal is to be."""
_DEEPEST = 3
"""Input objects in input objects that are gone into: EventInput, the event, a count in it."""

Taker = GraphQLArgument | GraphQLInputField


class Slot(NamedTuple):
    """A root field with one argument, or one part of one, left open."""

    operation: str
    text: str
    kind: str

    def filled(self, literal: str) -> str:
        return self.text.replace(_HOLE, literal)


def slots(schema: GraphQLSchema) -> list[Slot]:
    """One for every argument that can be come to, and for every field of an input object below it."""
    roots = (("query", schema.query_type), ("mutation", schema.mutation_type))
    return [slot for name, root in roots if root for slot in _below(name, root)]


def documents(slots: list[Slot], literal: str, many: int) -> Iterator[str]:
    """Documents with the literal in `many` slots of one type each, so that one that is refused hides no other kind."""
    for kind in sorted({(slot.operation, slot.kind) for slot in slots}):
        alike = [slot.filled(literal) for slot in slots if (slot.operation, slot.kind) == kind]
        for start in range(0, len(alike), many):
            fields = (f"a{number}: {text}" for number, text in enumerate(alike[start : start + many]))
            yield f"{kind[0]} {{ {' '.join(fields)} }}"


def _below(operation: str, root: GraphQLObjectType) -> Iterator[Slot]:
    seen: set[str] = set()
    ways: deque[tuple[Any, str]] = deque([(root, _HOLE)])
    while ways:
        kind, way = ways.popleft()
        for name, field in kind.fields.items():
            for argument, taken, filling in _openings(field):
                text = f"{name}({_arguments(field, argument, filling)}){_selection(field)}"
                yield Slot(operation, way.replace(_HOLE, text), taken)
            below = get_named_type(field.type)
            if isinstance(below, GraphQLObjectType | GraphQLInterfaceType) and below.name not in seen:
                seen.add(below.name)
                given = _arguments(field)
                ways.append((below, way.replace(_HOLE, f"{name}{f'({given})' if given else ''} {{ {_HOLE} }}")))


def _openings(field: GraphQLField) -> Iterator[tuple[str, str, str]]:
    for name, argument in field.args.items():
        for kind, filling in _parts(argument, _DEEPEST):
            yield name, kind, filling


def _parts(taker: Taker, deep: int) -> Iterator[tuple[str, str]]:
    yield str(taker.type), _HOLE
    kind = get_named_type(taker.type)
    if isinstance(kind, GraphQLInputObjectType) and deep:
        for name, field in kind.fields.items():
            for part, filling in _parts(field, deep - 1):
                yield part, f"{{{_fields(kind, name, filling)}}}"


def _fields(kind: GraphQLInputObjectType, opened: str | None = None, filling: str = "") -> str:
    needed = [name for name, field in kind.fields.items() if is_required_input_field(field) and name != opened]
    given = [f"{name}: {_fitting(kind.fields[name])}" for name in needed]
    return ", ".join([*given, *([f"{opened}: {filling}"] if opened else [])])


def _arguments(field: GraphQLField, opened: str | None = None, filling: str = "") -> str:
    needed = [name for name, argument in field.args.items() if is_required_argument(argument) and name != opened]
    given = [f"{name}: {_fitting(field.args[name])}" for name in needed]
    return ", ".join([*given, *([f"{opened}: {filling}"] if opened else [])])


def _fitting(taker: Taker) -> str:
    kind = get_named_type(taker.type)
    if isinstance(kind, GraphQLEnumType):
        return next(iter(kind.values))
    if isinstance(kind, GraphQLInputObjectType) and kind.is_one_of:
        name, field = next(iter(kind.fields.items()))
        return f"{{{name}: {_fitting(field)}}}"
    if isinstance(kind, GraphQLInputObjectType):
        return f"{{{_fields(kind)}}}"
    return (_FITTING | _DATES | _OTHERS)[kind.name]


def _selection(field: GraphQLField) -> str:
    return " { __typename }" if is_composite_type(get_named_type(field.type)) else ""
