"""OGC API Features, Part 1: Core (17-069r4): what the standard asks of a server, and what is ours to decide."""

import json
import re

import pytest
from geojson_pydantic import FeatureCollection

from api.ogc.collections import COLLECTIONS
from api.ogc.definition import openapi
from domain.values.terms import PlaceKind
from tests.support import handmade_periods
from tests.support.asking import Api
from tests.support.builders import changed, place, source, status
from tests.support.ogc import (
    DAY,
    DISTRICTS,
    districts_told,
    features,
    get,
    ids,
    link,
    pages,
    query_of,
)


@pytest.fixture
async def told(api: Api) -> Api:
    return await districts_told(api)


async def test_every_link_from_the_landing_page_on_leads_to_what_it_says(told: Api) -> None:
    """Requirements 2 to 16: landing page, definition, conformance, collections, and links between all of them."""
    waiting, seen = [("http://timeline/ogc", "application/json")], set()
    while waiting:
        url, type = waiting.pop()
        if url in seen:
            continue
        seen.add(url)
        response = await told.client.get(url)
        assert response.status_code == 200, url
        assert response.headers["content-type"] == type, url
        body = response.json()
        for one in body.get("links", ()):
            assert one["href"].startswith("http://timeline/ogc")
            assert one["title"]
            waiting.append((one["href"], one["type"]))
        waiting += [(one["href"], one["type"]) for inner in body.get("collections", ()) for one in inner["links"]]
    assert len(seen) == 5 + 2 * len(COLLECTIONS)


async def test_the_landing_page_has_the_links_that_clients_look_for(told: Api) -> None:
    body = await get(told, "/ogc/")

    assert {"self", "service-desc", "conformance", "data"} <= {one["rel"] for one in body["links"]}
    assert (await get(told, "/ogc/conformance"))["conformsTo"] == [
        f"http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/{name}" for name in ("core", "oas30", "geojson")
    ]


async def test_each_kind_of_place_is_a_collection(told: Api) -> None:
    found = {one["id"]: one for one in (await get(told, "/ogc/collections"))["collections"]}

    assert set(COLLECTIONS.values()) == set(PlaceKind)
    assert [*found] == [*COLLECTIONS]
    for id, one in found.items():
        assert one == await get(told, f"/ogc/collections/{id}")
        assert {"self", "items", "license"} <= {each["rel"] for each in one["links"]}
    assert found["districts"]["extent"] == {
        "temporal": {"interval": [["2021-06-10T00:00:00Z", None]]},
        "spatial": {"bbox": [[-179.5, 10, 68.5, 37]], "crs": "http://www.opengis.net/def/crs/OGC/1.3/CRS84"},
    }
    assert "spatial" not in found["bases"]["extent"]


async def test_a_page_of_items_is_what_the_standard_says(told: Api) -> None:
    """Requirements 17 to 32, and GeoJSON."""
    response = await told.client.get(DISTRICTS, params={"datetime": DAY, "limit": 2})

    body = response.json()
    assert response.headers["content-type"] == "application/geo+json"
    FeatureCollection.model_validate_json(response.text)
    assert body["numberReturned"] == len(body["features"]) == 2
    assert body["numberMatched"] == 4
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", body["timeStamp"])
    assert {"self", "collection", "next"} == {one["rel"] for one in body["links"]}


async def test_an_item_says_whether_it_can_be_used_and_whose_word_that_is(told: Api) -> None:
    await told.recorded(source("border-guard"), status("af-a", "RESTRICTED", "2021-06-01", source="border-guard"))

    found = await get(told, f"{DISTRICTS}/af-a", datetime=DAY)

    assert (found["properties"]["status"], found["properties"]["statusCertainty"]) == ("RESTRICTED", "ESTABLISHED")
    assert "border-guard" in found["properties"]["sources"]


async def test_an_item_has_its_state_and_whose_word_it_is(told: Api) -> None:
    found = await get(told, f"{DISTRICTS}/af-a", datetime=DAY)

    assert found["type"] == "Feature"
    assert found["geometry"] == {"type": "Point", "coordinates": [68.5, 37.0]}
    assert found["properties"]["holder"] == "taliban"
    assert found["properties"]["certainty"] == "CLAIMED"
    assert found["properties"]["alternatives"] == ["CONTROL government"]
    assert [one["source"] for one in found["attributions"]] == ["ministry", "neutral"]
    assert {"self", "collection"} == {one["rel"] for one in found["links"]}


