"""What kind of operation a text has, before anything else is known of it."""

from typing import Any

from graphql import GraphQLError, OperationType, get_operation_ast, parse

from api import limits

PARSE_OPTIONS: dict[str, Any] = {
    "max_source_length": limits.QUERY_CHARS_MAX,
    "max_lexical_tokens": limits.QUERY_TOKENS_MAX,
    "max_comments": limits.QUERY_COMMENTS_MAX,
}
"""Of graphql-core's parser."""


def is_subscription(query: str, name: str | None) -> bool:
    """Whether the operation of this name, or the only one, is a subscription. False for what cannot be read."""
    if "subscription" not in query:
        return False
    try:
        operation = get_operation_ast(parse(query, **PARSE_OPTIONS), name)
    except (GraphQLError, RecursionError):
        return False
    return operation is not None and operation.operation is OperationType.SUBSCRIPTION
