"""What a browser sees at `/about`: what this is, and three questions to copy with their answers.

Nothing on the page comes from another host.
"""

from functools import cache
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, PlainTextResponse
from starlette.staticfiles import StaticFiles

from api.graphql.schema import sdl
from sample.queries import Question, questions
from store.read import log

PAGES = Path(str(files("api") / "pages"))
SHOWN = 3

router = APIRouter(include_in_schema=False)
static = StaticFiles(directory=PAGES)


@router.get("/about", response_class=HTMLResponse)
async def landing(request: Request) -> HTMLResponse:
    async with request.app.state.db.read() as connection:
        head = await log.head(connection)
    return HTMLResponse(_page().substitute(head=f"{head.position:,}"))


@router.get("/schema.graphql", response_class=PlainTextResponse)
async def schema() -> PlainTextResponse:
    """The schema in its own language, for clients that generate code."""
    return PlainTextResponse(sdl())


@cache
def _page() -> Template:
    """The page, but for what the log says."""
    shown = "\n".join(_section(question) for question in questions()[:SHOWN]).replace("$", "$$")
    return Template((PAGES / "index.html").read_text(encoding="utf-8").replace("$questions", shown))


def _section(question: Question) -> str:
    return (
        f"<section><header><h3>{escape(question.title)}</h3>"
        '<span><button data-do="copy">Copy</button> <button data-do="ask">Ask now</button></span></header>'
        f'<div class="pair"><pre>{escape(question.query)}</pre><pre>{escape(question.answer)}</pre></div></section>'
    )
