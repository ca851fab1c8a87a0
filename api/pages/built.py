"""The pages that are made of TypeScript: the map at `/`, the desk, and GraphiQL. dashboard/ has their sources.

They are built with the Python package. Without them (TIMELINE_DASHBOARD=skip) everything else works, and their place
has a page that says so.
"""

import mimetypes
from functools import cache
from importlib.resources import files
from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse, Response
from starlette.exceptions import HTTPException

BUILT = Path(str(files("api") / "pages" / "dashboard"))
_NEVER_CHANGES = {"cache-control": "public, max-age=31536000, immutable"}
"""The name of an asset has a digest of its content."""
_ASKED_FOR_AGAIN = {"cache-control": "no-cache"}
_NOT_BUILT = (
    "<!doctype html><title>Conflict Timeline</title><p>The pages for browsers were not built."
    " Run <code>make dashboard</code>, or see <a href='about'>what else is here</a>."
)

router = APIRouter(include_in_schema=False)


@router.get("/", response_class=HTMLResponse)
async def timeline_map() -> HTMLResponse:
    return page("index")


@router.get("/desk", response_class=HTMLResponse)
async def desk() -> HTMLResponse:
    return page("desk")


@router.get("/assets/{path:path}")
async def asset(request: Request) -> Response:
    path = request.path_params["path"]
    body = _file(f"assets/{path}")
    if body is None:
        raise HTTPException(404)
    media_type = mimetypes.guess_type(path)[0] or "application/octet-stream"
    return Response(body, media_type=media_type, headers=_NEVER_CHANGES)


def page(name: str) -> HTMLResponse:
    """A built page by the name of its file."""
    body = _file(f"{name}.html")
    return HTMLResponse(body or _NOT_BUILT, 200 if body else 503, headers=_ASKED_FOR_AGAIN)


def _file(path: str) -> bytes | None:
    """A built file by its path in that folder; None: there is none of this name, and no other can be asked for."""
    return read().get(path)


@cache
def read() -> dict[str, bytes]:
    """All files, some ten megabytes, as they are when a server starts: what is built anew beside it has other names,
    to which the pages that browsers have open do not lead.
    """
    return {path.relative_to(BUILT).as_posix(): path.read_bytes() for path in BUILT.rglob("*") if path.is_file()}
