"""The desk: a report is coded, its consequences are seen, it is recorded, and the map changes in another window."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.browser.conftest import OpenPage
from tests.browser.test_map import panel, plain, ready

REPORT = (
    "Кундуз, 3 июля. Government forces have retaken Imam Sahib, the governor said on Saturday. "
    "More than 130 soldiers had crossed the river in June."
)
SENTENCE = "Government forces have retaken Imam Sahib, the governor said on Saturday."


def coded(page: Page) -> None:
    """A report pasted, its source given, one sentence of it coded."""
    page.get_by_label("Its text").fill(REPORT)
    page.get_by_label("Publisher").fill("Radio Kunduz")
    page.get_by_label("Published", exact=True).fill("2021-07-03")
    page.get_by_role("button", name="Mark passages").click()
    page.get_by_role("button", name=SENTENCE).click()
    event = page.get_by_role("article", name="Event 1")
    event.get_by_label("Place", exact=True).fill("Imom Sohib")
    page.get_by_role("option", name="Imam Sahib").first.click()
    event.get_by_label("When it happened").fill("2021-07-02")
    event.get_by_label("Who holds it since").select_option(label="Afghan security forces")


def test_a_report_is_coded_previewed_recorded_and_seen_on_the_map_in_a_second_window(
    sample_url: str, open_page: OpenPage
) -> None:
    """
    given a map open on 5 July, on which the Taliban hold Imam Sahib
    when a report is coded at the desk that it was retaken
    then the desk says beforehand which answer would differ, and the map shows it once it is recorded
    """
    window = ready(open_page(f"{sample_url}/?date=2021-07-05&place=af-imam-sahib"))
    expect(panel(window)).to_contain_text(plain("Taliban held it"))
    page = open_page(f"{sample_url}/desk")
    coded(page)
    page.get_by_role("button", name="Show what would change").click()

    row = page.get_by_role("row").filter(has_text="Imam Sahib")
    expect(row.first).to_contain_text("Afghan security forces")
    expect(panel(window)).to_contain_text(plain("Taliban held it"))

    page.get_by_role("button", name="Record", exact=True).click()
    expect(page.get_by_role("heading", name="Recorded")).to_be_visible()
    expect(panel(window)).to_contain_text(plain("Afghan security forces held it"))


def test_what_is_typed_is_not_lost_and_a_refusal_stands_at_its_field(sample_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{sample_url}/desk")
    coded(page)
    date = page.get_by_role("article", name="Event 1").get_by_label("When it happened")
    date.fill("2021-02-30")
    page.get_by_role("button", name="Show what would change").click()
    expect(date).to_have_attribute("aria-invalid", "true")

    page.reload()
    expect(page.get_by_label("Publisher")).to_have_value("Radio Kunduz")
    expect(page.get_by_role("article", name="Event 1").get_by_label("When it happened")).to_have_value("2021-02-30")


def test_the_desk_is_clean_to_axe(sample_url: str, open_page: OpenPage, axe: Callable[[Page], list[str]]) -> None:
    page = open_page(f"{sample_url}/desk")
    assert axe(page) == []
    coded(page)
    assert axe(page) == []


def test_a_correction_and_a_retraction_begin_at_the_event(sample_url: str, open_page: OpenPage) -> None:
    page = open_page(f"{sample_url}/event/kabulnow-2021-06-21.khwaja-ghar-retaken")
    page.get_by_role("link", name="Retract it").click()
    expect(page.get_by_role("heading", name="Retraction of", exact=False).first).to_be_visible()
    page.get_by_label("Reason").fill("The desk of the newspaper withdrew it.")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_role("heading", name="What would change")).to_be_visible()


def test_graphiql_opens_for_browsers_and_asks_nobody_else(sample_url: str, open_page: OpenPage) -> None:
    """That no other host is asked, the fixture holds."""
    page = open_page(f"{sample_url}/graphql")

    expect(page.locator(".graphiql-container")).to_be_visible()
