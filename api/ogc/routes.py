"""The addresses under /ogc."""

from collections.abc import Callable
from datetime import datetime

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from api.ogc import collections, items, landing
from api.ogc.feature_request import ROOT, Resource, respond, respond_apart

RESOURCES: dict[str, Resource] = {
    "": landing.landing,
    "/": landing.landing,
    "/api": landing.api,
    "/conformance": landing.conformance,
    "/sources": landing.all_sources,
    "/collections": collections.collections,
    "/collections/{collection}": collections.collection,
    "/collections/{collection}/items": items.items,
    "/collections/{collection}/items/{feature}": items.item,
}


def routes(clock: Callable[[], datetime]) -> list[BaseRoute]:
    def route(path: str, resource: Resource) -> BaseRoute:
        put = respond_apart if resource is items.items else respond

        async def answer(request: Request) -> Response:
            return await put(request, resource, clock())

        return Route(ROOT + path, answer, methods=["GET"])

    return [route(path, resource) for path, resource in RESOURCES.items()]
