"""What is taken away from the map is what the log answers."""

import csv
import io
import json
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

from tests.support.browser import OpenPage

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
