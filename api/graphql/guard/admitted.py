"""A stream goes on for as long as the token is good with which it was begun."""

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing
from typing import Any

from graphql import GraphQLError
from strawberry.types import ExecutionResult

from api.graphql.context import Context
from api.http.auth import Access, NotAllowed
from api.http.authentication import audit_refusal


def refusal_error(refusal: NotAllowed) -> GraphQLError:
    return GraphQLError(refusal.message, extensions={"code": refusal.code})


async def while_admitted(results: AsyncGenerator[Any], context: Context) -> AsyncGenerator[Any]:
    """The results, each only if its receiver's token is good at that moment; then why not, and the end."""
    assert context.access, "whoever has a token has been asked for it"
    async with aclosing(results):
        async for result in _checked(results, context.access, context):
            yield result


async def _checked(results: AsyncIterator[Any], access: Access, context: Context) -> AsyncIterator[Any]:
    while True:
        try:
            async with asyncio.timeout(access.seconds_left(context.caller)) as until_the_end:
                result = await anext(results)
        except StopAsyncIteration:
            return
        except TimeoutError:
            if not until_the_end.expired():
                raise
            result = None
        context.caller = await access.again(context.caller)
        if refusal := context.caller.refusal:
            audit_refusal(refusal, door="stream", by=context.caller.principal.name)
            yield ExecutionResult(data=None, errors=[refusal_error(refusal)])
            return
        if result is not None:
            yield result
