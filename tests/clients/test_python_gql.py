"""The Python client gql, as it comes."""

from contextlib import aclosing

import pytest
from gql import Client, gql
from gql.transport.httpx import HTTPXAsyncTransport
from graphql import GraphQLError

from tests.clients.shown.python_gql import events, state


async def test_a_question_with_variables_is_checked_against_the_schema_and_answered(server: str) -> None:
    asked = {"place": "af-imam-sahib", "date": "2021-06-22"}

    now = await state(f"{server}/graphql", **asked)
    then = await state(f"{server}/graphql", **asked, knownOn="2021-06-20")

    assert now == {"asOf": {"place": {"holder": {"id": "taliban"}, "certainty": "ESTABLISHED"}}}
    assert then == {"asOf": {"place": {"holder": {"id": "government"}, "certainty": "ESTABLISHED"}}}


async def test_a_field_that_the_schema_has_not_is_refused_before_anything_is_sent(server: str) -> None:
    transport = HTTPXAsyncTransport(url=f"{server}/graphql")
    async with Client(transport=transport, fetch_schema_from_transport=True) as timeline:
        with pytest.raises(GraphQLError, match="weather"):
            await timeline.execute(gql("{ log { weather } }"))


async def test_the_log_is_followed_from_a_position(server: str) -> None:
    heard = []
    async with aclosing(events(f"{server}/graphql", after=2)) as following:
        async for event in following:
            heard.append(event["position"])
            if len(heard) == 3:
                break

    assert heard == [3, 4, 5]
