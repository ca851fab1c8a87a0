"""The query for one event with all its fields, whatever its type: made from the schema, so that none is forgotten."""

from functools import cache
from typing import Any

from graphql import GraphQLInterfaceType, GraphQLObjectType, GraphQLSchema, get_named_type

_LINKED = {"Actor": "id name", "Place": "id name", "Source": "id name", "Event": "id type"}
"""What a page needs of an object that has a page of its own, or a name."""
_DRAWN = "GeoJSON"
"""Outlines are thousands of numbers; the map draws them."""


def event_types(schema: GraphQLSchema) -> list[str]:
    """The names of all types of events, in the order of the alphabet."""
    return sorted(kind.name for kind in schema.get_possible_types(_event(schema)))


@cache
def event_document(schema: GraphQLSchema) -> str:
    event = _event(schema)
    parts = [_fragment(schema, kind, set(event.fields)) for kind in schema.get_possible_types(event)]
    return EVENT % " ".join(sorted(parts))


def _event(schema: GraphQLSchema) -> GraphQLInterfaceType:
    event = schema.type_map["Event"]
    assert isinstance(event, GraphQLInterfaceType)
    return event


EVENT = """query ($id: ID!) {
  event(id: $id) {
    __typename id type position version occurred published publishedAt recordedAt recordedBy
    attribution credibility hedges incident partOf copyOf note span
    places { id name }
    view { standing interest correctedBy { id } retractedBy { id } }
    source { id name publisher url reliability attribution licence }
    %s
  }
}"""


def _fragment(schema: GraphQLSchema, kind: GraphQLObjectType, shared: set[str]) -> str:
    """Fields are renamed by their type: fields of one name and different types cannot stand in one selection."""
    own = [
        f"{kind.name}_{name}: {name}{_selection(schema, field.type)}"
        for name, field in kind.fields.items()
        if name not in shared and get_named_type(field.type).name != _DRAWN
    ]
    return f"... on {kind.name} {{ {' '.join(own) or '__typename'} }}"


def _selection(schema: GraphQLSchema, of: Any) -> str:
    """The part of a field's text that selects from its objects; nothing for scalars."""
    kind = get_named_type(of)
    if not isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
        return ""
    if kind.name in _LINKED:
        return f" {{ __typename {_LINKED[kind.name]} }}"
    plain = [f"{name}{_selection(schema, field.type)}" for name, field in kind.fields.items() if not field.args]
    return f" {{ __typename {' '.join(plain)} }}"


def own_fields(event: dict[str, Any]) -> list[tuple[str, Any]]:
    """What only this type of event says, by the names of the schema; fields without a value are left out."""
    prefix = f"{event['__typename']}_"
    own = [(name.removeprefix(prefix), value) for name, value in event.items() if name.startswith(prefix)]
    return [(name, value) for name, value in own if value not in (None, [], "")]
