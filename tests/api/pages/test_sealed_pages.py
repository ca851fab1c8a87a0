"""What is sealed reads as such on the pages for people, in sentences and on the command line; data has it as it stands."""

import html
import re

import pytest

from tests.support import builders
from tests.support.asking import Api

SEALED, OTHER = f"sealed:{'5f0c1a2b' * 8}", f"sealed:{'0d1e2f3a' * 8}"
ASK_WHY = '{ asOf(date: "2021-06-25") { place(id: "af-imam-sahib") { holder { name } why { text } } } }'
RECORDED = [
    *builders.cast(),
    builders.actor("cell", name=OTHER, side="taliban"),
    builders.place("shelter", SEALED, kind="BASE", parent="af-kunduz"),
    builders.source("caller", name=SEALED, publisher=SEALED, title=f"a call by {SEALED}", url="https://example.org/x"),
    builders.changed(
        id="fall",
        gainer="cell",
        source="caller",
        attribution=[SEALED, OTHER],
        note=f"{SEALED} has seen it",
        incident=SEALED,
    ),
]
PAGES = (
    "/source",
    "/source/caller",
    "/event",
    "/event/fall",
    "/place/af-imam-sahib?date=2021-06-25",
    "/place/shelter?date=2021-06-25",
)


@pytest.fixture
async def recorded(sqlite_api: Api) -> Api:
    await sqlite_api.recorded(*RECORDED)
    return sqlite_api


def read_as_text(page: str) -> str:
    """What a reader sees; what is there in full, to be copied, left out."""
    return html.unescape(re.sub(r"<[^>]*>", " ", re.sub(r"<code>sealed:\w+</code>", "", page)))


@pytest.mark.parametrize("path", PAGES)
async def test_people_read_the_first_digits(recorded: Api, path: str) -> None:
    page = await recorded.client.get(path)

    text = read_as_text(page.text)
    assert (page.status_code, "sealed (5f0c1a2b)" in text) == (200, True)
    assert "sealed:" not in text


@pytest.mark.parametrize("path", ["/source/caller", "/event/fall"])
async def test_a_page_says_what_sealed_means_and_when_it_is_erased(recorded: Api, path: str) -> None:
    """given a page with a sealed value; when that is erased; then it says so, and leads to the event"""
    before = await recorded.client.get(path)
    await recorded.recorded(builders.erased(SEALED, id=f"{SEALED}/erased"), builders.erased(SEALED, id="again"))
    after = await recorded.client.get(path)

    for page in (before, after):
        assert "kept out of this record" in page.text
        assert f"<code>{SEALED}</code>" in page.text
    assert "nobody can open it any more" not in before.text
    assert after.text.count("nobody can open it any more") == 1
    [link] = re.findall(r'open it any more \(<a href="([^"]*)"', after.text)
    tombstone = await recorded.client.get(link)
    assert (tombstone.status_code, "the source asks for it" in tombstone.text) == (200, True)
    assert "Retract it" not in tombstone.text


async def test_a_page_without_sealed_values_does_not_speak_of_them(recorded: Api) -> None:
    page = await recorded.client.get("/source/neutral")

    assert (page.status_code, "ealed" in page.text) == (200, False)


async def test_sentences_have_the_short_form_and_data_the_whole(recorded: Api) -> None:
    place = (await recorded.ask(ASK_WHY))["asOf"]["place"]

    assert place["holder"]["name"] == OTHER
    assert "sealed (0d1e2f3a)" in place["why"]["text"]
    assert OTHER not in place["why"]["text"]
