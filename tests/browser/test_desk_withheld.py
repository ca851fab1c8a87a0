"""Who may open what is recorded at the desk: everybody, unless its author says otherwise, and never by mistake."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from api.settings import Settings
from domain.values.access import Scope
from tests.support.browser import OpenPage
from tests.support.desk import NEWEST, ask, at_the_desk, code_a_fall, head, paste, preview, record
from tests.support.serving import serving
from tests.support.tokens import token_at

HELD = '{ asOf(date: "2021-06-22") { place(id: "af-khwaja-ghar") { certainty basisVoices } } }'
OF_DESK = "query { sources(first: 100) { nodes { publisher } } }"


@pytest.fixture
def record_file(sample_log: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(sample_log, tmp_path / "record.db"))


@pytest.fixture
def newsroom_url(record_file: Path, migrated_sqlite: Path, tmp_path: Path) -> Iterator[str]:
    """A server with the sample, which keeps logs for the public and for partners."""
    logs = {
        f"{to}_database_url": f"sqlite:///{shutil.copy(migrated_sqlite, tmp_path / f'{to}.db')}"
        for to in ("public", "partner")
    }
    with serving(Settings(database_url=f"sqlite:///{record_file}", **logs)) as url:
        yield url


@pytest.fixture
def token(newsroom_url: str, record_file: Path) -> str:
    return token_at(f"sqlite:///{record_file}", "amina", Scope.CURATE)


def desk(open_page: OpenPage, url: str, token: str, path: str = "/desk", **options: object) -> Page:
    page = at_the_desk(open_page, url, f"{path}#token={token}", **options)
    expect(page.get_by_text("You write as amina.")).to_be_visible()
    return page


def publishers(url: str) -> set[str]:
    return {source["publisher"] for source in ask(url, OF_DESK)["sources"]["nodes"]}


def test_a_sealed_report_is_on_no_map_of_a_stranger(newsroom_url: str, token: str, open_page: OpenPage) -> None:
    """given a map of the day on which Khwaja Ghar is disputed; then one more voice settles it for who reads the record
    alone, until it is said anew that everybody may open it
    """
    chart = open_page(f"{newsroom_url}/?date=2021-06-22&place=af-khwaja-ghar")
    panel = chart.get_by_role("complementary")
    expect(panel).to_contain_text("Disputed")
    before = ask(newsroom_url, HELD), head(newsroom_url)
    page = desk(open_page, newsroom_url, token)
    paste(page)
    code_a_fall(page)
    expect(page.get_by_label("Who may open it", exact=True)).to_have_value("PUBLIC")
    page.get_by_label("Who may open it", exact=True).select_option(label="only who reads the whole record")
    expect(page.get_by_label("Not before")).to_have_count(0)
    preview(page)
    record(page)

    expect(page.get_by_role("status")).to_contain_text("Only those whom you chose can open it.")
    expect(page.get_by_role("link", name="See it on the map")).to_have_count(0)
    assert page.locator(".outcome li").count() == 2, "its source and the event"
    sealed = page.locator(".outcome li code").last.inner_text()
    chart.reload()
    expect(panel).to_contain_text("Disputed")
    expect(panel).not_to_contain_text("Takhar Daily")
    assert (ask(newsroom_url, HELD), head(newsroom_url)) == before
    assert "Takhar Daily" not in publishers(newsroom_url)
    assert chart.request.get(f"{newsroom_url}/event/{sealed}").status == 404


def test_nobody_chooses_where_everybody_reads_everything(sample_url: str, open_page: OpenPage) -> None:
    page = at_the_desk(open_page, sample_url)

    expect(page.get_by_role("heading", name="Its readers")).to_have_count(0)


def test_who_does_not_write_is_not_asked(newsroom_url: str, open_page: OpenPage) -> None:
    page = at_the_desk(open_page, newsroom_url)

    expect(page.get_by_label("Write token")).to_be_visible()
    expect(page.get_by_role("heading", name="Its readers")).to_have_count(0)


def test_an_embargo_ends_at_the_time_of_this_computer(newsroom_url: str, token: str, open_page: OpenPage) -> None:
    page = desk(open_page, newsroom_url, token, timezone_id="Asia/Kabul")
    paste(page)
    code_a_fall(page)
    page.get_by_label("Who may open it", exact=True).select_option(label="partners")
    page.get_by_label("Not before").fill("2021-06-22T09:00")
    page.get_by_role("button", name="Show what would change").click()
    for problem in ("This moment has passed",):
        expect(page.get_by_label("Not before")).to_have_attribute("aria-invalid", "true")
        expect(page.get_by_label("Not before")).to_have_accessible_description(re.compile(problem))
    page.get_by_label("Not before").fill("2100-06-22T09:00")
    expect(page.get_by_text("2100-06-22 04:30 UTC")).to_be_visible()
    with page.expect_request(lambda request: "dryRun: true" in (request.post_data or "")) as tried:
        preview(page)
    assert tried.value.post_data_json["variables"]["releaseAt"] == "2100-06-22T04:30:00.000Z"
    record(page)

    assert "Takhar Daily" not in publishers(newsroom_url)


def test_a_look_holds_only_for_those_who_may_open_it(newsroom_url: str, token: str, open_page: OpenPage) -> None:
    """given a look at what would change; when it is said anew who may open it; then it has to be looked at again"""
    page = desk(open_page, newsroom_url, token)
    paste(page)
    code_a_fall(page)
    preview(page)
    page.get_by_label("Who may open it", exact=True).select_option(label="partners")

    expect(page.get_by_role("button", name="Record", exact=True)).to_be_disabled()


def test_what_the_server_cannot_keep_is_refused_at_the_field(
    newsroom_url: str, token: str, open_page: OpenPage
) -> None:
    """given a draft for readers inside, for whom this server keeps no log; then it says so there, and keeps it"""
    page = desk(open_page, newsroom_url, token)
    paste(page)
    code_a_fall(page)
    choice = page.get_by_label("Who may open it", exact=True)
    choice.evaluate("select => select.add(new Option('inside', 'INTERNAL'))")
    choice.select_option(value="INTERNAL")
    page.get_by_role("button", name="Show what would change").click()

    expect(choice).to_have_attribute("aria-invalid", "true")
    expect(choice).to_have_accessible_description(re.compile("no log is kept for INTERNAL"))
    page.reload()
    expect(choice).to_have_value("INTERNAL")


def test_a_correction_and_a_retraction_are_withheld_as_well(newsroom_url: str, token: str, open_page: OpenPage) -> None:
    before = head(newsroom_url)
    for path, fill in (
        ("/desk?correct=asia-plus-2021-06-23.sher-khan-bandar", True),
        ("/desk?retract=khovar-2021-06-22.attack", False),
    ):
        page = desk(open_page, newsroom_url, token, path)
        page.get_by_label("Reason").fill("Told in confidence")
        if fill:
            page.get_by_label("How it changed hands").select_option(label="abandoned by those who held it")
        page.get_by_label("Who may open it", exact=True).select_option(label="partners")
        preview(page)
        record(page)

    assert ask(newsroom_url, NEWEST, after=before)["events"]["nodes"] == []


def test_the_choice_is_clean_to_axe(newsroom_url: str, token: str, open_page: OpenPage, axe: object) -> None:
    page = desk(open_page, newsroom_url, token)
    page.get_by_label("Not before").fill("2021-06-22T09:00")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_text("This moment has passed")).to_be_visible()

    assert axe(page) == []  # type: ignore[operator]
