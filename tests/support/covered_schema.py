"""The part of the schema that the compiled lane covers, as a schema of its own, to draw operations from."""

from graphql import (
    GraphQLArgument,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLSchema,
    get_named_type,
    is_required_argument,
)

from api.graphql.lane.covered import COVERED
from api.graphql.types.column_scalars import COLUMN_SCALARS

LEFT_OUT = ("code", "edition")
"""Arguments that the lane leaves to graphql-core."""
COLUMN_NAMES = [scalar.name for scalar in COLUMN_SCALARS.values()]
_SCALARS = {"ID": "Id", "Int": "Size", "String": "Cursor"}
"""Scalars of arguments under names of their own, so that each gets values that make sense."""


def covered_sdl(schema: GraphQLSchema) -> str:
    types = [_object(schema, name, fields) for name, fields in COVERED.items()]
    enums = [_enum(kind) for kind in schema.type_map.values() if isinstance(kind, GraphQLEnumType)]
    scalars = [*_SCALARS.values(), "Date", "DateTime", "Position", "Edtf", "Columns", *COLUMN_NAMES]
    return "\n".join([*types, *enums, _input(schema), *(f"scalar {name}" for name in scalars)])


def _object(schema: GraphQLSchema, name: str, fields: tuple[str, ...]) -> str:
    known = schema.type_map[name].fields
    lines = [f"  {field}{_arguments(known[field].args)}: {known[field].type}" for field in fields]
    return "\n".join([f"type {name} {{", *lines, "}"])


def _arguments(arguments: dict[str, GraphQLArgument]) -> str:
    shown = [f"{name}: {_renamed(argument)}" for name, argument in arguments.items() if name not in LEFT_OUT]
    return f"({', '.join(shown)})" if shown else ""


def _renamed(argument: GraphQLArgument) -> str:
    name = get_named_type(argument.type).name
    shown = str(argument.type).replace(name, _SCALARS.get(name, name))
    return shown if is_required_argument(argument) else shown.rstrip("!")


def _enum(kind: GraphQLEnumType) -> str:
    return f"enum {kind.name} {{ {' '.join(kind.values)} }}"


def _input(schema: GraphQLSchema) -> str:
    kind = schema.type_map["SnapshotInput"]
    assert isinstance(kind, GraphQLInputObjectType)
    fields = "\n".join(f"  {name}: {field.type!s}" for name, field in kind.fields.items())
    return f"input SnapshotInput {{\n{fields}\n}}"
