"""`/about`: what this is, what answers there are, and three questions to copy with their answers.

Nothing on any page comes from another host.
"""

from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, PlainTextResponse
from starlette.staticfiles import StaticFiles

from api.graphql.schema import sdl
from api.http.open_logs import log_in
from api.pages.shown import shown
from sample.queries import questions
from store.read import log

SHOWN = 3

router = APIRouter(include_in_schema=False)
static = StaticFiles(directory=Path(str(files("api") / "pages" / "static")))


@router.get("/about", response_class=HTMLResponse)
async def about(request: Request) -> HTMLResponse:
    async with log_in(request.scope).db.read() as connection:
        head = await log.head(connection)
    return shown("about.html", head=head.position, questions=questions()[:SHOWN])


@router.get("/schema.graphql", response_class=PlainTextResponse)
async def schema() -> PlainTextResponse:
    """The schema in its own language, for clients that generate code."""
    return PlainTextResponse(sdl())