async def test_the_terms_of_the_sources_go_with_the_page(told: Api) -> None:
    body = await get(told, DISTRICTS, datetime=DAY, after="af-b", limit=1)

    [atlas, _] = body["attributions"]
    assert (atlas["source"], atlas["licence"], atlas["attribution"]) == ("atlas", "CC-BY-4.0", "© Atlas")
    listed = await pages(told, "/ogc/sources", limit=1)
    assert [one["source"] for page in listed for one in page["sources"]] == ["atlas", "ministry", "neutral"]


DAYS = {
    "2021-06-22": "2021-06-22",
    "2021-06-22T00:00:00Z": "2021-06-22",
    "2021-06-22T23:59:59.5+04:30": "2021-06-22",  # the day as it is written: the civil day of the place
    "2021-06-22T": "2021-06-22",
    "2021-06-01/2021-06-22": "2021-06-22",
    "../2021-06-22": "2021-06-22",
    "/2021-06-22": "2021-06-22",
    "2021-06-01T00:00:00Z/2021-06-22T12:00:00Z": "2021-06-22",
    "2021-06-22/..": "2026-11-24",  # an open end is today
    "2021-06-22/": "2026-11-24",
    "2199-01-01/..": "2199-01-01",
    None: "2026-11-24",
}


async def test_datetime_is_the_day_of_which_the_end_is_meant(told: Api) -> None:
    for given_day, day in DAYS.items():
        body = await get(told, f"{DISTRICTS}/af-a", **({"datetime": given_day} if given_day else {}))
        assert (given_day, body["properties"]["date"], body["snapshot"]["date"]) == (given_day, day, day)


async def test_the_coordinates_are_those_of_as_of(told: Api) -> None:
    for query, certainty in (
        ({"datetime": "2021-06-20"}, "UNKNOWN"),
        ({"datetime": "2021-06-21"}, "ESTABLISHED"),
        ({"datetime": DAY}, "CLAIMED"),
        ({"datetime": DAY, "knownOn": "2021-06-22"}, "ESTABLISHED"),
        ({"datetime": DAY, "knownOn": "2021-06-21"}, "UNKNOWN"),
        ({"datetime": DAY, "position": "14"}, "ESTABLISHED"),
        ({"datetime": DAY, "policy": "LATEST"}, "ESTABLISHED"),
    ):
        found = await get(told, f"{DISTRICTS}/af-a", **query)
        assert (query, found["properties"]["certainty"]) == (query, certainty)
        again = await get(told, f"{DISTRICTS}/af-a", token=found["snapshot"]["token"])
        assert again["properties"] == found["properties"]


async def test_places_are_those_that_exist_on_the_day(told: Api) -> None:
    assert "af-old" not in ids([await get(told, DISTRICTS, datetime=DAY)])
    assert "af-old" in ids([await get(told, DISTRICTS, datetime="2021-05-31")])
    assert (await told.client.get(f"{DISTRICTS}/af-old", params={"datetime": DAY})).status_code == 404


async def test_within_is_a_place_and_all_in_it(told: Api) -> None:
    assert ids([await get(told, DISTRICTS, datetime=DAY, within="af-kunduz")]) == ["af-a", "af-b", "af-imam-sahib"]
    assert ids([await get(told, DISTRICTS, datetime=DAY, within="af-a")]) == ["af-a"]


BOXES = {
    "68,36,69,38": ["af-a"],
    "68,36,0,69,38,9000": ["af-a"],  # heights are passed over
    "68.5,37,68.5,37": ["af-a"],
    "63.5,30,64,30.2": ["af-c"],
    "60,33,61,34": [],  # in the box around the outline, and not in it
    "170,0,-170,20": ["af-b"],  # across the antimeridian
    "-180,-90,180,90": ["af-a", "af-b", "af-c"],  # what is nowhere is in no box
}


async def test_a_box_finds_what_touches_it(told: Api) -> None:
    for bbox, found in BOXES.items():
        for limit in (1, 2, 100):
            assert ids(await pages(told, DISTRICTS, datetime=DAY, bbox=bbox, limit=limit)) == found


async def test_pages_can_be_turned_in_both_directions(told: Api) -> None:
    forth = await pages(told, DISTRICTS, datetime=DAY, limit=1)
    back = await pages(told, link(forth[-1], "self"), rel="prev")

    assert ids(forth) == ["af-a", "af-b", "af-c", "af-imam-sahib"]
    assert ids(back) == ids(forth)[::-1]
    assert link(forth[0], "prev") is None
    assert link(back[0], "next") is None
    assert ids([await get(told, link(back[1], "next"))]) == ["af-imam-sahib"]


