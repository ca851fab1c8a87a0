"""Literals that are of the type where they stand, and that can be read at all."""

from collections.abc import Iterator
from math import isinf

from graphql import (
    FloatValueNode,
    GraphQLError,
    GraphQLInputType,
    IntValueNode,
    ListValueNode,
    ObjectValueNode,
    ValueNode,
    ValuesOfCorrectTypeRule,
    VisitorAction,
)
from graphql.language import SKIP


class LiteralsRule(ValuesOfCorrectTypeRule):
    """A value that is not of its type is the caller's input that is bad, whether it was a literal or a variable.

    Numbers that no double can keep are refused before any scalar reads them: Python reads no integer of thousands of
    digits, and makes an infinity of 1e400. JSON with such numbers is refused in the same words: json_text.py.
    """

    def is_valid_value_node(self, node: ValueNode, input_type: GraphQLInputType | None) -> VisitorAction:
        for number in _numbers(node):
            if isinf(float(number.value)):
                self.report_error(GraphQLError("a number is larger than any that can be kept", number))
                return SKIP
        return super().is_valid_value_node(node, input_type)

    def report_error(self, error: GraphQLError) -> None:
        error.extensions = {"code": "BAD_USER_INPUT", **(error.extensions or {})}
        super().report_error(error)


def _numbers(node: ValueNode) -> Iterator[IntValueNode | FloatValueNode]:
    """All in a literal. The parser has bounded how deep it is."""
    match node:
        case IntValueNode() | FloatValueNode():
            yield node
        case ListValueNode(values=values):
            for value in values:
                yield from _numbers(value)
        case ObjectValueNode(fields=fields):
            for field in fields:
                yield from _numbers(field.value)
