"""From a name to the reports behind an answer, on the map."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser import OpenPage
from tests.support.sample_events import SEALED


@pytest.mark.parametrize("name", ["khaja ghar", "Khojaghar", "خواجه غار", "Хваджа-гар"])
def test_a_place_is_found_by_any_spelling(sample_url: str, open_page: OpenPage, name: str) -> None:
    page = open_page(f"{sample_url}/?date=2021-06-22")
    search = page.get_by_role("combobox", name="Search for a place")
    search.fill(name)
    first = page.get_by_role("option").first
    expect(first).to_contain_text("Khwaja Ghar")
    expect(first).to_contain_text("District, Takhar, Afghanistan")
    search.press("Enter")
    expect(page.get_by_role("heading", name="Khwaja Ghar")).to_be_focused()


def test_the_dispute_shows_both_sides(sample_url: str, open_page: OpenPage) -> None:
    """given a place that two sides are said to hold; then each has its reports, graded, with dates and interest"""
    page = open_page(f"{sample_url}/?date=2021-06-22&place=af-khwaja-ghar")
    expect(page.locator(".why")).to_contain_text("voices are divided between Taliban")
    sides = page.locator(".claims", has=page.locator("h3"))
    expect(sides).to_have_count(2)
    own_word = sides.nth(0).get_by_role("listitem").filter(has_text="The spokesman denies that")
    expect(own_word).to_contain_text("published 22 June 2021")
    expect(own_word).to_contain_text("Grade D")
    expect(own_word).to_contain_text("to its own gain")
    opened = sides.nth(1).get_by_role("link", name="read it").first
    assert (opened.get_attribute("href") or "").startswith("http")


def test_who_is_sealed_is_shown_by_the_first_digits(
    sample_url: str, open_page: OpenPage, record: Callable[..., None]
) -> None:
    source = {"source": "caller", "name": SEALED, "publisher": SEALED}
    seen = {"occurred": "2021-06-23", "published": "2021-06-23", "place": "af-khwaja-ghar", "holder": "taliban"}
    claim = {**seen, "source": "caller", "attribution": [SEALED], "note": f"{SEALED} has seen it"}
    record(sample_url, {"sourceRegistered": source}, {"controlAsserted": claim})

    page = open_page(f"{sample_url}/?date=2021-06-24&place=af-khwaja-ghar")

    report = page.get_by_role("listitem").filter(has_text="has seen it").first
    expect(report.get_by_role("link", name="sealed (5f0c1a2b)")).to_be_visible()
    expect(report).to_contain_text("sealed (5f0c1a2b) has seen it")
    expect(page.locator("body")).not_to_contain_text("sealed:")


def test_history_and_beliefs_lead_to_their_days(sample_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{sample_url}/?date=2021-06-22&place=af-khwaja-ghar")
    page.get_by_role("button", name="20 June 2021", exact=True).click()
    expect(page.locator(".headline-holder")).to_contain_text("Taliban held it")
    page.get_by_role("button", name="before any report").click()
    expect(page.locator(".headline-holder")).to_contain_text("Nobody is known to have held it")


def test_escape_closes_the_nearest_thing_first(sample_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{sample_url}/?date=2021-06-22&place=af-khwaja-ghar")
    page.get_by_text("Filter", exact=True).click()
    page.keyboard.press("Escape")
    expect(page.get_by_text("Which reports win")).to_be_hidden()
    expect(page.get_by_role("heading", name="Khwaja Ghar")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Khwaja Ghar")).to_have_count(0)


def test_another_policy_changes_the_answer(sample_url: str, open_page: OpenPage) -> None:
    """given a place that the better voice holds in a dispute; when the cautious rule decides; then nobody holds it"""
    page = open_page(f"{sample_url}/?date=2021-06-22&place=af-dasht-e-qala")
    answer = page.locator(".headline-holder")
    expect(answer).to_contain_text("Taliban")
    page.get_by_text("Filter", exact=True).click()
    page.get_by_label("Cautious").check()
    expect(answer).to_contain_text("Disputed")
    page.wait_for_url("**policy=CAUTIOUS**")


def test_the_panel_is_clean_to_axe(sample_url: str, open_page: OpenPage, axe: Callable[[Page], list[str]]) -> None:
    """given a dispute, a crossing point with casualties, and a province of which nothing is reported"""
    page = open_page(f"{sample_url}/?date=2021-06-22")
    for place in ("af-khwaja-ghar", "af-sher-khan-bandar", "af-takhar"):
        page.goto(f"{sample_url}/?date=2021-06-22&place={place}")
        page.locator(".panel-links").wait_for()
        page.evaluate("document.querySelectorAll('.place-panel details').forEach((part) => part.open = true)")
        assert axe(page) == [], place
