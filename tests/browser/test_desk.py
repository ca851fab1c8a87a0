"""The desk in a real browser: a report is coded, looked at, recorded; nothing typed is lost or recorded twice."""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, Route, expect

from api.settings import Settings
from domain.values.access import Scope
from tests.support.browser import OpenPage
from tests.support.desk import (
    NEWEST,
    TEXT,
    ask,
    at_the_desk,
    choose_place,
    code_a_fall,
    fill_in_a_fall,
    head,
    paste,
    press,
    preview,
    record,
)
from tests.support.serving import serving
from tests.support.tokens import token_at


def test_a_report_in_three_scripts_is_recorded_with_the_bytes_of_its_passages(
    sample_url: str, open_page: OpenPage
) -> None:
    """given letters of one to four bytes; then `span` cuts each sentence out of the text in UTF-8, to the byte"""
    page, before = at_the_desk(open_page, sample_url), head(sample_url)
    paste(page)
    code_a_fall(page)
    page.get_by_role("button", name="عقب نشینی").click()
    second = page.get_by_role("article", name="Event 2")
    second.get_by_label("Kind of event").select_option(label="There was fighting")
    choose_place(page, "Places", "Khwaja Ghar", "Khwaja Ghar, district, Takhar")
    preview(page)

    expect(page.locator(".preview table")).to_contain_text("Khwaja Ghar")
    assert head(sample_url) == before
    record(page)
    source, fall, clash = ask(sample_url, NEWEST, after=before)["events"]["nodes"]
    passages = [TEXT.encode()[slice(*event["span"])].decode() for event in (fall, clash)]
    assert passages == [
        "🚩 Taliban fighters captured Khwaja Ghar on Tuesday.",
        "نیروهای امنیتی عقب نشینی کردند.",
    ]
    assert source["source"]["sha256"] == hashlib.sha256(TEXT.encode()).hexdigest()
    expect(page.get_by_role("link", name="See it on the map")).to_have_attribute(
        "href", "./?date=2021-06-22&place=af-khwaja-ghar"
    )


def test_a_map_in_another_window_changes_as_it_is_recorded(sample_url: str, open_page: OpenPage) -> None:
    """given a map of the day on which Khwaja Ghar is disputed; then one more voice at the desk settles it there"""
    chart = open_page(f"{sample_url}/?date=2021-06-22&place=af-khwaja-ghar")
    panel = chart.get_by_role("complementary")
    expect(panel).to_contain_text("Disputed")
    page = at_the_desk(open_page, sample_url)
    paste(page)
    code_a_fall(page)
    preview(page)
    expect(page.locator(".preview tbody")).to_contain_text("disputed")
    record(page)

    expect(panel).to_contain_text("Established")
    expect(panel).to_contain_text("Takhar Daily")


def test_a_lost_answer_can_be_asked_for_again(sample_url: str, open_page: OpenPage) -> None:
    """given a connection that breaks after the server has recorded; then sent again it is recorded once"""
    page, before = at_the_desk(open_page, sample_url), head(sample_url)
    paste(page)
    code_a_fall(page)
    preview(page)

    def lose(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/graphql", lose)
    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_role("alert")).to_contain_text("No answer came")
    page.unroute("**/graphql")
    record(page)

    assert head(sample_url) == before + 2


def test_what_was_not_seen_is_not_recorded(sample_url: str, open_page: OpenPage) -> None:
    """given another desk that records between the look and the record; then the first has to look again"""
    page, other = at_the_desk(open_page, sample_url), at_the_desk(open_page, sample_url)
    for desk in (page, other):
        desk.get_by_role("button", name="Add an event").click()
        fill_in_a_fall(desk)
        preview(desk)
    record(other)
    page.get_by_role("button", name="Record", exact=True).click()

    expect(page.get_by_role("alert")).not_to_be_empty()
    expect(page.get_by_role("button", name="Record", exact=True)).to_be_disabled()
    preview(page)
    record(page)


