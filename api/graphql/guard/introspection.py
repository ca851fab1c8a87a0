"""How many items the lists of a schema have, for what an introspection may cost."""

from collections.abc import Sequence, Sized
from functools import lru_cache

from graphql import GraphQLSchema


def items(schema: GraphQLSchema, field: str) -> int:
    """Of a field of the types `__Schema`, `__Type` and so on: all types, and on average of those that have any.

    Arguments: on average of all fields.
    """
    return _sizes(schema).get(field, 1)


@lru_cache(maxsize=8)
def _sizes(schema: GraphQLSchema) -> dict[str, int]:
    types = schema.type_map.values()
    fields = [[*getattr(kind, "fields", {}).values()] for kind in types]
    arguments = [getattr(field, "args", ()) for own in fields for field in own] or [()]
    return {
        "types": len(schema.type_map),
        "directives": len(schema.directives),
        "fields": _average(fields),
        "inputFields": _average(fields),
        "args": -(-sum(map(len, arguments)) // len(arguments)),
        "enumValues": _average([getattr(kind, "values", ()) for kind in types]),
        "interfaces": _average([getattr(kind, "interfaces", ()) for kind in types]),
        "possibleTypes": max((len(getattr(kind, "types", ())) for kind in types), default=1),
    }


def _average(lists: Sequence[Sized]) -> int:
    sizes = [len(one) for one in lists if len(one)]
    return -(-sum(sizes) // max(1, len(sizes)))
