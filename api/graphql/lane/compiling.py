"""Selections of an operation, as GraphQL collects them, into functions that write JSON.

Order, fragments and merged fields are graphql-core's own doing, and so are arguments and the values of leaves.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from graphql import (
    DocumentNode,
    FragmentDefinitionNode,
    GraphQLField,
    GraphQLFloat,
    GraphQLObjectType,
    GraphQLSchema,
    ListValueNode,
    ObjectValueNode,
    OperationDefinitionNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_list_type,
)
from graphql.execution.collect_fields import FieldDetails, FragmentDetails, collect_fields, collect_subfields
from graphql.execution.values import VariableValues, get_argument_values

from api.graphql.lane.covered import COVERED
from api.graphql.lane.run import NotCovered, Run
from service.json_text import encode

Writer = Callable[[Run, Any], bytes]
"""Writes the value of a field of what it is given."""
Arguments = Callable[[Run], Mapping[str, Any]]
NULL = b"null"
_VALUES_KEPT = 2_000
"""Of each leaf."""
_NO_VARIABLES = VariableValues({}, {})


class Selected(NamedTuple):
    """A field of the answer: `key` is its name there, `details` every place of the document that asks for it."""

    key: str
    name: str
    parent: GraphQLObjectType
    field: GraphQLField
    details: Sequence[FieldDetails]

    @property
    def prefix(self) -> bytes:
        return encode(self.key) + b":"

    def begun(self, number: int) -> bytes:
        """What stands before its value, where it is the field with this number of its object."""
        return (b"," if number else b"{") + self.prefix

    @property
    def attribute(self) -> str:
        """The attribute of the Python object that has the value of this field."""
        return self.field.extensions["strawberry-definition"].python_name


Handler = Callable[["Compiler", Selected], Writer]


class Compiler:
    """Of one operation, which has been found valid and has no directives."""

    def __init__(self, schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode):
        self._schema, self._operation = schema, operation
        self._fragments = {
            definition.name.value: FragmentDetails(definition)
            for definition in document.definitions
            if isinstance(definition, FragmentDefinitionNode)
        }

    def roots(self) -> list[Selected]:
        """The fields of the whole answer, in order. Raises NotCovered."""
        root = self._schema.query_type
        assert root, "the schema has queries"
        collected = collect_fields(self._schema, self._fragments, _NO_VARIABLES, root, self._operation)
        return self._selected(root, collected.grouped_field_set)

    def below(self, selected: Selected) -> list[Selected]:
        """The fields of the object that a field gives, in order. Raises NotCovered."""
        kind = get_named_type(selected.field.type)
        if not isinstance(kind, GraphQLObjectType):
            raise NotCovered
        details = [*selected.details]
        collected = collect_subfields(self._schema, self._fragments, _NO_VARIABLES, self._operation, kind, details)
        return self._selected(kind, collected.grouped_field_set)

    def _selected(self, parent: GraphQLObjectType, groups: Mapping[str, Sequence[FieldDetails]]) -> list[Selected]:
        names = {key: details[0].node.name.value for key, details in groups.items()}
        if not {*names.values()} <= {*COVERED.get(parent.name, ()), "__typename"}:
            raise NotCovered
        fields = {key: self._schema.get_field(parent, name) for key, name in names.items()}
        return [Selected(key, names[key], parent, field, groups[key]) for key, field in fields.items() if field]


def arguments(selected: Selected) -> Arguments:
    """The arguments of a field, worked out once where they name no variable. Raises GraphQLError."""
    node, field = selected.details[0].node, selected.field
    if not any(_names_variable(argument.value) for argument in node.arguments or ()):
        fixed = get_argument_values(field, node, _NO_VARIABLES)
        return lambda run: fixed
    return lambda run: get_argument_values(field, node, run.variables)


def leaf(selected: Selected, read: Callable[[Any], Any] | None = None) -> Writer:
    """The writer of a field without fields of its own; `read` gives its value, otherwise an attribute has it."""
    if selected.name == "__typename":
        return constant(encode(selected.parent.name))
    read = read or attrgetter(selected.attribute)
    written = _written(selected.field.type)
    return lambda run, subject: written(read(subject))


def reading(read: Callable[[Any], Any]) -> Handler:
    """The handler of a leaf whose value is read in a way of its own."""
    return lambda compiler, selected: leaf(selected, read)


def constant(written: bytes) -> Writer:
    return lambda run, subject: written


def object_of(compiler: Compiler, selected: Selected, handlers: Mapping[str, Handler]) -> Writer:
    """The writer of an object, None being null. What has no handler is a leaf that an attribute has."""
    members = [
        (below.begun(number), handlers.get(below.name, _leaf)(compiler, below))
        for number, below in enumerate(compiler.below(selected))
    ]

    def write(run: Run, subject: Any) -> bytes:
        if subject is None:
            return NULL
        pieces: list[bytes] = []
        for begun, member in members:
            pieces += begun, member(run, subject)
        pieces.append(b"}")
        return b"".join(pieces)

    return write


def list_of(item: Writer) -> Writer:
    """The writer of a list of what another writes."""
    return lambda run, subjects: b"[" + b",".join([item(run, subject) for subject in subjects]) + b"]"


def read_first(read: Callable[[Any], Any], write: Writer) -> Writer:
    """A writer of what is read from the subject."""
    return lambda run, subject: write(run, read(subject))


def _leaf(compiler: Compiler, selected: Selected) -> Writer:
    return leaf(selected)


def _written(kind: Any) -> Callable[[Any], bytes]:
    """Writes values of a leaf. Those that many places share are written once."""
    serialized = _serializer(kind)

    def written(value: Any) -> bytes:
        return encode(serialized(value))

    inner = get_nullable_type(kind)
    # 0.0 and -0.0 would be taken for the same, and a list is no key.
    repeats = inner is not GraphQLFloat and not is_list_type(inner)
    return lru_cache(_VALUES_KEPT)(written) if repeats else written


def _serializer(kind: Any) -> Callable[[Any], Any]:
    inner = get_nullable_type(kind)
    if is_list_type(inner):
        item = _serializer(inner.of_type)
        return lambda values: None if values is None else [item(value) for value in values]
    return lambda value: None if value is None else inner.coerce_output_value(value)


def _names_variable(value: Any) -> bool:
    match value:
        case VariableNode():
            return True
        case ListValueNode(values=values):
            return any(map(_names_variable, values))
        case ObjectValueNode(fields=fields):
            return any(_names_variable(field.value) for field in fields)
    return False