def test_everything_can_be_done_by_keyboard(sample_url: str, open_page: OpenPage) -> None:
    page, before = at_the_desk(open_page, sample_url), head(sample_url)
    page.get_by_label("Its text").focus()
    page.keyboard.insert_text(TEXT)
    press(page, "Shift+Tab", "Enter")  # Mark passages
    page.keyboard.press("Tab")
    press(page, "ArrowDown", "Enter")
    expect(page.get_by_label("Kind of event")).to_be_focused()
    press(page, "Tab", "Tab")  # past the passage
    page.keyboard.insert_text("2021-06-22")
    press(page, "Tab", "Tab")  # past the examples
    page.keyboard.insert_text("Khwaja Ghar")
    expect(page.get_by_role("option", name="Khwaja Ghar, district")).to_be_visible()
    press(page, "ArrowDown", "Enter", "Tab")
    page.keyboard.type("Taliban")
    page.get_by_role("button", name="Show what would change").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("region", name="What would change")).to_be_focused()
    press(page, "Tab", "Tab", "Tab", "Enter")  # past the place, to Record
    expect(page.get_by_role("heading", name="Recorded")).to_be_focused()

    assert head(sample_url) == before + 1


def test_nothing_typed_is_lost(sample_url: str, open_page: OpenPage) -> None:
    page = at_the_desk(open_page, sample_url)
    paste(page)
    code_a_fall(page)
    page.reload()

    expect(page.get_by_label("When it happened")).to_have_value("2021-06-22")
    expect(page.locator("mark")).to_contain_text("captured Khwaja Ghar")
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_text("Drafts in this browser (0)")).to_be_visible()


def test_an_event_on_record_is_corrected_and_retracted(sample_url: str, open_page: OpenPage) -> None:
    page, before = (
        at_the_desk(open_page, sample_url, "/desk?correct=asia-plus-2021-06-23.sher-khan-bandar"),
        head(sample_url),
    )
    page.get_by_label("Reason").fill("The text says abandoned")
    page.get_by_label("How it changed hands").select_option(label="abandoned by those who held it")
    preview(page)
    record(page)
    page.goto(f"{sample_url}/desk?retract=khovar-2021-06-22.attack")
    page.get_by_label("Reason").fill("Another place is meant")
    preview(page)
    record(page)

    corrected, retracted = ask(sample_url, NEWEST, after=before)["events"]["nodes"]
    assert (corrected["type"], retracted["type"]) == ("EventCorrected", "EventRetracted")
    query = "query ($id: ID!) { event(id: $id) { ... on EventCorrected { replacement { span note } } } }"
    replacement = ask(sample_url, query, id=corrected["id"])["event"]["replacement"]
    assert replacement["span"] == [0, 170]
    assert replacement["note"].startswith("Posts abandoned")


@pytest.fixture
def guarded_url(sample_log: Path, tmp_path: Path) -> Iterator[str]:
    """A server that lets only one write."""
    with serving(Settings(database_url=f"sqlite:///{shutil.copy(sample_log, tmp_path / 'guarded.db')}")) as url:
        yield url


@pytest.fixture
def token(guarded_url: str, tmp_path: Path) -> str:
    return token_at(f"sqlite:///{tmp_path / 'guarded.db'}", "amina", Scope.APPEND)


def test_a_token_is_asked_for_once_and_never_stands_in_an_address(
    guarded_url: str, token: str, open_page: OpenPage
) -> None:
    page = at_the_desk(open_page, guarded_url)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.get_by_label("Write token").fill("wrong")
    page.get_by_role("button", name="Use it").click()
    expect(page.get_by_text("does not know this token")).to_be_visible()
    page.get_by_label("Write token").fill(token)
    page.get_by_role("button", name="Use it").click()
    expect(page.get_by_text("You write as amina.")).to_be_visible()
    page.reload()
    expect(page.get_by_text("You write as amina.")).to_be_visible()

    assert not any(token in address for address in asked)


def test_the_address_that_the_demo_prints_lets_in_and_is_cleared(
    guarded_url: str, token: str, open_page: OpenPage
) -> None:
    """given an address with a token behind #; when it is opened; then its holder writes, and it stands there no more"""
    page = at_the_desk(open_page, guarded_url, f"/desk?correct=khovar-2021-06-22.attack#token={token}")

    expect(page.get_by_text("You write as amina.")).to_be_visible()
    assert page.url == f"{guarded_url}/desk?correct=khovar-2021-06-22.attack"


@pytest.mark.parametrize("options", [{}, {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"}])
def test_the_desk_is_clean_to_axe(
    sample_url: str, open_page: OpenPage, axe: Callable[[Page], list[str]], options: dict[str, Any]
) -> None:
    page = at_the_desk(open_page, sample_url, **options)
    assert axe(page) == []
    paste(page)
    page.get_by_role("button", name="captured Khwaja Ghar").click()
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_text("This is needed.").first).to_be_visible()
    assert axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= page.viewport_size["width"]