async def test_all_pages_are_of_one_position_whatever_is_recorded_between_them(told: Api) -> None:
    first = await get(told, DISTRICTS, datetime=DAY, limit=1)
    await told.recorded(changed("af-c", "taliban", "2021-06-12"), place("af-d"))

    rest = await pages(told, link(first, "next"))
    assert ids([first, *rest]) == ["af-a", "af-b", "af-c", "af-imam-sahib"]
    assert {page["snapshot"]["position"] for page in rest} == {first["snapshot"]["position"]}
    assert features(rest)[1]["properties"]["holder"] == "government"


async def test_a_day_chosen_at_the_landing_page_holds_for_all_that_it_leads_to(told: Api) -> None:
    landing = await get(told, "/ogc", datetime=DAY, knownOn="2021-06-22")
    data = await get(told, link(landing, "data"))
    [districts] = [one for one in data["collections"] if one["id"] == "districts"]

    items = await get(told, link(districts, "items"))
    assert items["snapshot"]["date"] == DAY
    assert items["snapshot"]["knownOn"] == "2021-06-22"
    assert query_of(link(items, "collection")) == {"datetime": DAY, "knownOn": "2021-06-22"}


async def test_more_than_the_server_gives_is_taken_for_as_many_as_it_gives(told: Api) -> None:
    assert (await get(told, DISTRICTS, limit=10**30))["numberReturned"] == 4


async def test_an_answer_at_coordinates_can_be_kept_and_one_at_the_head_is_asked_for_again(told: Api) -> None:
    position = await told.head()
    kept = {
        "public, max-age=31536000, immutable": {
            "token": (await get(told, DISTRICTS, datetime=DAY))["snapshot"]["token"]
        },
        "public, max-age=86400, immutable": {"datetime": DAY, "position": position},
    }
    for control, query in kept.items():
        assert (await told.client.get(DISTRICTS, params=query)).headers["cache-control"] == control
    for query in ({}, {"datetime": DAY}, {"position": position}, {"datetime": f"{DAY}/..", "position": position}):
        assert (await told.client.get(DISTRICTS, params=query)).headers["cache-control"] == "public, no-cache"


async def test_what_has_not_changed_is_not_sent_again(told: Api) -> None:
    first = await told.client.get(DISTRICTS, params={"datetime": DAY})
    known = {"If-None-Match": first.headers["etag"]}

    same = await told.client.get(DISTRICTS, params={"datetime": DAY}, headers=known)
    await told.recorded(place("af-e"))
    other = await told.client.get(DISTRICTS, params={"datetime": DAY}, headers=known)

    assert (same.status_code, same.content) == (304, b"")
    assert other.status_code == 200
    assert other.headers["etag"] != first.headers["etag"]


async def test_the_definition_names_the_parameters_that_are_taken(told: Api) -> None:
    found = await get(told, "/ogc/api")

    assert json.loads(json.dumps(openapi("http://timeline/ogc"))) == found
    assert found["openapi"].startswith("3.0.")
    for path, item in found["paths"].items():
        named = [one["$ref"].rpartition("/")[2] for one in item["get"]["parameters"]]
        for name in named:
            parameter = found["components"]["parameters"][name]
            assert parameter["name"] == name
            assert parameter["required"] == (parameter["in"] == "path")
        asked = f"/ogc{path}".replace("{featureId}", "af-a")
        response = await told.client.get(asked, params={"no-such": "parameter"})
        known = response.json()["description"].rpartition("take ")[2].split(", ")
        assert response.status_code == 400
        assert {*known} == {*named} - {"featureId"}


async def test_what_can_be_kept_for_ever_says_the_same_for_ever(told: Api) -> None:
    """But for the moment at which it was told, which the standard wants in it."""
    token = (await get(told, DISTRICTS, datetime=DAY, within="af-kunduz"))["snapshot"]["token"]
    before = await get(told, DISTRICTS, token=token, within="af-kunduz", limit=2)
    await told.recorded(
        changed("af-a", "government", "2021-06-22", published="2021-06-23"),
        place("af-aa", parent="af-kunduz"),
        source("later", licence="CC0-1.0"),
    )

    after = await get(told, DISTRICTS, token=token, within="af-kunduz", limit=2)
    assert {**after, "timeStamp": None} == {**before, "timeStamp": None}


async def test_a_feature_says_why_it_is_so_and_until_when_anybody_vouches_for_it(api: Api) -> None:
    await api.recorded(*handmade_periods.a_log())
    await handmade_periods.put(api.app.state.logs.record.db)

    found = (await get(api, f"{DISTRICTS}/{handmade_periods.DISTRICT}", datetime=DAY))["properties"]
    assert [found[name] for name in ("levelCertainty", "lastWord", "basisVoices", "why")] == [
        "POSSIBLE",
        handmade_periods.LAST_WORD.isoformat(),
        2,
        handmade_periods.WHY,
    ]
