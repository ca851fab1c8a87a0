"""Questions asked by GET, and what an answer tells caches of its lifetime."""

import json
from typing import Any

import httpx2

from tests.support.asking import Api

A_DAY = "public, max-age=86400, immutable"
A_YEAR = "public, max-age=31536000, immutable"
OPEN = "public, no-cache"
HEAD = "{ log { head } }"
STATE = "place(id: $place) { holder { name } certainty basis { id standing correctedBy { id } source { name } } }"
PINNED = f'query($at: Position, $place: ID! = $PLACE) {{ asOf(date: "2021-06-23", position: $at) {{ {STATE} }} }}'
PINNED = PINNED.replace("$PLACE", '"af-imam-sahib"')


async def get(api: Api, query: str, headers: dict[str, str] | None = None, **variables: Any) -> httpx2.Response:
    params = {"query": query, "variables": json.dumps(variables)}
    return await api.client.get("/graphql", params=params, headers=headers)


async def again(api: Api, query: str, known: str, **variables: Any) -> httpx2.Response:
    return await get(api, query, {"if-none-match": known}, **variables)
