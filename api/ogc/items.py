"""The places of a collection with their states, a page at a time, and one of them."""

from http import HTTPStatus
from typing import Any

from api.ogc import parameters
from api.ogc.asking import GEOJSON, Answer, Asking
from api.ogc.collections import kind_of
from api.ogc.parameters import When
from api.ogc.refusals import Refusal, absent
from service.asking import tokens
from service.exporting import terms
from service.exporting.flat_features import Json, Page, page_of
from store.read import features
from store.read.features import Chosen


async def items(asking: Asking) -> Answer:
    """A page. Its links lead to the pages before and after it at the same position of the log."""
    given = asking.parameters(*parameters.WHICH)
    collection = asking.request.path_params["collection"]
    kind = kind_of(collection)
    when, first, boxes = parameters.when(asking, given), parameters.limit(given), parameters.boxes(given)
    if {"after", "before"} <= given.keys():
        raise Refusal(HTTPStatus.BAD_REQUEST, "BAD_PARAMETER", "`after` and `before` are for two directions: give one")
    asking.keep(when.pin, GEOJSON, day=str(when.at.date))
    within = await parameters.within(asking, given, when.at.position)
    chosen = Chosen(within=within, kind=kind, boxes=boxes)
    turn = {name: given.get(name) for name in ("after", "before")}
    # One more than fits, to know whether there are more.
    page = await page_of(asking.conn, when.at, chosen, **turn, first=first + 1)
    more = len(page.features) > first
    if more:
        del page.features[0 if "before" in given else -1]
    links = _links(asking, collection, given, when, page, more)
    body = {
        **await _page_with_terms(asking, when, page),
        "links": links,
        "features": [page.geojson(one) for one in page.features],
    }
    if not boxes:
        body["numberMatched"] = await features.count_features(asking.conn, when.at, chosen)
    return Answer(body, GEOJSON, when.at.position)


async def item(asking: Asking) -> Answer:
    given = asking.parameters()
    collection = asking.request.path_params["collection"]
    kind, id = kind_of(collection), asking.path("feature", "place")
    when = parameters.when(asking, given)
    asking.keep(when.pin, GEOJSON, day=str(when.at.date))
    page = await page_of(asking.conn, when.at, Chosen(kind=kind, ids=[id]), first=1)
    if not page.features:
        raise absent(f"no place of this collection has this id on {when.at.date}: look through its items")
    [feature] = page.features
    told = await terms.of_sources(asking.conn, page.sources, when.at.position)
    links = [asking.self_link(GEOJSON), _up(asking, collection)]
    body = {**page.geojson(feature), "links": links, "snapshot": tokens.snapshot_json(when.at), "attributions": told}
    return Answer(body, GEOJSON, when.at.position)


async def _page_with_terms(asking: Asking, when: When, page: Page) -> Json:
    return {
        "type": "FeatureCollection",
        "timeStamp": asking.time_stamp,
        "numberReturned": len(page.features),
        "snapshot": tokens.snapshot_json(when.at),
        "attributions": await terms.of_sources(asking.conn, page.sources, when.at.position),
    }


def _links(asking: Asking, collection: str, given: dict[str, str], when: When, page: Page, more: bool) -> list[Json]:
    found = [asking.self_link(GEOJSON), _up(asking, collection)]
    backwards = "before" in given
    kept = {name: given.get(name) for name in ("bbox", "within", "limit")} | parameters.in_query(when)

    def turn(rel: str, title: str, **key: Any) -> None:
        href = asking.url(f"/collections/{collection}/items", **kept, **key)
        found.append(asking.link(rel, href, title, GEOJSON))

    if page.features:
        if more or backwards:
            turn("next", "The next page", after=page.features[-1].place.id)
        if more if backwards else "after" in given:
            turn("prev", "The page before", before=page.features[0].place.id)
    return found


def _up(asking: Asking, collection: str) -> Json:
    return asking.link("collection", asking.onwards(f"/collections/{collection}"), "The collection")
