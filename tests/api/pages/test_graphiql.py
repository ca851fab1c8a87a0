"""GraphiQL at /graphql: for whoever opens the address in a browser, and for no program that asks."""

from pathlib import Path

import pytest

from api.pages import built
from tests.support.asking import Api

BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
JSON = "application/graphql-response+json"


@pytest.fixture(autouse=True)
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    page = tmp_path / "graphiql.html"
    page.write_text("<title>GraphiQL</title>")
    monkeypatch.setattr(built, "_file", lambda path: page.read_bytes() if page.exists() else None)


async def test_a_browser_that_opens_the_address_gets_the_page(sqlite_api: Api) -> None:
    page = await sqlite_api.client.get("/graphql", headers={"accept": BROWSER})

    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert "<title>GraphiQL</title>" in page.text
    assert "Accept" in page.headers["vary"].split(", ")
    assert "default-src 'self'" in page.headers["content-security-policy"]


@pytest.mark.parametrize("accept", ["*/*", "application/json", JSON, f"{JSON}, text/html;q=0.5", ""])
async def test_a_program_that_asks_nothing_is_still_refused(sqlite_api: Api, accept: str) -> None:
    response = await sqlite_api.client.get("/graphql", headers={"accept": accept})

    assert response.status_code == 400
    assert response.json()["errors"][0]["extensions"]["code"] == "BAD_REQUEST"


@pytest.mark.parametrize("query", ["query={log{head}}", "query=", 'extensions={"persistedQuery":{}}'])
async def test_a_browser_that_asks_something_gets_the_answer(sqlite_api: Api, query: str) -> None:
    response = await sqlite_api.client.get(f"/graphql?{query}", headers={"accept": BROWSER})

    assert response.headers["content-type"].startswith("application/json")


async def test_without_built_pages_a_browser_is_told_how_to_get_them(sqlite_api: Api, tmp_path: Path) -> None:
    (tmp_path / "graphiql.html").unlink()

    page = await sqlite_api.client.get("/graphql", headers={"accept": BROWSER})

    assert page.status_code == 503
    assert "make dashboard" in page.text
