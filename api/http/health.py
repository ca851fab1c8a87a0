"""Whether the server can answer: for load balancers and for people."""

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from api.http.open_logs import log_in
from store.db.errors import StoreError

router = APIRouter()


@router.get("/healthz")
async def healthz(request: Request) -> JSONResponse:
    """200 with the head of the log; 503 with a code where the database is out of reach or its tables are old.

    It needs no connection that the answers of others could hold.
    """
    heads = log_in(request.scope).heads
    try:
        head = await heads.current()
        if not await heads.tables_are_current():
            return _down(
                "MIGRATION_NEEDED",
                "the tables are not the newest: restart the server, which migrates at its start",
            )
    except StoreError as error:
        return _down(error.code, error.message)
    return JSONResponse({"status": "ok", "head": head.position, "projection": head.projection})


def _down(code: str, message: str) -> JSONResponse:
    return JSONResponse({"status": "down", "code": code, "message": message}, HTTPStatus.SERVICE_UNAVAILABLE)
