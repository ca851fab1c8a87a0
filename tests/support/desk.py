"""Steps of somebody at the desk, for tests in a browser."""

import json
from typing import Any
from urllib.request import Request, urlopen

from playwright.sync_api import Page, expect

from tests.support.browser import OpenPage

TEXT = (
    "\n\nБои продолжаются, сказал Саидов.\n\n🚩 Taliban fighters captured Khwaja Ghar on Tuesday. "
    "نیروهای امنیتی عقب نشینی کردند. More than 130 soldiers crossed."
)
NEWEST = "query ($after: Position!) { events(after: $after) { nodes { id type span source { id sha256 } } } }"


def ask(url: str, query: str, **variables: Any) -> dict[str, Any]:
    body = json.dumps({"query": query, "variables": variables}).encode()
    with urlopen(Request(f"{url}/graphql", body, {"content-type": "application/json"})) as answer:
        return json.load(answer)["data"]


def head(url: str) -> int:
    return ask(url, "{ log { head } }")["log"]["head"]


def at_the_desk(open_page: OpenPage, url: str, path: str = "/desk", **options: object) -> Page:
    page = open_page(f"{url}{path}", **options)
    page.wait_for_selector("html[data-ready=true]")
    return page


def paste(page: Page) -> None:
    page.get_by_label("Its text").fill(TEXT)
    page.get_by_role("button", name="Mark passages").click()
    page.get_by_label("Publisher").fill("Takhar Daily")
    page.get_by_label("Published").fill("2021-06-23")


def choose_place(page: Page, label: str, name: str, whole: str) -> None:
    page.get_by_role("combobox", name=label, exact=True).fill(name)
    page.get_by_role("option", name=whole).click()


def code_a_fall(page: Page) -> None:
    """Khwaja Ghar, by the sentence that says so."""
    page.get_by_role("button", name="captured Khwaja Ghar").click()
    fill_in_a_fall(page)


def fill_in_a_fall(page: Page) -> None:
    page.get_by_label("When it happened").fill("2021-06-22")
    choose_place(page, "Place", "Khwaja Gar", "Khwaja Ghar, district, Takhar")
    page.get_by_label("Who holds it since").select_option(label="Taliban")


def preview(page: Page) -> None:
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_role("heading", name="What would change")).to_be_visible()


def record(page: Page) -> None:
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_role("heading", name="Recorded")).to_be_visible()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)
