"""The arguments of a field as they stand in a query: read without being checked, which is done later."""

from collections.abc import Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLField,
    IntValueNode,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    Undefined,
    VariableNode,
)


def variables_of(document: DocumentNode, variables: Mapping[str, Any]) -> dict[str, Any]:
    """The values of variables, with their defaults."""
    operations = (d for d in document.definitions if isinstance(d, OperationDefinitionNode))
    defaults = {
        v.variable.name.value: plain(v.default_value, {})
        for o in operations
        for v in o.variable_definitions or ()
        if v.default_value
    }
    return {**defaults, **variables}


class Given:
    """The arguments of one field; what is left out has its default."""

    def __init__(self, node: FieldNode, field: GraphQLField, variables: Mapping[str, Any]):
        self._arguments = {argument.name.value: argument.value for argument in node.arguments or ()}
        self._field, self._variables = field, variables

    def __call__(self, name: str) -> Any:
        """Words, numbers, and objects and lists of these; None where nothing is given."""
        if name in self._arguments:
            found = plain(self._arguments[name], self._variables)
            if found is not None or not isinstance(self._arguments[name], VariableNode):
                return found
        argument = self._field.args.get(name)
        default = None if argument is None or argument.default_value is Undefined else argument.default_value
        return getattr(default, "value", default)

    def word(self, name: str) -> str | None:
        found = self(name)
        return found if isinstance(found, str) else None


def plain(value: Any, variables: Mapping[str, Any]) -> Any:
    """What a literal means; of an object or a list, what is in it."""
    if isinstance(value, VariableNode):
        return variables.get(value.name.value)
    if isinstance(value, ObjectValueNode):
        return {field.name.value: plain(field.value, variables) for field in value.fields}
    if isinstance(value, IntValueNode):
        return int(value.value) if len(value.value) < 17 else None
    if isinstance(value, ListValueNode):
        return [plain(each, variables) for each in value.values]
    if isinstance(value, NullValueNode):
        return None
    return getattr(value, "value", None)
