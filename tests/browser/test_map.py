"""The map as a reader uses it: days, states of knowledge, the reasons for an answer, addresses to share."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from playwright.sync_api import Locator, Page, expect

from api.settings import Settings
from tests.support.browser import OpenPage
from tests.support.serving import serving

DAY = "Day on the map"
KNOWN = "Count only reports published by"


def ready(page: Page) -> Page:
    """The page, once it has drawn its first states."""
    page.wait_for_selector("html[data-ready]", state="attached")
    return page


def panel(page: Page) -> Locator:
    return page.locator(".place-panel")


def plain(text: str) -> re.Pattern[str]:
    """The text, wherever the page keeps the direction of a name apart (Unicode's isolates)."""
    return re.compile(re.escape(text).replace("\\ ", "[\u2068\u2069]* [\u2068\u2069]*"))


def drag_back(page: Page, name: str, days: int) -> None:
    """By the keyboard, which goes a day at a time."""
    handle = page.get_by_role("slider", name=name, exact=True)
    handle.focus()
    for _ in range(days):
        handle.press("ArrowLeft")


def test_a_reader_finds_who_held_a_place_who_says_otherwise_and_why_by_clicking(
    sample_url: str, open_page: OpenPage
) -> None:
    """
    given somebody who has never seen the project, and spells the place as he heard it
    when he searches it, takes it, and moves to 22 June
    then he reads that it is disputed, why, and both sides with their sources
    """
    page = ready(open_page(sample_url))
    page.get_by_role("combobox").first.fill("Khwaja Gar")
    page.get_by_role("option", name=re.compile("Khwaja Ghar")).first.click()
    expect(panel(page)).to_contain_text("Khwaja Ghar")
    drag_back(page, DAY, 13)

    expect(panel(page)).to_contain_text("At the end of 22 June 2021")
    expect(panel(page)).to_contain_text("Disputed: nobody can say who held it")
    expect(panel(page)).to_contain_text("voices are divided between")
    for side in ("Taliban", "Afghan security forces"):
        expect(panel(page)).to_contain_text(plain(f"Who says: {side}"))
    expect(panel(page).get_by_role("link", name="KabulNow").first).to_have_attribute("href", re.compile("kabulnow"))


def test_playing_june_2021_shows_imam_sahib_change_hands(sample_url: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{sample_url}/?date=2021-06-18&place=af-imam-sahib"))
    expect(panel(page)).to_contain_text("Nobody is known to have held it")
    page.get_by_role("button", name="Play", exact=True).click()

    expect(panel(page)).to_contain_text(plain("Taliban held it"))


def test_dragging_the_second_clock_shows_what_was_known_then(sample_url: str, open_page: OpenPage) -> None:
    """
    given a district that is disputed on 22 June by all that is known now
    when only the reports up to the 21st are counted
    then the government holds it, as everybody believed that evening, and the address says so
    """
    page = ready(open_page(f"{sample_url}/?date=2021-06-22&place=af-khwaja-ghar"))
    expect(panel(page)).to_contain_text("Disputed")
    handle = page.get_by_role("slider", name=KNOWN, exact=True)
    handle.focus()
    while (handle.get_attribute("aria-valuetext") or "") != "21 June 2021":
        handle.press("ArrowLeft")

    expect(panel(page)).to_contain_text(plain("Afghan security forces held it"))
    page.wait_for_url("**known=2021-06-21**")

    page.get_by_role("button", name="All reports").click()
    expect(panel(page)).to_contain_text("Disputed")


def test_an_address_that_is_shared_shows_the_same(sample_url: str, open_page: OpenPage) -> None:
    address = f"{sample_url}/?date=2021-06-21&known=2021-06-21&place=af-khwaja-ghar&policy=LATEST"
    first, second = ready(open_page(address)), ready(open_page(address, color_scheme="dark"))

    expect(panel(first)).to_contain_text(plain("Afghan security forces held it"))
    assert panel(first).inner_text() == panel(second).inner_text()


def test_the_table_says_all_that_the_map_says(sample_url: str, open_page: OpenPage) -> None:
    """given the table of 22 June; then its rows are those of the schema's own answer, place by place"""
    page = ready(open_page(f"{sample_url}/?date=2021-06-22&table"))
    rows = page.get_by_role("row").filter(has_text=re.compile("Taliban"))

    expect(rows).to_have_count(8)
    expect(rows.filter(has_text="Khwaja Ghar")).to_contain_text("disputed")


def test_the_map_and_its_parts_are_clean_to_axe(
    sample_url: str, open_page: OpenPage, axe: Callable[[Page], list[str]]
) -> None:
    for query in ("", "?date=2021-06-22&place=af-khwaja-ghar", "?date=2021-06-22&table"):
        page = ready(open_page(f"{sample_url}/{query}"))
        assert axe(page) == [], query
        page.context.close()


def test_the_page_fits_the_smallest_telephone(sample_url: str, open_page: OpenPage) -> None:
    page = ready(open_page(f"{sample_url}/?place=af-khwaja-ghar", viewport={"width": 360, "height": 740}))

    assert page.evaluate("document.documentElement.scrollWidth") == 360


def test_an_empty_log_says_how_to_fill_it(empty_url: str, open_page: OpenPage) -> None:
    page = open_page(empty_url)

    expect(page.get_by_role("heading", name="This log is empty")).to_be_visible()
    expect(page.locator("body")).to_contain_text("timeline import")


def test_another_log_has_its_own_days_places_and_kinds(
    empty_url: str, open_page: OpenPage, record: Callable[..., None]
) -> None:
    """given a log of another country, without an outline, in another year; then the map is about that"""
    record(
        empty_url,
        {"actorRegistered": {"actor": "north", "name": "North", "kind": "STATE_FORCES", "side": "north"}},
        {"placeRegistered": _registered("l-1", "Harbour", 1.5)},
        {"placeRegistered": _registered("l-2", "Mill", 1.7)},
        {
            "controlChanged": {
                "place": "l-1",
                "gainer": "north",
                "occurred": "1999-04-02",
                "published": "1999-04-03",
            }
        },
        {
            "controlChanged": {
                "place": "l-2",
                "gainer": "north",
                "occurred": "1999-04-20",
                "published": "1999-04-20",
            }
        },
    )
    page = ready(open_page(f"{empty_url}/?place=l-1&kind=POPULATED_PLACE"))

    expect(panel(page)).to_contain_text("At the end of 20 April 1999")
    expect(panel(page)).to_contain_text(plain("North held it"))


def _registered(id: str, name: str, longitude: float) -> dict:
    names = [{"text": name, "preferred": True}]
    return {"place": id, "kind": "POPULATED_PLACE", "names": names, "longitude": longitude, "latitude": 48.2}


def test_it_can_be_shown_in_a_page_of_an_origin_that_is_allowed_and_in_no_other(
    sample_log: Path, open_page: OpenPage, tmp_path: Path
) -> None:
    with _newspaper(tmp_path) as paper:
        settings = Settings(database_url=f"sqlite:///{sample_log}", embed_origins=paper)
        with serving(settings) as allowing, serving(Settings(database_url=f"sqlite:///{sample_log}")) as refusing:
            for url, is_shown in {allowing: True, refusing: False}.items():
                (tmp_path / "index.html").write_text(f"<iframe src='{url}/?embed&date=2021-06-22'></iframe>", "utf-8")
                page = open_page(paper)
                frame = page.frame_locator("iframe")
                if is_shown:
                    frame.locator("canvas").first.wait_for()
                else:
                    page.wait_for_timeout(500)
                    assert frame.locator("canvas").count() == 0
                page.context.close()


@contextmanager
def _newspaper(folder: Path) -> Iterator[str]:
    """Another origin: a site that has pages of its own."""
    handler = partial(_Quiet, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as site:
        Thread(target=site.serve_forever, daemon=True).start()
        yield f"http://localhost:{site.server_address[1]}"
        site.shutdown()


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *values: object) -> None:
        """Nothing."""


def test_what_is_recorded_elsewhere_comes_up_without_a_reload(
    sample_url: str, open_page: OpenPage, record: Callable[..., None]
) -> None:
    page = ready(open_page(f"{sample_url}/?date=2021-07-05&place=af-imam-sahib"))
    expect(panel(page)).to_contain_text(plain("Taliban held it"))
    retaken = {"gainer": "afghan-security-forces", "occurred": "2021-07-04", "published": "2021-07-04"}
    record(sample_url, {"controlChanged": {"place": "af-imam-sahib", **retaken}})

    expect(panel(page)).to_contain_text(plain("Afghan security forces held it"))
