"""The compiled lane: a question as text in, the bytes of the whole answer out."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from graphql import DocumentNode, GraphQLError, GraphQLSchema, OperationDefinitionNode, OperationType, parse
from graphql.execution.values import VariableValues, get_variable_values

from api import limits
from api.graphql.guard.operations import PARSE_OPTIONS
from api.graphql.guard.validation import validate_document
from api.graphql.lane.compiling import Compiler
from api.graphql.lane.documents import Document, Documents
from api.graphql.lane.memos import Budget
from api.graphql.lane.roots import root_writer
from api.graphql.lane.run import Moved, NotCovered, RootWriter, Run
from api.graphql.lane.turns import Turn
from service.asking.pins import Pin
from service.asking.refusals import ClientError
from store.db.errors import StoreError
from store.read.kernel.kernel import Kernel
from store.read.log_sizes import LogSizes

_ATTEMPTS = 3
"""In a log that grows meanwhile."""


class Answer(NamedTuple):
    """`body`: the JSON of the response. `position`: where it stands in the log. `pin`: what fixes it. `price`: of the
    question, by the rule for costs.
    """

    body: bytes
    position: int
    pin: Pin
    price: int


class Plan(NamedTuple):
    """An operation that the lane answers: its root fields in order, each with the beginning of its text."""

    operation: OperationDefinitionNode
    roots: list[tuple[bytes, RootWriter]]


class Lane:
    """One for each schema and kernel; `sizes` are those of the log, by which questions are priced."""

    def __init__(
        self, schema: GraphQLSchema, documents: Documents, kernel: Kernel, sizes: Callable[[], Awaitable[LogSizes]]
    ):
        self._schema, self._documents, self._kernel, self._sizes = schema, documents, kernel, sizes
        self._budget = Budget()
        self._heavy = Turn(asyncio.Lock())
        """Of questions that take long: a short one waits for a part of one of them, and not for all."""

    async def answer(
        self, query: str, variables: Mapping[str, Any] | None = None, operation_name: str | None = None
    ) -> Answer | None:
        """The answer, the same bytes as by graphql-core; None where the lane does not cover all of the question."""
        given = dict(variables or {})
        document = self._parsed(query)
        if document is None or _operation(document.node, operation_name) is None:
            return None
        price = self._price(document, given, await self._sizes())
        plan = None if price is None else self._plan(query, document, operation_name)
        if plan is None or price is None:
            return None
        values = get_variable_values(self._schema, plan.operation.variable_definitions or (), given)
        if isinstance(values, list):
            return None
        turn = self._heavy if price >= limits.LANE_HEAVY_COST_MIN else Turn()
        async with turn:
            for left in reversed(range(_ATTEMPTS)):
                with suppress(Moved):
                    return await self._asked(plan, values, price, turn, in_one_go=not left)
        return None

    async def _asked(
        self, plan: Plan, values: VariableValues, price: int, turn: Turn, in_one_go: bool
    ) -> Answer | None:
        """Raises Moved."""
        try:
            world = await self._kernel.world()
            return await _answered(plan, Run(self._kernel, world, values, turn, in_one_go), price) if world else None
        except Moved:
            raise
        except (NotCovered, ClientError, GraphQLError, StoreError):
            # graphql-core answers, or says what is wrong in its own words.
            return None

    def _parsed(self, query: str) -> Document | None:
        document = self._documents.get(query)
        if document is None:
            try:
                document = self._documents.keep(query, parse(query, **PARSE_OPTIONS))
            except GraphQLError:
                return None
        return document

    def _price(self, document: Document, variables: dict[str, Any], sizes: LogSizes) -> int | None:
        """What it costs; None where that is too much, or the document is not valid. The price is asked first, since
        validation takes much longer.
        """
        price = document.prices.price(self._schema, variables, sizes)
        if price is not None and document.errors is None:
            document.errors = validate_document(self._schema, document.node)
        return None if document.errors else price

    def _plan(self, query: str, document: Document, name: str | None) -> Plan | None:
        if name not in document.plans:
            document.plans[name] = self._compiled(query, document.node, name)
        return document.plans[name]

    def _compiled(self, query: str, document: DocumentNode, name: str | None) -> Plan | None:
        operation = _operation(document, name)
        # A directive may leave fields out, by a variable.
        if operation is None or "@" in query:
            return None
        compiler = Compiler(self._schema, document, operation)
        try:
            roots = [
                (root.begun(number), root_writer(compiler, root, self._budget))
                for number, root in enumerate(compiler.roots())
            ]
        except (NotCovered, GraphQLError):
            return None
        return Plan(operation, roots)


async def _answered(plan: Plan, run: Run, price: int) -> Answer:
    pieces = [b'{"data":']
    for number, (begun, write) in enumerate(plan.roots):
        if number:
            await run.let_others_go_on()
        pieces += begun, await write(run)
    pieces.append(b'},"extensions":{"position":%d}}' % run.stands_at)
    return Answer(b"".join(pieces), run.stands_at, run.pins.loosest, price)


def _operation(document: DocumentNode, name: str | None) -> OperationDefinitionNode | None:
    """The query to answer; None where it is another operation, or not known which."""
    operations = [node for node in document.definitions if isinstance(node, OperationDefinitionNode)]
    chosen = [node for node in operations if name is None or (node.name and node.name.value == name)]
    if len(chosen) != 1 or chosen[0].operation is not OperationType.QUERY:
        return None
    return chosen[0]
