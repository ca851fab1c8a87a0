"""Pages of places, events and sources, readable without scripts: what they say is what the schema answers."""

import csv
import io
import re
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.graphql import schema
from api.pages.event_document import event_types
from api.pages.shown import when
from store.write import registration_rules
from tests.support import builders
from tests.support.asking import Api
from tests.support.properties import sharing_fixtures

HOSTILE = '<script>alert("1")</script>'
RECORDED = [
    *builders.cast(),
    builders.source("leaflet", name=HOSTILE, url="javascript:alert(1)", reliability="C"),
    builders.changed(id="fall", occurred="2021-06-21", published="2021-06-21", note=HOSTILE),
    builders.changed(
        id="a/b:c.d", gainer="government", occurred="2021-06-23", published="2021-06-23", source="leaflet"
    ),
    builders.changed(id="withdrawn", occurred="2021-06-24", published="2021-06-24"),
    builders.retracted("withdrawn", published="2021-07-01"),
]


@pytest.fixture
async def recorded(sqlite_api: Api, monkeypatch: pytest.MonkeyPatch) -> Api:
    """With an address that is refused today and may be on record since before."""
    with monkeypatch.context() as before:
        before.setattr(registration_rules, "check_web_address", lambda _: None)
        await sqlite_api.recorded(*RECORDED)
    return sqlite_api


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


async def test_a_place_says_who_holds_it_why_and_what_was_known_earlier(recorded: Api) -> None:
    """
    given a district that the Taliban took on 21 June, and the government retook on the 23rd
    when its page is asked for on the 22nd, and on the 23rd as known on the 22nd
    then both say that it is the Taliban, with the report that says so
    """
    for day in ("date=2021-06-22", "date=2021-06-23&known=2021-06-22"):
        page = await recorded.client.get(f"/place/af-imam-sahib?{day}")

        assert page.status_code == 200
        assert re.search(r'<h2 id="holder">2[23] June 2021: <bdi>Taliban</bdi></h2>', page.text)
        assert 'href="/event/fall"' in page.text


@pytest.mark.parametrize(
    ("edtf", "words"),
    {
        "2021-06-22": "22 June 2021",
        "2021-06-21T12:00": "21 June 2021, 12:00",
        "2021-06-19/2021-06-21": "19 June 2021 to 21 June 2021",
        "2021-06-21T12:00/2021-06-21T15:30": "21 June 2021, 12:00 to 15:30",
        "2021-06": "2021-06",
        "../2021-06-22": "../2021-06-22",
        "2021-06-2X": "2021-06-2X",
    }.items(),
)
def test_a_date_is_put_in_words_where_it_is_a_day_or_a_window(edtf: str, words: str) -> None:
    assert when(edtf) == words


async def test_without_a_day_a_place_is_shown_on_the_last_day_of_the_log(recorded: Api) -> None:
    page = await recorded.client.get("/place/af-imam-sahib")

    assert '<h2 id="holder">23 June 2021: ' in page.text


async def test_an_event_shows_all_that_its_type_has(recorded: Api) -> None:
    page = await recorded.client.get("/event/fall")

    assert page.status_code == 200
    for label, value in {"Gainer": "Taliban", "Level": "control", "Occurred": "21 June 2021"}.items():
        assert re.search(rf"<dt>{label}</dt><dd[^>]*>\s*(<bdi>)?{value}", page.text), label


async def test_an_event_is_reached_by_whatever_id_it_has(recorded: Api) -> None:
    for address in ("/event/a/b:c.d", "/event/a%2Fb%3Ac.d"):
        page = await recorded.client.get(address)
        assert page.status_code == 200
        assert "<code>a/b:c.d</code>" in page.text


async def test_what_was_retracted_says_so_and_by_what(recorded: Api) -> None:
    page = await recorded.client.get("/event/withdrawn")

    assert "Retracted by" in page.text


async def test_what_a_source_wrote_is_text_and_never_part_of_the_page(recorded: Api) -> None:
    """given a source whose name is a script and whose address runs one; then pages show both, and obey neither"""
    for path in ("/source/leaflet", "/event/fall", "/event/a/b:c.d", "/source", "/event", "/place/af-imam-sahib"):
        page = await recorded.client.get(path)
        assert page.status_code == 200, path
        assert "<script>" not in page.text, path
        assert 'href="javascript' not in page.text, path


