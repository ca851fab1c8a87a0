"""`/source/ID`: a document or statement, and all that is taken from it; and the list of all sources."""

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response

from api.pages import tables
from api.pages.asked import PageRefusal, absent, asked, question, variables_in
from api.pages.sealed_values import sealed_values
from api.pages.shown import refusal_shown, shown

router = APIRouter(include_in_schema=False)


@router.get("/source", response_class=HTMLResponse)
async def source_list(request: Request) -> Response:
    wanted = variables_in(request, "text", "after")
    try:
        answer = await asked(request, question("sources"), **wanted)
    except PageRefusal as refusal:
        return refusal_shown(refusal)
    return shown("sources.html", chosen={"text": wanted["text"]}, sources=answer["sources"])


@router.get("/source.csv")
async def source_table(request: Request) -> Response:
    columns = ("id", "name", "title", "publisher", "published", "url", "reliability")
    return await tables.listed(request, question("sources"), "sources", columns, **variables_in(request, "text"))


@router.get("/source/{id}", response_class=HTMLResponse)
async def source_page(request: Request) -> Response:
    id = request.path_params["id"]
    try:
        answer = await asked(request, question("source"), id=id, source=id, after=None)
        source = answer["node"]
        if source is None or source["__typename"] != "Source":
            raise absent(f"source {id!r} on record: see /source for those that are")
        sealed = await sealed_values(request, source)
    except PageRefusal as refusal:
        return refusal_shown(refusal)
    return shown("source.html", source=source, events=answer["events"], sealed=sealed)
