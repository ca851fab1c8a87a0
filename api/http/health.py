"""Whether the server can answer: for load balancers and for people."""

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from store.db import migrate
from store.db.connections import Database
from store.db.errors import StoreError
from store.read import log

router = APIRouter()


@router.get("/healthz")
async def healthz(request: Request) -> JSONResponse:
    """200 with the head of the log; 503 with a code where the database is out of reach or its tables are old."""
    db: Database = request.app.state.db
    try:
        if not await migrate.is_current(db):
            return _down(
                "MIGRATION_NEEDED",
                "the tables are not the newest: restart the server, which migrates at its start",
            )
        async with db.read() as connection:
            head = await log.head(connection)
    except StoreError as error:
        return _down(error.code, error.message)
    return JSONResponse({"status": "ok", "head": head.position, "projection": head.projection})


def _down(code: str, message: str) -> JSONResponse:
    return JSONResponse({"status": "down", "code": code, "message": message}, HTTPStatus.SERVICE_UNAVAILABLE)
