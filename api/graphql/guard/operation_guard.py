"""What every operation passes: limits on its text and cost before it runs, one reading while it runs."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

from graphql import DocumentNode, GraphQLError, OperationDefinitionNode
from strawberry.extensions import SchemaExtension
from strawberry.types.graphql import OperationType

from api.graphql.guard import cost
from api.graphql.guard.admitted import refusal_error
from api.graphql.guard.min_position import min_position_asked
from api.graphql.guard.operations import PARSE_OPTIONS
from api.http.authentication import audit_refusal
from service.asking.refusals import ClientError


class OperationGuard(SchemaExtension):
    def on_operation(self) -> Iterator[None]:
        context = self.execution_context
        # Strawberry hands all of them on to graphql-core's parser, and names only one of its options.
        context.parse_options.update(PARSE_OPTIONS)  # type: ignore[typeddict-item]
        yield

    async def on_validate(self) -> AsyncIterator[None]:
        context = self.execution_context
        document = context.graphql_document
        assert document, "parsed before it is validated"
        # Before validation, which in a large query takes much longer than this.
        try:
            if refusal := self._which_operation(document) or self._credentials():
                raise refusal
            context.context.cost = cost.cost_of(
                context.schema._schema, document, context.variables or {}, await context.context.sizes()
            )
            if budget := context.context.budget:
                budget.check()
                budget.charge(context.context.cost)
        except GraphQLError as refusal:
            context.pre_execution_errors = [refusal]
        except ClientError as refusal:
            context.pre_execution_errors = [GraphQLError(refusal.message, extensions={"code": refusal.code})]
        yield

    def _which_operation(self, document: DocumentNode) -> GraphQLError | None:
        """GraphQL's own rule (specification, section 6.1); Strawberry would execute the first."""
        operations = [one for one in document.definitions if isinstance(one, OperationDefinitionNode)]
        if len(operations) == 1 or self.execution_context._provided_operation_name is not None:
            return None
        return GraphQLError("say with `operationName` which of the operations to execute")

    def _credentials(self) -> GraphQLError | None:
        """Credentials that are none are refused; a mutation does that in its answer: Denied."""
        context = self.execution_context
        refusal = context.context.caller.refusal
        if refusal is None or context.operation_type is OperationType.MUTATION:
            return None
        audit_refusal(refusal, door="graphql", by=context.context.caller.principal.name)
        return refusal_error(refusal)

    async def on_execute(self) -> AsyncIterator[None]:
        context = self.execution_context
        try:
            if context.operation_type is not OperationType.MUTATION:
                if wanted := self._min_position():
                    await context.context.reach(wanted)
                await context.context.read_anew()
            yield
        finally:
            # A subscription has only begun: schema.py closes for it.
            if context.operation_type is not OperationType.SUBSCRIPTION:
                await context.context.close()

    def _min_position(self) -> int:
        """What the header or the operation itself names as the least position of its answer."""
        context = self.execution_context
        document, named = context.graphql_document, context.context.min_position
        assert document, "parsed before it is executed"
        asked = min_position_asked(
            context.schema._schema, document, context._provided_operation_name, context.variables
        )
        return max(named, asked)

    async def on_stream_result(self, result: Any) -> AsyncIterator[None]:
        """However slowly it is taken, no connection to the database is kept for it."""
        await self.execution_context.context.rest()
        yield

    def get_results(self) -> dict[str, Any]:
        """Every answer states the position that it was computed at, and what there is to warn of."""
        context = self.execution_context.context
        found = {} if context.position is None else {"position": context.position}
        return found | ({"warnings": context.warnings} if context.warnings else {})
