"""Whether the server can answer: for load balancers and for people."""

from http import HTTPStatus

from fastapi import APIRouter, Request
from fastapi.responses import JSONResponse

from api.http.open_logs import log_in
from store.db.errors import NotAStandby, StoreError

router = APIRouter()


@router.get("/healthz")
async def healthz(request: Request) -> JSONResponse:
    """200 with the head of the log; 503 with a code where the database is out of reach or its tables are old.

    Where a standby is read: that of the standby, and how many events it is behind its primary; null where that is away,
    which takes nothing from who reads. It needs no connection that the answers of others could hold.
    """
    try:
        log = log_in(request.scope)
        heads, lag = log.heads, log.lag
        head = await heads.current()
        if not await heads.tables_are_current():
            return _down(
                "MIGRATION_NEEDED",
                "the tables are not the newest: restart the server, which migrates at its start",
            )
        behind = await lag.events() if lag else None
    except StoreError as error:
        return _down(error.code, error.message)
    if behind is not None and behind < 0:
        return _down(NotAStandby.code, NotAStandby(f"it has {-behind} events that the primary has not").message)
    standby = {"standby": {"behind": behind, "primary": "away" if behind is None else "up"}} if lag else {}
    return JSONResponse({"status": "ok", "head": head.position, "projection": head.projection, **standby})


def _down(code: str, message: str) -> JSONResponse:
    return JSONResponse({"status": "down", "code": code, "message": message}, HTTPStatus.SERVICE_UNAVAILABLE)
