"""What is taken away from the map is what the log answers, and other sites show it only where a setting names them."""

import csv
import io
import json
import shutil
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page

from api.settings import Settings
from tests.browser.conftest import OpenPage
from tests.support.serving import serving

READY = "html[data-ready=true]"
VIEW = "/?date=2021-06-22"


def opened(open_page: OpenPage, url: str) -> Page:
    page = open_page(url + VIEW)
    page.wait_for_selector(READY)
    return page


def exported(page: Page, label: str) -> str:
    page.locator("summary", has_text="Export").click()
    with page.expect_download() as download:
        page.get_by_role("button", name=label).click()
    return Path(download.value.path()).read_text("utf-8")


def frame(page: Page, url: str) -> dict[str, list[Any]]:
    query = '{ asOf(date: "2021-06-22") { position token frame(kind: DISTRICT) } }'
    answer = page.request.post(f"{url}/graphql", data={"query": query})
    columns: dict[str, Any] = answer.json()["data"]["asOf"]
    return {**columns["frame"], "cited": [columns["position"], columns["token"]]}


def test_the_table_that_is_taken_away_is_the_answer_at_the_coordinates_in_it(
    sample_url: str, open_page: OpenPage
) -> None:
    page = opened(open_page, sample_url)
    rows = {row["place"]: row for row in csv.DictReader(io.StringIO(exported(page, "Table (CSV)")))}
    answer = frame(page, sample_url)

    assert list(rows) == answer["place"]
    for column, name in (("holder", "holder"), ("certainty", "certainty"), ("lastWord", "last_word")):
        assert [row[name] for row in rows.values()] == [value or "" for value in answer[column]]
    assert {(int(row["position"]), row["token"]) for row in rows.values()} == {tuple(answer["cited"])}
    assert rows["af-khwaja-ghar"]["alternatives"] == "Taliban; Afghan security forces"


def test_places_are_taken_away_with_their_outlines_and_never_with_cells(sample_url: str, open_page: OpenPage) -> None:
    page = opened(open_page, sample_url)
    collection = json.loads(exported(page, "Places (GeoJSON)"))
    shapes = {feature["id"]: feature["geometry"]["type"] for feature in collection["features"] if feature["geometry"]}

    assert shapes["af-khwaja-ghar"] in ("Polygon", "MultiPolygon")
    assert shapes["tj-farkhor"] == "Point"
    assert collection["timeline"]["position"] == frame(page, sample_url)["cited"][0]


def test_a_citation_leads_back_to_what_it_cites(sample_url: str, open_page: OpenPage) -> None:
    page = opened(open_page, sample_url)
    page.get_by_role("button", name="Cite this").click()
    link = page.get_by_role("textbox", name="Link that always shows the same").input_value()
    text = page.get_by_role("textbox", name="Text", exact=True).input_value()

    [position, token] = frame(page, sample_url)["cited"]
    assert f"position={position}" in urlsplit(link).query
    assert token in text
    assert link in text


@pytest.fixture
def other_site() -> Iterator[tuple[str, list[str]]]:
    """A site of another origin with one page, which holds a frame; and the list that its address is put into."""
    framed: list[str] = []

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            body = (
                f'<!doctype html><title>Paper</title><iframe src="{framed[0]}" width=800 height=500></iframe>'.encode()
            )
            self.send_response(200)
            self.send_header("content-type", "text/html")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}", framed
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("is_named", [True, False])
def test_another_site_shows_the_map_only_where_it_is_named(
    sample_log: Path, tmp_path: Path, open_page: OpenPage, other_site: tuple[str, list[str]], is_named: bool
) -> None:
    site, framed = other_site
    file = shutil.copy(sample_log, tmp_path / "sample.db")
    origins = site if is_named else "https://other.example"
    with serving(Settings(database_url=f"sqlite:///{file}", embed_origins=origins)) as url:
        framed.append(f"{url}{VIEW}&embed=1")
        page = open_page(site)
        inside = page.frame_locator("iframe")

        if is_named:
            inside.locator(READY).wait_for(state="attached")
            assert inside.get_by_role("link", name="Full view").count() == 1
            assert inside.get_by_role("searchbox").count() == 0
        else:
            page.wait_for_timeout(500)
            assert inside.locator(".page").count() == 0
        # The map follows the log as long as it is open, and the server waits for that to end.
        page.close()
