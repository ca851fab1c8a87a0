"""The pages that are built from dashboard/: served from here, with all that they load."""

import re

import pytest

from api.pages import built
from tests.support.asking import Api


@pytest.mark.parametrize("path", ["/", "/desk"])
async def test_a_page_loads_only_what_is_served_here(sqlite_api: Api, path: str) -> None:
    page = await sqlite_api.client.get(path)
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page.text)

    assert page.status_code == 200
    assert any(address.endswith(".js") for address in loaded)
    for address in loaded:
        assert not re.match("[a-z]+:|/", address), f"{address}: another host, or not where a prefix is"
        assert (await sqlite_api.client.get(address)).status_code == 200, address


async def test_what_has_a_digest_in_its_name_is_kept_for_good(sqlite_api: Api) -> None:
    page = await sqlite_api.client.get("/")
    [script, *_] = re.findall(r'src="./(assets/[^"]+)"', page.text)
    answer = await sqlite_api.client.get(script, headers={"accept-encoding": "br"})

    assert page.headers["cache-control"] == "no-cache"
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-encoding"] == "br"
    assert answer.headers["content-type"].startswith("text/javascript")


async def test_no_file_outside_what_was_built_is_served(sqlite_api: Api) -> None:
    for path in (
        "/assets/../app.py",
        "/assets/%2e%2e/built.py",
        "/assets/",
        "/assets/none.js",
        "/assets/%00",
    ):
        assert (await sqlite_api.client.get(path)).status_code == 404, path


async def test_where_the_pages_were_not_built_their_place_says_so(
    sqlite_api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(built, "_file", {}.get)
    page = await sqlite_api.client.get("/")

    assert page.status_code == 503
    assert "make dashboard" in page.text
