"""A developer who reads only the schema finds a description of everything in it."""

from collections.abc import Iterator

from graphql import GraphQLNamedType, build_schema, is_introspection_type, is_specified_scalar_type

from api.graphql import schema


def undescribed(kind: GraphQLNamedType) -> Iterator[str]:
    """The type, its fields, their arguments and its values, as far as they have no description."""
    if not kind.description:
        yield kind.name
    for name, value in getattr(kind, "values", {}).items():
        if not value.description:
            yield f"{kind.name}.{name}"
    for name, field in getattr(kind, "fields", {}).items():
        if not field.description:
            yield f"{kind.name}.{name}"
        for argument, described in getattr(field, "args", {}).items():
            if not described.description:
                yield f"{kind.name}.{name}({argument}:)"


def test_everything_in_the_schema_has_a_description() -> None:
    kinds = build_schema(schema.sdl()).type_map.values()
    ours = [kind for kind in kinds if not is_introspection_type(kind) and not is_specified_scalar_type(kind)]

    assert [missing for kind in ours for missing in undescribed(kind)] == []
