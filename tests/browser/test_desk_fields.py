"""The fields of the desk: what is typed is understood at once, or refused where it stands."""

import re

from playwright.sync_api import expect

from tests.support.browser import OpenPage
from tests.support.desk import at_the_desk, code_a_fall, paste


def test_a_refusal_stands_at_its_field(sample_url: str, open_page: OpenPage) -> None:
    page = at_the_desk(open_page, sample_url)
    paste(page)
    code_a_fall(page)
    page.get_by_label("Id", exact=True).fill("asia-plus-2021-06-23")
    page.get_by_label("Part of the event").locator("xpath=ancestor::details").evaluate("box => box.open = true")
    page.get_by_label("Part of the event").fill("no-such-event")
    page.get_by_role("button", name="Show what would change").click()

    for field, remedy in (("Id", "Choose it under"), ("Part of the event", "no-such-event")):
        expect(page.get_by_label(field, exact=True)).to_have_attribute("aria-invalid", "true")
        expect(page.get_by_label(field, exact=True)).to_have_accessible_description(re.compile(remedy))
    expect(page.get_by_role("button", name="Record", exact=True)).to_be_disabled()


def test_a_name_of_several_places_is_never_chosen_by_itself(sample_url: str, open_page: OpenPage) -> None:
    page = at_the_desk(open_page, sample_url)
    page.get_by_role("button", name="Add an event").click()
    place = page.get_by_role("combobox", name="Place", exact=True)
    place.fill("Imam Sahib")
    expect(page.get_by_text("Several places could be meant")).to_be_visible()
    place.press("Enter")

    expect(place).to_be_visible()
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_text("“Imam Sahib” leads to nothing yet")).to_be_visible()
    place.focus()
    place.press("ArrowDown")
    place.press("Enter")
    expect(page.locator(".field-place")).to_contain_text("Kunduz")


COUNTS = {
    "more than 130": ("131", "", ""),
    "at least 1,200": ("1200", "", ""),
    "as many as 100": ("", "", "100"),
    "fewer than 20": ("", "", "19"),
    "between 20 and 30": ("20", "", "30"),
    "about 600": ("", "600", ""),
    "134 soldiers": ("134", "134", "134"),
    "dozens": ("", "", ""),
    "jusqu’à 1 500": ("", "", "1500"),
}


def test_the_words_of_a_number_give_its_bounds_and_no_best_that_nobody_gave(
    sample_url: str, open_page: OpenPage
) -> None:
    page = at_the_desk(open_page, sample_url)
    page.get_by_role("button", name="Add an event").click()
    page.get_by_label("Kind of event").select_option("PersonsCrossedBorder")
    for words, bounds in COUNTS.items():
        page.get_by_label("In the report’s words").fill(words)
        shown = [page.get_by_label(name, exact=True).input_value() for name in ("At least", "Best", "At most")]
        assert tuple(shown) == bounds, words


DATES = {
    "2021-06-22": "22 June 2021",
    "2021-06": "June 2021",
    "2021-06~": "about June 2021",
    "2021-06-19/2021-06-20": "at some time between 19 June 2021 and 20 June 2021",
    "../2021-06-22": "22 June 2021 or earlier",
    "[2021-06-19..2021-06-20]": "one of the days from 19 June 2021 to 20 June 2021; nobody knows which",
    "[2021-06-19,2021-06-21]": "19 June 2021 or 21 June 2021; nobody knows which",
    "2021-06-31": "This is no date",
    "2021-06-22/2021-06-20": "This is no date",
    "20210622": "This is no date",
    "22 June": "This is no date",
}


def test_a_date_is_said_in_words_as_it_is_typed(sample_url: str, open_page: OpenPage) -> None:
    page = at_the_desk(open_page, sample_url)
    page.get_by_role("button", name="Add an event").click()
    for text, words in DATES.items():
        page.get_by_label("When it happened").fill(text)
        expect(page.locator(".field-occurred .meaning")).to_have_text(re.compile(re.escape(words)))
