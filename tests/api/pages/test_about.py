"""`/about`: it shows the questions as they are, and asks no other host for anything."""

import re

from sample.queries import questions
from tests.support.asking import Api


async def test_a_browser_gets_three_questions_with_their_answers(sqlite_api: Api) -> None:
    page = await sqlite_api.client.get("/about")

    assert page.status_code == 200
    assert page.headers["content-type"].startswith("text/html")
    assert page.text.count('<section class="question">') == 3
    assert all(question.title.replace("'", "&#39;") in page.text for question in questions()[:3])
    assert "<b>0</b> events" in page.text


async def test_everything_that_the_page_loads_is_ours_and_is_there(sqlite_api: Api) -> None:
    page = await sqlite_api.client.get("/about")
    loaded = re.findall(r'(?:src|href)="([^"]+)"', page.text)

    assert "default-src 'none'" in page.headers["content-security-policy"]
    loaded.remove("#content")
    assert all(address.startswith("/") and not address.startswith("//") for address in loaded)
    for address in set(loaded) - {"/graphql"}:
        assert (await sqlite_api.client.get(address)).status_code == 200, address


async def test_the_schema_can_be_fetched(sqlite_api: Api) -> None:
    assert "type Query" in (await sqlite_api.client.get("/schema.graphql")).text


async def test_no_file_outside_the_pages_is_served(sqlite_api: Api) -> None:
    for path in ("/pages/../app.py", "/pages/%2e%2e/app.py", "/pages/"):
        assert (await sqlite_api.client.get(path)).status_code == 404
