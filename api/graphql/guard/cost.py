"""What a query may cost: one rule, linear in the length of the query, checked before anything else looks at it.

The cost is that of the work (prices.py) and the number of fields that the answer may have. A field counts once for
every item of every list that it lies under: `first` says how many that is, or `ids`, or `from`, `to` and `step` (a
series of one place has an item a day), and `LIST_ITEMS_ASSUMED` where there is none of these; the lists of the schema
itself have as many as they have.
Each fragment is visited once and its cost remembered, so spreading a fragment often or deeply costs no time here, only
cost. Aliases need no rule of their own: every alias is a field.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
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
    OperationDefinitionNode,
    SelectionSetNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
)

from api import limits
from api.graphql.guard import introspection
from api.graphql.guard.given import Given, variables_of
from api.graphql.guard.price_terms import Map
from api.graphql.guard.prices import Prices
from domain.history.steps import number_of_days
from domain.values.terms import Step
from store.read.log_sizes import LogSizes


class Cost(NamedTuple):
    """`fields` is multiplied by the items of the lists above, `once` is not; `maps` wait for their coordinates."""

    fields: int
    depth: int
    once: int = 0
    maps: frozenset[Map] = frozenset()


NOTHING = Cost(0, 0)
_PERIOD = {"from", "to", "step"}
_BY_DAY = {"from", "to", "place"}


def cost_of(schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any], sizes: LogSizes) -> int:
    """What the query costs of a log of these sizes. Raises GraphQLError where that is too much."""
    meter = _Meter(schema, document, variables, sizes)
    try:
        cost = meter.operations()
    except _TooDeep:
        deepest = limits.QUERY_DEPTH_MAX
        message = f"the query nests deeper than {deepest} levels: ask in several queries"
        raise _error("QUERY_TOO_DEEP", message) from None
    whole = cost.fields + cost.once
    if whole > limits.QUERY_COST_MAX:
        raise _error("QUERY_TOO_COSTLY", _too_costly(whole, meter.folded))
    return whole


def _too_costly(cost: int, folded: int) -> str:
    whole = f"the query costs {cost:,}, {limits.QUERY_COST_MAX:,} at most"
    if folded > cost / 2:
        return (
            f"{whole}, and {folded:,} of that is the past of the log: `knownOn`, `knownAt` and an earlier `position` "
            "have the claims folded of all places with news since. Ask `within` a province, at fewer coordinates at a "
            "time, or without them"
        )
    return f"{whole}: ask for smaller pages (`first`), fewer days, or for less under each item"


def _error(code: str, message: str) -> GraphQLError:
    return GraphQLError(message, extensions={"code": code})


class _TooDeep(Exception):
    pass


class _Meter:
    def __init__(self, schema: GraphQLSchema, document: DocumentNode, variables: Mapping[str, Any], sizes: LogSizes):
        self._schema, self._document = schema, document
        self._variables = variables_of(document, variables)
        self._prices = Prices(sizes)
        self._fragments = {d.name.value: d for d in document.definitions if isinstance(d, FragmentDefinitionNode)}
        self._known: dict[str, Cost] = {}

    @property
    def folded(self) -> int:
        """How much of the cost is folding."""
        return self._prices.folded

    def operations(self) -> Cost:
        # Fragments that nothing spreads are measured too: validation walks them.
        for name in self._fragments:
            self._fragment(name, 0)
        return _together(
            self._selections(definition.selection_set, self._schema.get_root_type(definition.operation), 1)
            for definition in self._document.definitions
            if isinstance(definition, OperationDefinitionNode)
        )

    def _selections(self, node: SelectionSetNode | None, parent: GraphQLNamedType | None, level: int) -> Cost:
        if node is None:
            return NOTHING
        if level > limits.QUERY_DEPTH_MAX:
            raise _TooDeep
        _check_names(node)
        cost = _together(self._selection(selection, parent, level) for selection in node.selections)
        return cost._replace(depth=cost.depth + 1)

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
        if field is None or parent is None:
            return below._replace(fields=1 + below.fields)
        given = Given(node, field, self._variables)
        price = self._prices.price(parent.name, node.name.value, given, below.maps)
        fields = 1 + price.units + self._items(node, field, parent, given) * below.fields
        return Cost(fields, below.depth, below.once + price.once, price.maps)

    def _items(self, node: FieldNode, field: GraphQLField, parent: GraphQLNamedType, given: Given) -> int:
        """How many items the field's selections apply to."""
        if parent.name.startswith("__"):
            return introspection.items(self._schema, node.name.value)
        if "first" in field.args:
            # A page larger than the largest is refused when it is asked for, with that reason.
            first = given("first")
            return min(max(1, first if isinstance(first, int) else limits.PAGE_ITEMS_MAX), limits.PAGE_ITEMS_MAX)
        if (items := self._prices.items(parent.name, node.name.value)) is not None:
            return items
        if "ids" in field.args:
            ids = given("ids")
            return min(max(1, len(ids)), limits.PAGE_ITEMS_MAX) if isinstance(ids, list) else 1
        is_list = is_list_type(get_nullable_type(field.type))
        if is_list and field.args.keys() >= (_PERIOD if "step" in field.args else _BY_DAY):
            return _steps(field, given)
        # A page's edges and nodes have been counted by the `first` of the page.
        return limits.LIST_ITEMS_ASSUMED if is_list and not parent.name.endswith("Connection") else 1

    def _type(self, condition: Any) -> GraphQLNamedType | None:
        return self._schema.get_type(condition.name.value)

    def _definition(self, parent: GraphQLNamedType | None, name: str) -> GraphQLField | None:
        if not isinstance(parent, GraphQLObjectType | GraphQLInterfaceType):
            return None
        return self._schema.get_field(parent, name)


def _together(costs: Iterable[Cost]) -> Cost:
    found = [*costs]
    maps = frozenset().union(*(cost.maps for cost in found))
    fields, once = sum(cost.fields for cost in found), sum(cost.once for cost in found)
    return Cost(fields, max((cost.depth for cost in found), default=0), once, maps)


def _check_names(node: SelectionSetNode) -> None:
    """Raises GraphQLError where one field is asked over and over: it is answered once, and validated many times."""
    names = Counter((one.alias or one.name).value for one in node.selections if isinstance(one, FieldNode))
    name, count = max(names.items(), key=lambda named: named[1], default=("", 0))
    if count > limits.SAME_NAME_MAX:
        message = f"`{name}` stands {count:,} times in one selection: ask it once, or give each an alias of its own"
        raise _error("QUERY_TOO_COSTLY", message)


def _steps(field: GraphQLField, given: Given) -> int:
    # A period that cannot be read, or is too long, is refused when it is asked for, with that reason.
    try:
        first, last = (date.fromisoformat(str(given(name))) for name in ("from", "to"))
        steps = number_of_days(first, last, Step(str(given("step"))) if "step" in field.args else Step.DAY)
    except ValueError:
        return limits.STEPS_MAX
    return min(max(1, steps), limits.STEPS_MAX)
