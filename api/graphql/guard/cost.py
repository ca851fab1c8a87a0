"""What a query may cost: one rule, linear in the length of the query, checked before anything else looks at it.

The cost is the number of fields that the answer may have. A field counts once for every item of every list that it
lies under: `first` says how many that is, or `from`, `to` and `step` (a series of one place has an item a day), and
`LIST_ITEMS_ASSUMED` where there is none of these.
Each fragment is visited once and its cost remembered, so spreading a fragment often or deeply costs no time here, only
cost. Aliases need no rule of their own: every alias is a field.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLField,
    GraphQLInterfaceType,
    GraphQLNamedType,
    GraphQLObjectType,
    GraphQLSchema,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
)

from api import limits
from domain.history.steps import number_of_days
from domain.values.terms import Step


class Cost(NamedTuple):
    fields: int
    depth: int


NOTHING = Cost(0, 0)
_PERIOD = {"from", "to", "step"}
_BY_DAY = {"from", "to", "place"}


def cost_of(schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]) -> int:
    """What the query costs. Raises GraphQLError where that is too much."""
    meter = _Meter(schema, document, variables)
    try:
        fields = meter.operations()
    except _TooDeep:
        deepest = limits.QUERY_DEPTH_MAX
        message = f"the query nests deeper than {deepest} levels: ask in several queries"
        raise _error("QUERY_TOO_DEEP", message) from None
    if fields > limits.QUERY_COST_MAX:
        raise _error(
            "QUERY_TOO_COSTLY",
            f"the answer may have {fields:,} fields, {limits.QUERY_COST_MAX:,} at most: "
            "ask for smaller pages (`first`) or for less under each item",
        )
    return fields


def _error(code: str, message: str) -> GraphQLError:
    return GraphQLError(message, extensions={"code": code})


def _given(node: FieldNode, argument: str) -> Any:
    return next((a.value for a in node.arguments or () if a.name.value == argument), None)


def _defaults(document: DocumentNode) -> dict[str, Any]:
    """What variables are where they are not given, as far as it matters here: a word or a number."""
    operations = (d for d in document.definitions if isinstance(d, OperationDefinitionNode))
    given = ((v.variable.name.value, v.default_value) for o in operations for v in o.variable_definitions or ())
    return {name: _plain(value) for name, value in given if hasattr(value, "value")}


def _plain(value: Any) -> Any:
    return int(value.value) if isinstance(value, IntValueNode) and len(value.value) < 10 else value.value


class _TooDeep(Exception):
    pass


class _Meter:
    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any]):
        self._schema, self._document = schema, document
        self._variables = {**_defaults(document), **variables}
        self._fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
        self._known: dict[str, Cost] = {}

    def operations(self) -> int:
        # Fragments that nothing spreads are measured too: validation walks them.
        for name in self._fragments:
            self._fragment(name, 0)
        return sum(
            self._selections(definition.selection_set, self._schema.get_root_type(definition.operation), 1).fields
            for definition in self._document.definitions
            if isinstance(definition, OperationDefinitionNode)
        )

    def _selections(self, node: SelectionSetNode | None, parent: GraphQLNamedType | None, level: int) -> Cost:
        if node is None:
            return NOTHING
        if level > limits.QUERY_DEPTH_MAX:
            raise _TooDeep
        costs = [self._selection(selection, parent, level) for selection in node.selections]
        return Cost(sum(c.fields for c in costs), 1 + max((c.depth for c in costs), default=0))

    def _selection(self, node: Any, parent: GraphQLNamedType | None, level: int) -> Cost:
        if isinstance(node, FieldNode):
            return self._field(node, parent, level)
        if isinstance(node, FragmentSpreadNode):
            return self._fragment(node.name.value, level)
        condition = node.type_condition
        return self._selections(node.selection_set, self._type(condition) if condition else parent, level + 1)

    def _fragment(self, name: str, level: int) -> Cost:
        if name not in self._known:
            # Until it is measured it counts for nothing: a fragment within itself is refused later, by validation.
            self._known[name] = NOTHING
            if fragment := self._fragments.get(name):
                self._known[name] = self._selections(
                    fragment.selection_set, self._type(fragment.type_condition), level + 1
                )
        if level + self._known[name].depth > limits.QUERY_DEPTH_MAX:
            raise _TooDeep
        return self._known[name]

    def _field(self, node: FieldNode, parent: GraphQLNamedType | None, level: int) -> Cost:
        field = self._definition(parent, node.name.value)
        kind = get_named_type(field.type) if field else None
        below = self._selections(node.selection_set, kind, level + 1)
        return Cost(1 + self._items(node, field, parent) * below.fields, below.depth)

    def _items(self, node: FieldNode, field: GraphQLField | None, parent: GraphQLNamedType | None) -> int:
        """How many items the field's selections apply to."""
        if field is None:
            return 1
        if "first" in field.args:
            return self._first(node, field)
        counted_by = _PERIOD if "step" in field.args else _BY_DAY
        if field.args.keys() >= counted_by and is_list_type(get_nullable_type(field.type)):
            return self._steps(node, field)
        # A page's edges and nodes have been counted by the `first` of the page.
        in_page = parent is not None and parent.name.endswith("Connection")
        return limits.LIST_ITEMS_ASSUMED if is_list_type(get_nullable_type(field.type)) and not in_page else 1

    def _first(self, node: FieldNode, field: GraphQLField) -> int:
        # A page larger than the largest is refused when it is asked for, with that reason.
        return min(max(1, self._asked(node, field)), limits.PAGE_ITEMS_MAX)

    def _steps(self, node: FieldNode, field: GraphQLField) -> int:
        # A period that cannot be read, or is too long, is refused when it is asked for, with that reason.
        try:
            first, last = (date.fromisoformat(self._word(node, field, name)) for name in ("from", "to"))
            step = Step(self._word(node, field, "step")) if "step" in field.args else Step.DAY
            steps = number_of_days(first, last, step)
        except ValueError:
            return limits.STEPS_MAX
        return min(max(1, steps), limits.STEPS_MAX)

    def _word(self, node: FieldNode, field: GraphQLField, name: str) -> str:
        given = _given(node, name)
        if isinstance(given, VariableNode):
            return str(self._variables.get(given.name.value))
        return str(field.args[name].default_value if given is None else getattr(given, "value", None))

    def _asked(self, node: FieldNode, field: GraphQLField) -> int:
        given = _given(node, "first")
        if isinstance(given, IntValueNode) and len(given.value) < 10:
            return int(given.value)
        if isinstance(given, VariableNode):
            value = self._variables.get(given.name.value)
            return value if isinstance(value, int) else limits.PAGE_ITEMS_MAX
        default = field.args["first"].default_value
        return default if isinstance(default, int) else limits.PAGE_ITEMS_MAX

    def _type(self, condition: Any) -> GraphQLNamedType | None:
        return self._schema.get_type(condition.name.value)

    def _definition(self, parent: GraphQLNamedType | None, name: str) -> GraphQLField | None:
        if not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
            return None
        return self._schema.get_field(parent, name)