@pytest.mark.parametrize("path", ["/place", "/event", "/source"])
async def test_lists_lead_to_the_pages_and_to_the_same_as_csv(recorded: Api, path: str) -> None:
    page = await recorded.client.get(path)
    table = await recorded.client.get(f"{path}.csv")

    listed = re.findall(rf'href="{path}/([^"?/]+)"', page.text)
    assert {row["id"].replace("/", "%2F").replace(":", "%3A") for row in rows(table.text)} == set(listed)
    for address in set(re.findall(r'href="(/(?:place|event|source)[^"]*)"', page.text)):
        answer = await recorded.client.get(address.replace("&amp;", "&"))
        assert answer.status_code == 200, address


async def test_facets_count_and_choose(recorded: Api) -> None:
    page = await recorded.client.get("/event?type=ControlChanged")
    table = await recorded.client.get("/event.csv?type=ControlChanged")

    assert re.search(r'<b>Control changed</b>\s*<span class="count">3</span>', page.text)
    assert {row["type"] for row in rows(table.text)} == {"ControlChanged"}
    assert len(rows(table.text)) == 3


async def test_the_history_of_a_place_is_a_table(recorded: Api) -> None:
    table = await recorded.client.get("/place/af-imam-sahib/history.csv")

    assert [(row["from"], row["holder"]) for row in rows(table.text)] == [
        ("2021-06-21", "taliban"),
        ("2021-06-23", "government"),
    ]


async def test_a_long_history_is_whole_in_csv(sqlite_api: Api) -> None:
    """given a place that changed hands more often than a page has periods; then the table has them all"""
    days = [f"{2000 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}" for number in range(520)]
    turns = (
        builders.changed(id=f"c{number}", occurred=day, gainer=("taliban", "government")[number % 2])
        for number, day in enumerate(days)
    )
    await sqlite_api.record(*builders.cast(), *turns)

    table = await sqlite_api.client.get("/place/af-imam-sahib/history.csv")

    assert [row["from"] for row in rows(table.text)] == days


async def test_the_history_of_no_place_is_refused(recorded: Api) -> None:
    table = await recorded.client.get("/place/nowhere/history.csv")

    assert table.status_code == 404
    assert "see /place for those that are" in table.text


async def test_a_long_list_is_whole_in_csv(sqlite_api: Api) -> None:
    """given more events than a page has; then the table has them all, in the order of the log"""
    await sqlite_api.record(*builders.cast(), *(builders.changed(id=f"c{number}") for number in range(450)))

    positions = [int(row["position"]) for row in rows((await sqlite_api.client.get("/event.csv")).text)]

    assert positions == list(range(1, len(positions) + 1))
    assert len(positions) > 450


@pytest.mark.parametrize(
    ("path", "status"),
    {
        "/place/nope": 404,
        "/event/nope": 404,
        "/source/nope": 404,
        "/source/fall": 404,
        "/place/af-imam-sahib?date=2021-02-30": 400,
        "/place/af-imam-sahib?date=yesterday": 400,
        "/place/af-imam-sahib?position=9999999": 400,
        "/place/af-imam-sahib?position=x": 400,
        "/place/af-imam-sahib?policy=BEST": 400,
        "/place?kind=TOWNSHIP": 400,
        "/event?type=Nothing": 400,
        "/event?after=x": 400,
        "/event.csv?from=2021": 400,
    }.items(),
)
async def test_what_cannot_be_shown_is_refused_with_what_to_do(recorded: Api, path: str, status: int) -> None:
    page = await recorded.client.get(path)

    assert page.status_code == status
    assert re.search(r"<p><bdi>.{20,}</bdi></p>", page.text, re.DOTALL)


PATHS = st.sampled_from(
    ["/place/{}", "/event/{}", "/source/{}", "/place?name={}", "/event?place={}", "/source?text={}"]
)


@given(path=PATHS, text=st.text(max_size=30))
@sharing_fixtures(60)
async def test_no_address_breaks_a_page(sqlite_api: Api, path: str, text: str) -> None:
    page = await sqlite_api.client.get(path.format(quote(text, safe="", errors="surrogatepass")))

    assert page.status_code in (200, 307, 400, 404)


async def test_every_type_of_event_can_be_asked_for(sqlite_api: Api) -> None:
    """The document of an event is made from the schema, and is valid in it."""
    assert len(event_types(schema.build()._schema)) > 10
    assert (await sqlite_api.client.get("/event/none")).status_code == 404
