"""The same questions over GraphQL, to compare: the command line may show more, and never anything else."""

import asyncio
from typing import Any

import httpx2

from api.app import create_app
from api.settings import Settings


def ask(url: str, query: str) -> Any:
    """The data that a server on the same database answers."""

    async def asked() -> Any:
        app = create_app(Settings(database_url=url, open_writes=True, allowed_hosts="timeline"))
        async with app.router.lifespan_context(app):
            transport = httpx2.ASGITransport(app=app)
            async with httpx2.AsyncClient(transport=transport, base_url="http://timeline") as client:
                return (await client.post("/graphql", json={"query": query})).json()

    found = asyncio.run(asked())
    assert "errors" not in found, found["errors"]
    return found["data"]


def as_asked(told: Any, answer: Any) -> Any:
    """Of what was told only the fields that the answer has."""
    if isinstance(answer, dict) and isinstance(told, dict):
        return {name: as_asked(told[name], inner) for name, inner in answer.items()}
    if isinstance(answer, list) and isinstance(told, list) and len(told) == len(answer):
        return [as_asked(one, other) for one, other in zip(told, answer, strict=True)]
    return told


EVENT = """
id position type version occurred earliest latest published recordedBy source { id publisher reliability }
attribution hedges credibility interest places { id name } incident note standing
"""
HELD = f"""
holder {{ id name }} level certainty since manner
basis {{ {EVENT} }} alternatives {{ holder {{ id name }} level claims {{ {EVENT} }} }}
"""
