"""The directive by which one operation names the least position that its answer has to have."""

from collections.abc import Mapping
from typing import Any

import strawberry
from graphql import DocumentNode, GraphQLSchema, OperationDefinitionNode, get_directive_values
from graphql.execution.values import get_variable_values
from strawberry.directive import DirectiveLocation

from api.graphql.types.scalars import Position

NAME = "minPosition"


@strawberry.directive(
    name=NAME,
    locations=[DirectiveLocation.QUERY, DirectiveLocation.SUBSCRIPTION],
    description="Answer only from a log that has come to `position`: what you have just recorded, say, where answers "
    "are read from a standby. It waits two seconds at most, and is then refused with POSITION_NOT_REACHED. The header "
    "`Timeline-Min-Position` asks for the same.",
)
def min_position(position: Position) -> None:
    """Read before the operation begins: `min_position_asked`. No field is changed by it."""


def min_position_asked(
    schema: GraphQLSchema, document: DocumentNode, name: str | None, variables: Mapping[str, Any] | None
) -> int:
    """The position that a validated operation names; 0 where it names none. Raises GraphQLError."""
    operation = _operation(document, name)
    if not operation or not any(each.name.value == NAME for each in operation.directives or ()):
        return 0
    directive = schema.get_directive(NAME)
    assert directive, "the schema has it"
    values = get_variable_values(schema, operation.variable_definitions or (), dict(variables or {}))
    if isinstance(values, list):
        return 0  # graphql-core says what is wrong with them
    asked = get_directive_values(directive, operation, values)
    return int(asked["position"]) if asked else 0


def _operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode | None:
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    return next((node for node in operations if name is None or (node.name and node.name.value == name)), None)
