"""Pages without scripts: reached by clicking, and clean to axe-core."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.support.browser import OpenPage

PATHS = (
    "/about",
    "/place?kind=PROVINCE",
    "/place/af-khwaja-ghar?date=2021-06-22",
    "/event?type=ControlChanged",
    "/event/asia-plus-2021-06-23.crossing",
    "/source",
    "/source/asia-plus-2021-06-23",
    "/place/none",
)


def test_pages_are_clean_to_axe(sample_url: str, open_page: OpenPage, axe: Callable[[Page], list[str]]) -> None:
    page = open_page(f"{sample_url}/about")
    for path in PATHS:
        page.goto(f"{sample_url}{path}")
        assert axe(page) == [], path


def test_a_reader_gets_from_a_name_to_who_says_it_by_clicking(sample_url: str, open_page: OpenPage) -> None:
    """given somebody who knows only a name in another spelling; then four clicks lead to the words of a source"""
    page = open_page(f"{sample_url}/place", java_script_enabled=False)
    page.get_by_label("Name, in any spelling").fill("Khwaja Gar")
    page.get_by_role("button", name="Find").click()
    page.get_by_role("link", name="Khwaja Ghar", exact=True).click()
    page.get_by_label("On", exact=True).fill("2021-06-22")
    page.get_by_role("button", name="Show").click()

    assert "Nobody is certain" in page.locator(".why").inner_text()
    page.get_by_role("link", name="Taliban", exact=True).first.click()
    assert (
        page.get_by_role("heading", level=1).inner_text()
        == "Districts said to be taken, and denial that some were retaken"
    )


@pytest.mark.parametrize("width", [360, 1600])
def test_no_page_is_wider_than_its_window(sample_url: str, open_page: OpenPage, width: int) -> None:
    page = open_page(f"{sample_url}/about", viewport={"width": width, "height": 700})
    for path in PATHS:
        page.goto(f"{sample_url}{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
