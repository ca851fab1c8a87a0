"""The places of a collection with their states, a page at a time, and one of them."""

from http import HTTPStatus
from typing import Any

from api.http.open_logs import log_in
from api.ogc import parameters
from api.ogc.collections import kind_of
from api.ogc.feature_request import GEOJSON, Answer, FeatureRequest
from api.ogc.parameters import When
from api.ogc.prices import item_cost, page_cost
from api.ogc.refusals import Refusal, absent
from service.asking import tokens
from service.exporting import terms
from service.exporting.flat_features import Json, Page, page_of
from store.read import features
from store.read.features import Chosen


async def items(request: FeatureRequest) -> Answer:
    """A page. Its links lead to the pages before and after it at the same position of the log."""
    given = request.parameters(*parameters.WHICH)
    collection = request.http.path_params["collection"]
    kind = kind_of(collection)
    when, first, boxes = parameters.when(request, given), parameters.limit(given), parameters.boxes(given)
    if {"after", "before"} <= given.keys():
        raise Refusal(HTTPStatus.BAD_REQUEST, "BAD_PARAMETER", "`after` and `before` are for two directions: give one")
    log = log_in(request.http.scope)
    request.keep(when.pin, GEOJSON, page_cost(when.at, first, await log.prices.current()), day=str(when.at.date))
    within = await parameters.within(request, given, when.at.position)
    chosen = Chosen(within=within, kind=kind, boxes=boxes)
    turn = {name: given.get(name) for name in ("after", "before")}
    # One more than fits, to know whether there are more.
    page = await page_of(request.conn, when.at, chosen, **turn, first=first + 1, folds=log.folds)
    more = len(page.features) > first
    if more:
        del page.features[0 if "before" in given else -1]
    links = _links(request, collection, given, when, page, more)
    body = {
        **await _page_with_terms(request, when, page),
        "links": links,
        "features": [page.geojson(feature) for feature in page.features],
    }
    if not boxes:
        body["numberMatched"] = await features.count_features(request.conn, when.at, chosen)
    return Answer(body, GEOJSON, when.at.position)


async def item(request: FeatureRequest) -> Answer:
    given = request.parameters()
    collection = request.http.path_params["collection"]
    kind, id = kind_of(collection), request.path("feature", "place")
    when = parameters.when(request, given)
    price = item_cost(when.at, id, await log_in(request.http.scope).prices.current())
    request.keep(when.pin, GEOJSON, price, day=str(when.at.date))
    page = await page_of(request.conn, when.at, Chosen(kind=kind, ids=[id]), first=1)
    if not page.features:
        raise absent(f"no place of this collection has this id on {when.at.date}: look through its items")
    [feature] = page.features
    attributions = await terms.of_sources(request.conn, page.sources, when.at.position)
    links = [request.self_link(GEOJSON), _up(request, collection)]
    body = {
        **page.geojson(feature),
        "links": links,
        "snapshot": tokens.snapshot_json(when.at),
        "attributions": attributions,
    }
    return Answer(body, GEOJSON, when.at.position)


async def _page_with_terms(request: FeatureRequest, when: When, page: Page) -> Json:
    return {
        "type": "FeatureCollection",
        "timeStamp": request.time_stamp,
        "numberReturned": len(page.features),
        "snapshot": tokens.snapshot_json(when.at),
        "attributions": await terms.of_sources(request.conn, page.sources, when.at.position),
    }


def _links(
    request: FeatureRequest, collection: str, given: dict[str, str], when: When, page: Page, more: bool
) -> list[Json]:
    links = [request.self_link(GEOJSON), _up(request, collection)]
    backwards = "before" in given
    kept = {name: given.get(name) for name in ("bbox", "within", "limit")} | parameters.in_query(when)

    def turn(rel: str, title: str, **key: Any) -> None:
        href = request.url(f"/collections/{collection}/items", **kept, **key)
        links.append(request.link(rel, href, title, GEOJSON))

    if page.features:
        if more or backwards:
            turn("next", "The next page", after=page.features[-1].place.id)
        if more if backwards else "after" in given:
            turn("prev", "The page before", before=page.features[0].place.id)
    return links


def _up(request: FeatureRequest, collection: str) -> Json:
    return request.link("collection", request.onwards(f"/collections/{collection}"), "The collection")
