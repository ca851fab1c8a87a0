"""Prices of documents, kept for the variables that they depend on: the rule of graphql-core's path walks the whole
document for each question.

A question about one day costs the same on every day. So where one field alone has a day, a variable that is used as
this day and nowhere else is left out.
"""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    GraphQLError,
    GraphQLSchema,
    Node,
    OperationDefinitionNode,
    VariableNode,
)

from api.graphql.guard import cost
from store.read.log_sizes import LogSizes

_DAYS = ("date", "asOf")
_KEPT_MAX = 200


class KeptPrices:
    """What one document costs, by variables, for a log of the sizes asked about last."""

    def __init__(self, document: DocumentNode):
        self._document = document
        self._ignored = _without_a_part(document)
        self._kept: dict[str, int | None] = {}
        self._kept_for: LogSizes | None = None

    def price(self, schema: GraphQLSchema, variables: Mapping[str, Any], sizes: LogSizes) -> int | None:
        """None where it costs too much."""
        if self._kept_for is not sizes or len(self._kept) >= _KEPT_MAX:
            self._kept, self._kept_for = {}, sizes
        matter = {name: value for name, value in variables.items() if name not in self._ignored}
        key = json.dumps(matter, sort_keys=True) if matter else ""
        if key not in self._kept:
            self._kept[key] = self._measured(schema, variables, sizes)
        return self._kept[key]

    def _measured(self, schema: GraphQLSchema, variables: Mapping[str, Any], sizes: LogSizes) -> int | None:
        try:
            return cost.cost_of(schema, self._document, variables, sizes)
        except GraphQLError:
            return None


def _without_a_part(document: DocumentNode) -> frozenset[str]:
    """The variables that have no part in the price."""
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    if len(operations) != 1 or len(operations[0].selection_set.selections) != 1:
        return frozenset()
    arguments = [
        (argument.name.value, argument.value)
        for node in _nodes(document)
        if isinstance(node, FieldNode)
        for argument in node.arguments or ()
    ]
    days = [value for name, value in arguments if name in _DAYS]
    if len(days) != 1 or not isinstance(days[0], VariableNode):
        return frozenset()
    day = days[0].name.value
    uses = [node for _, value in arguments for node in _nodes(value) if isinstance(node, VariableNode)]
    return frozenset({day}) if sum(node.name.value == day for node in uses) == 1 else frozenset()


def _nodes(node: Node) -> Iterator[Node]:
    """A node and everything below it."""
    waiting = [node]
    while waiting:
        node = waiting.pop()
        yield node
        for name in node.keys:
            below = getattr(node, name, None)
            waiting += below if isinstance(below, list | tuple) else [below] if isinstance(below, Node) else []
