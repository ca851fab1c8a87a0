"""Whether a document is valid, by the rules of GraphQL's specification and Strawberry's own."""

from graphql import DocumentNode, GraphQLError, GraphQLSchema, ValuesOfCorrectTypeRule, specified_rules, validate
from graphql.validation.rules import overlapping_fields_can_be_merged
from strawberry.schema.validation_rules.maybe_null import MaybeNullValidationRule
from strawberry.schema.validation_rules.one_of import OneOfInputValidationRule

from api import limits
from api.graphql.guard.literals import LiteralsRule

overlapping_fields_can_be_merged.MAX_COMPLEXITY_BUDGET = limits.VALIDATION_COMPARISONS_MAX
_SPECIFIED = tuple(LiteralsRule if rule is ValuesOfCorrectTypeRule else rule for rule in specified_rules)
_RULES = (*_SPECIFIED, MaybeNullValidationRule, OneOfInputValidationRule)


def validate_document(schema: GraphQLSchema, document: DocumentNode) -> list[GraphQLError]:
    """What is wrong with it, up to as many errors as are shown: each takes a millisecond to find what was meant."""
    return validate(schema, document, _RULES, max_errors=limits.ERRORS_SHOWN_MAX)
