"""The two clocks under the map: the day that is shown, and the day up to which reports count."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, Page, Request, expect

from tests.support.browser import OpenPage

DATE, KNOWN = "Day on the map", "Count only reports published by"


def slider(page: Page, name: str) -> Locator:
    return page.get_by_role("slider", name=name)


def text_of(handle: Locator) -> str:
    return handle.get_attribute("aria-valuetext") or ""


def in_address(page: Page, name: str) -> str | None:
    return parse_qs(urlsplit(page.url).query).get(name, [None])[0]


@pytest.mark.parametrize(
    ("key", "day"),
    [
        ("ArrowRight", "16 June 2021"),
        ("ArrowLeft", "14 June 2021"),
        ("PageUp", "22 June 2021"),
        ("PageDown", "8 June 2021"),
        ("Home", "1 May 2021"),
        ("End", "5 July 2021"),
    ],
)
def test_keys_move_the_date(sample_url: str, open_page: OpenPage, key: str, day: str) -> None:
    page = open_page(f"{sample_url}/?date=2021-06-15")
    slider(page, DATE).press(key)
    assert text_of(slider(page, DATE)) == day


def test_a_replay_is_played_from_memory(sample_url: str, open_page: OpenPage) -> None:
    """given a map that is drawn; when 66 days are played; then the server is asked for those on which it rests alone"""
    page = open_page(f"{sample_url}/?date=2021-05-01")
    page.wait_for_selector("html[data-ready]")
    page.locator(".counts-legend").wait_for()
    asked: list[str] = []

    def note(request: Request) -> None:
        if "/graphql?" in request.url:
            asked.append(request.url)

    page.on("request", note)
    page.get_by_label("Speed").select_option("60")
    page.get_by_role("button", name="Play", exact=True).click()
    expect(slider(page, DATE)).to_have_attribute("aria-valuetext", "5 July 2021")
    expect(page.get_by_role("button", name="Play", exact=True)).to_be_visible()
    assert len(asked) < 10


def test_the_second_clock_shows_what_was_known_then(sample_url: str, open_page: OpenPage) -> None:
    """given a dispute that a later report began; when its clock is turned back; then the earlier answer is there"""
    page = open_page(f"{sample_url}/?date=2021-06-22&place=af-khwaja-ghar")
    answer = page.locator(".headline-holder")
    expect(answer).to_contain_text("Disputed")

    slider(page, KNOWN).press("End")
    assert text_of(slider(page, KNOWN)) == "All reports"
    for _ in range(15):
        slider(page, KNOWN).press("ArrowLeft")
    assert text_of(slider(page, KNOWN)) == "21 June 2021"
    expect(answer).to_contain_text("Afghan security forces held it")
    expect(page.locator(".clock-sentence")).to_contain_text("only by reports published up to 21 June 2021")

    page.get_by_role("button", name="All reports").click()
    expect(answer).to_contain_text("Disputed")


def test_linked_clocks_move_together(sample_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{sample_url}/?date=2021-06-20")
    page.get_by_role("button", name="As known that evening").click()
    slider(page, DATE).press("ArrowRight")
    page.wait_for_url("**known=2021-06-21**")
    assert in_address(page, "date") == "2021-06-21"


def test_what_was_learned_since_is_listed_by_cause(sample_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{sample_url}/?date=2021-06-22")
    page.get_by_role("button", name="Learned since").click()
    page.get_by_role("heading", name="We learned it later (3)").wait_for()
    changes = page.locator(".changes > li")
    assert [name.split("\n")[0] for name in changes.all_inner_texts()] == [
        "Chahab Takhar",
        "Dasht-e-Qala Takhar",
        "Khwaja Ghar Takhar",
    ]
    expect(changes.first).to_contain_text("Asia-Plus published 23 June 2021")


def test_numbers_keep_their_bounds(sample_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{sample_url}/?date=2021-07-05")
    page.get_by_role("button", name="Numbers").click()
    numbers = page.get_by_role("region", name="Numbers")
    expect(numbers).to_contain_text("all together 1,171")
    expect(numbers).to_contain_text("killed, wounded or captured up to 100")
    expect(numbers).to_contain_text("as stated, of 370 51 or more")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_timeline_is_clean_to_axe(
    sample_url: str, open_page: OpenPage, axe: Callable[[Page], list[str]], scheme: str
) -> None:
    page = open_page(f"{sample_url}/?date=2021-06-22&known=2021-06-22", color_scheme=scheme)
    for drawer in ("Learned since", "Numbers", "Keys"):
        page.get_by_role("button", name=drawer).click()
        page.get_by_role("region", name=drawer).locator("h3, dl").first.wait_for()
        assert axe(page) == [], drawer
