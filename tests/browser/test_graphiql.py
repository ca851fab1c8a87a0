"""GraphiQL at /graphql in a real browser, under the policy that keeps other hosts out."""

import pytest
from playwright.sync_api import Locator, Page, expect

from sample.queries import questions
from tests.support.browser import OpenPage
from tests.support.desk import ask

RECORD = 'mutation ($events: [EventInput!]!) { record(events: $events, idempotencyKey: "one") { __typename } }'


@pytest.fixture
def open_graphiql(open_page: OpenPage) -> OpenPage:
    def begin(url: str) -> Page:
        page = open_page(f"{url}/graphql")
        expect(page.locator(".graphiql-query-editor .view-line").first).to_be_visible()
        return page

    return begin


def run(page: Page) -> None:
    page.get_by_role("button", name="Execute query").click()


def answer(page: Page) -> Locator:
    return page.get_by_label("Result Window")


def test_the_questions_of_the_readme_are_there_to_be_asked(sample_url: str, open_graphiql: OpenPage) -> None:
    page = open_graphiql(sample_url)
    names = [question.query.split()[1] for question in questions()]
    expect(page.get_by_role("tab")).to_contain_text(names)
    run(page)

    expect(answer(page)).to_contain_text("Taliban")


def test_an_empty_log_gets_questions_that_it_can_answer(empty_url: str, open_graphiql: OpenPage) -> None:
    page = open_graphiql(empty_url)
    run(page)

    expect(answer(page)).to_contain_text('"head": 0')


def test_a_log_of_ones_own_gets_questions_about_its_own_places(api_of_one_place: str, open_graphiql: OpenPage) -> None:
    page = open_graphiql(api_of_one_place)
    page.get_by_role("tab", name="WhoHolds").click()
    expect(page.locator(".graphiql-query-editor")).to_contain_text("WhoHolds")
    page.wait_for_timeout(500)  # in which the editor finds the operations of its new text
    run(page)

    expect(answer(page)).to_contain_text("Kherson")


@pytest.fixture
def api_of_one_place(empty_url: str) -> str:
    """A server whose log knows of one province, and of nothing of the sample."""
    place = {"place": "ua-kherson", "kind": "PROVINCE", "names": [{"text": "Kherson"}]}
    seen = {"place": "ua-kherson", "occurred": "2022-03-24", "holder": None}
    ask(empty_url, RECORD, events=[{"placeRegistered": place}, {"controlAsserted": seen}])
    return empty_url


def test_the_schema_can_be_read(sample_url: str, open_graphiql: OpenPage) -> None:
    page = open_graphiql(sample_url)
    page.get_by_label("Show Documentation Explorer").click()
    page.get_by_role("link", name="Query", exact=True).click()

    expect(page.get_by_text("State of the world at the end of a day").first).to_be_visible()


def test_events_arrive_while_one_watches(sample_url: str, open_graphiql: OpenPage) -> None:
    page = open_graphiql(sample_url)
    page.locator(".graphiql-query-editor .view-lines").click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text('subscription News { events(after: 0, filter: {types: ["TallyClaimed"]}) { type } }')
    expect(page.get_by_role("tab", name="News")).to_be_visible()
    run(page)

    expect(answer(page)).to_contain_text('"type": "TallyClaimed"')
    page.get_by_role("button", name="Stop query").click()
