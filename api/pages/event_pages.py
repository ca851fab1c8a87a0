"""`/event/ID`: one event as it was recorded, whatever its type; and the log, by type, place and source."""

from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from api.pages import tables
from api.pages.asked import PageRefusal, absent, asked, question
from api.pages.coordinates import position_in
from api.pages.event_document import event_document, event_types, own_fields
from api.pages.sealed_values import sealed_values
from api.pages.shown import refusal_shown, shown

router = APIRouter(include_in_schema=False)

_COLUMNS = ("position", "id", "type", "occurred", "published", "recordedAt", "standing", "places", "source")
_FILTERS = {
    "type": "types",
    "place": "place",
    "within": "within",
    "source": "source",
    "from": "occurredFrom",
    "to": "occurredTo",
}
"""Parameters of the address, and what the filter of the schema calls them."""


@router.get("/event", response_class=HTMLResponse)
async def event_list(request: Request) -> Response:
    try:
        answer = await asked(request, question("events"), filter=_filter(request), after=position_in(request, "after"))
        facets = await _types(request)
    except PageRefusal as refusal:
        return refusal_shown(refusal)
    chosen = {name: request.query_params.get(name) for name in (*_FILTERS, "standing")}
    return shown("events.html", chosen=chosen, events=answer["events"], facets=facets)


@router.get("/event.csv")
async def event_table(request: Request) -> Response:
    try:
        wanted = _filter(request)
    except PageRefusal as refusal:
        return refusal_shown(refusal)
    return await tables.listed(request, question("events"), "events", _COLUMNS, filter=wanted)


@router.get("/event/{id:path}", response_class=HTMLResponse)
async def event_page(request: Request) -> Response:
    id = request.path_params["id"]
    try:
        answer = await asked(request, event_document(request.app.state.schema._schema), id=id)
        event = answer["event"]
        if event is None:
            raise absent(f"event {id!r} in the log: see /event for those that are")
        kin = await _kin(request, event)
        sealed = await sealed_values(request, event)
    except PageRefusal as refusal:
        return refusal_shown(refusal)
    return shown("event.html", event=event, own=own_fields(event), kin=kin, sealed=sealed)


def _filter(request: Request) -> dict[str, Any]:
    given = request.query_params
    wanted: dict[str, Any] = {named: given[name] for name, named in _FILTERS.items() if given.get(name)}
    if "types" in wanted:
        wanted["types"] = given.getlist("type")
    return wanted | ({"standingOnly": True} if given.get("standing") else {})


async def _types(request: Request) -> list[tuple[str, int]]:
    """How many events of each type there are, with the other choices as they are."""
    others = {name: value for name, value in _filter(request).items() if name != "types"}
    names = event_types(request.app.state.schema._schema)
    counts = " ".join(f"{name}: events(first: 1, filter: ${name}) {{ totalCount }}" for name in names)
    declared = ", ".join(f"${name}: EventFilter" for name in names)
    filters = {name: {**others, "types": [name]} for name in names}
    answer = await asked(request, f"query ({declared}) {{ {counts} }}", **filters)
    return [(name, found["totalCount"]) for name, found in answer.items() if found["totalCount"]]


async def _kin(request: Request, event: dict[str, Any]) -> list[dict[str, Any]]:
    """What else is on record about the first of its places."""
    if not event["places"]:
        return []
    answer = await asked(
        request, question("events"), filter={"place": event["places"][0]["id"], "standingOnly": True}, after=None
    )
    registered = ("PlaceRegistered", "PlaceChanged")
    return [kin for kin in answer["events"]["nodes"] if kin["id"] != event["id"] and kin["type"] not in registered]
