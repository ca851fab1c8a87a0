"""Questions to /ogc, and what the standard says of every answer."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.api.asking import Api

DISTRICTS = "/ogc/collections/districts/items"


async def get(api: Api, url: str, **query: Any) -> Any:
    """The body of what is expected to go well."""
    response = await api.client.get(url, params=query or None)
    assert response.status_code == 200, response.text
    return response.json()


def link(body: dict[str, Any], rel: str) -> str | None:
    found = [one["href"] for one in body["links"] if one["rel"] == rel]
    assert len(found) <= 1
    return found[0] if found else None


def query_of(url: str) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(url).query))


async def pages(api: Api, url: str, rel: str = "next", **query: Any) -> list[dict[str, Any]]:
    """The page and all that its links lead to, in this direction."""
    found = [await get(api, url, **query)]
    while following := link(found[-1], rel):
        found.append(await get(api, following))
    return found


def features(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    return [feature for page in found for feature in page["features"]]


def ids(found: list[dict[str, Any]]) -> list[str]:
    return [feature["id"] for feature in features(found)]
