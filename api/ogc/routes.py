"""The addresses under /ogc."""

from collections.abc import Callable
from datetime import datetime
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from api.ogc import collections, items, landing
from api.ogc.asking import ROOT, Resource, refused, respond

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
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")


def routes(clock: Callable[[], datetime]) -> list[BaseRoute]:
    """Whatever is below /ogc is answered here, so that a wrong address gets a code too."""

    def route(path: str, resource: Resource) -> BaseRoute:
        async def answer(request: Request) -> Response:
            return await respond(request, resource, clock())

        return Route(ROOT + path, answer, methods=["GET"])

    return [*(route(path, resource) for path, resource in RESOURCES.items()), _otherwise()]


def _otherwise() -> BaseRoute:
    async def answer(request: Request) -> Response:
        if request.method not in ("GET", "HEAD"):
            message = "nothing is written here: ask with GET, and record with GraphQL"
            return refused(HTTPStatus.METHOD_NOT_ALLOWED, "METHOD_NOT_ALLOWED", message, Allow="GET, HEAD")
        return refused(HTTPStatus.NOT_FOUND, "NOT_FOUND", f"there is nothing here: begin at {ROOT}")

    return Route(ROOT + "/{rest:path}", answer, methods=[*METHODS])
