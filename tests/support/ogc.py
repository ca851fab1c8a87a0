"""Questions to /ogc, and what the standard requires of every answer."""

from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.support.asking import Api
from tests.support.builders import asserted, cast, changed, place, source

DAY = "2021-06-23"
SQUARE = {"type": "Polygon", "coordinates": [[[60, 30], [64, 30], [64, 34], [60, 30]]]}
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


async def districts_told(api: Api) -> Api:
    """Four districts that there are and one that is no more; one is claimed, and one has an outline."""
    await api.recorded(
        *cast(),
        source("atlas", licence="CC-BY-4.0", credit="© Atlas"),
        place("af-a", parent="af-kunduz", longitude=68.5, latitude=37.0),
        place("af-b", parent="af-kunduz", longitude=-179.5, latitude=10.0),
        place("af-c", source="atlas", geometry=SQUARE),
        place("af-old", existsTo="2021-06-01"),
        place("af-bridge", kind="BORDER_CROSSING_POINT", longitude=68.6, latitude=37.2),
        changed("af-a", published="2021-06-22"),
        asserted("af-a", "government", source="ministry"),
        changed("af-c", "government", "2021-06-10", published="2021-06-12"),
    )
    return api
