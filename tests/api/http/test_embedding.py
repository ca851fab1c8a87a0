"""Whose pages may show the map inside theirs: nobody's, unless a setting names them; and only the map."""

from collections.abc import Awaitable, Callable

import pytest
from httpx2 import Response
from pydantic import ValidationError

from api.settings import Settings
from tests.support.asking import Api


def ancestors(page: Response) -> str:
    policy: str = page.headers["content-security-policy"]
    return policy.rpartition("frame-ancestors ")[2]


@pytest.mark.parametrize("path", ["/", "/about", "/desk"])
async def test_no_page_can_be_put_into_another_as_long_as_nobody_is_named(sqlite_api: Api, path: str) -> None:
    page = await sqlite_api.client.get(path)

    assert ancestors(page) == "'none'"
    assert page.headers["x-frame-options"] == "DENY"


async def test_the_map_can_be_put_into_the_pages_of_the_sites_that_are_named(
    sqlite_url: str, start: Callable[..., Awaitable[Api]]
) -> None:
    api = await start(sqlite_url, embed_origins="https://paper.example/, https://*.ngo.example:8443")
    page = await api.client.get("/?embed=1")

    assert ancestors(page) == "https://paper.example https://*.ngo.example:8443"
    # It knows no lists: a browser that reads it would refuse those who are named.
    assert "x-frame-options" not in page.headers
    assert page.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", ["/desk", "/about"])
async def test_what_can_write_stays_closed_to_the_sites_that_are_named(
    sqlite_url: str, start: Callable[..., Awaitable[Api]], path: str
) -> None:
    api = await start(sqlite_url, embed_origins="*")

    assert ancestors(await api.client.get("/")) == "*"
    assert ancestors(await api.client.get(path)) == "'none'"
    assert (await api.client.get(path)).headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    "origins",
    [
        "paper.example",
        "https://",
        "https://paper.example/a",
        "https://a.example https://b.example",
        "https://a.example; script-src *",
        "'self'",
        "data:",
        "https://a.example\r\nset-cookie: a=b",
        "**",
        "https://*",
    ],
)
def test_what_is_no_origin_is_refused_before_anything_starts(origins: str) -> None:
    with pytest.raises(ValidationError, match=r"https://paper\.example"):
        Settings(embed_origins=origins)
