"""`/place/ID`: who holds a place, why, since when, and what was believed about it; and the list of all places."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from api.pages import tables
from api.pages.asked import PageRefusal, absent, asked, question, variables_in
from api.pages.coordinates import PageCoordinates
from api.pages.shown import refusal_shown, shown
from domain.values.terms import PlaceKind

router = APIRouter(include_in_schema=False)

_FILTERS = ("kind", "within", "name")
_LAST_DAY = "{ log { lastDay } }"


@router.get("/place", response_class=HTMLResponse)
async def place_list(request: Request) -> Response:
    wanted = variables_in(request, *_FILTERS)
    try:
        answer = await asked(request, question("places"), **wanted, **variables_in(request, "after"))
        facets = await _kinds(request, wanted)
    except PageRefusal as refusal:
        return refusal_shown(refusal)
    return shown("places.html", chosen=wanted, places=answer["places"], facets=facets)


async def _kinds(request: Request, wanted: dict[str, Any]) -> list[tuple[str, int]]:
    """How many places of each kind there are, with the other choices as they are."""
    counts = " ".join(
        f"{kind}: places(first: 1, kind: {kind}, within: $within, name: $name) {{ totalCount }}" for kind in PlaceKind
    )
    others = {"within": wanted["within"], "name": wanted["name"]}
    answer = await asked(request, f"query ($within: ID, $name: String) {{ {counts} }}", **others)
    return [(kind, found["totalCount"]) for kind, found in answer.items() if found["totalCount"]]


@router.get("/place.csv")
async def place_table(request: Request) -> Response:
    columns = ("id", "name", "kind", "parent", "latitude", "longitude", "existsFrom", "existsTo")
    return await tables.listed(request, question("places"), "places", columns, **variables_in(request, *_FILTERS))


@router.get("/place/{id}", response_class=HTMLResponse)
async def place_page(request: Request) -> Response:
    try:
        at, answer = await _place(request, request.path_params["id"])
    except PageRefusal as refusal:
        return refusal_shown(refusal)
    return shown("place.html", at=at, **answer, state=answer["asOf"]["place"])


@router.get("/place/{id}/history.csv")
async def history_table(request: Request) -> Response:
    try:
        at = PageCoordinates.from_request(request)
    except PageRefusal as refusal:
        return refusal_shown(refusal)
    return await tables.history(request, request.path_params["id"], at)


async def _place(request: Request, id: str) -> tuple[PageCoordinates, dict[str, Any]]:
    """The coordinates, and the answer at them. Raises PageRefusal."""
    at = PageCoordinates.from_request(request)
    date = at.date or (await asked(request, _LAST_DAY))["log"]["lastDay"] or "1970-01-01"
    at = PageCoordinates(date, at.known, at.position, at.policy)
    answer = await asked(
        request,
        question("place"),
        id=id,
        date=at.date,
        knownOn=at.known,
        position=at.position,
        policy=at.policy,
    )
    if answer["place"] is None:
        raise absent(f"place {id!r} on record: see /place for those that are")
    return at, answer
