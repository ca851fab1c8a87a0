"""The least position that an answer has to have: of what somebody has recorded, say, and wants to see in it. Where a
standby is read, it may come there a moment later.
"""

import asyncio
from http import HTTPStatus

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from api import limits
from api.http.deadline import from_now
from api.http.error_response import graphql_error, refused
from api.http.open_logs import log_in
from api.http.prefix import path_within
from domain.values import limits as value_limits
from service.asking.refusals import ClientError
from store.db.errors import StoreError
from store.read.head_watch import HeadWatch

MIN_POSITION_HEADER = "Timeline-Min-Position"
RETRY_AFTER = {"Retry-After": "1"}
_RAW_HEADER = MIN_POSITION_HEADER.lower().encode()
_WANTED = "timeline.min_position"


class PositionNotReached(ClientError):
    """`position` is how far the log that is read has come."""

    code = "POSITION_NOT_REACHED"

    def __init__(self, wanted: int, position: int):
        self.position = position
        super().__init__(
            self.code,
            f"the log that this server reads ends at position {position}, before {wanted}: ask again in a moment, or "
            "without minPosition for what is there now",
        )


async def reached(heads: HeadWatch, wanted: int, answer_by: float | None = None) -> None:
    """Return as soon as the log has come to a position; however often it is asked for one request, it waits for
    MIN_POSITION_SECONDS_MAX in all. `answer_by` is when that is to be answered, as api/http/deadline.py has it.

    Raises PositionNotReached, StoreError.
    """
    until = (from_now() if answer_by is None else answer_by) - limits.ANSWER_SECONDS_MAX
    until += limits.MIN_POSITION_SECONDS_MAX
    while (position := (await heads.current()).position) < wanted:
        if asyncio.get_running_loop().time() >= until:
            raise PositionNotReached(wanted, position)
        await asyncio.sleep(limits.MIN_POSITION_PAUSE_S)


def min_position_of(scope: Scope) -> int:
    """What the header of a request has, as `MinPosition` has read it; 0 where it has none."""
    wanted: int = scope.get(_WANTED, 0)
    return wanted


class MinPosition:
    """Reads the header, and lets a request wait for the position. Expects that its sender is known.

    `waits_itself`: the path of GraphQL, where only questions wait, and not what is recorded.
    """

    def __init__(self, app: ASGIApp, waits_itself: str):
        self.app, self._waits_itself = app, waits_itself

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        given = [value for name, value in scope.get("headers", ()) if name == _RAW_HEADER]
        if not given or scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        is_graphql = path_within(scope) == self._waits_itself
        try:
            scope[_WANTED] = wanted = _read(given)
            if not is_graphql:
                await reached(log_in(scope).heads, wanted)
        except (ClientError, StoreError) as error:
            if scope["type"] == "websocket":
                await send({"type": "websocket.close", "code": 1008})
            else:
                await _refusal(error, is_graphql)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _refusal(error: ClientError | StoreError, is_graphql: bool) -> Response:
    is_wrong = isinstance(error, ClientError) and not isinstance(error, PositionNotReached)
    status = HTTPStatus.BAD_REQUEST if is_wrong else HTTPStatus.SERVICE_UNAVAILABLE
    if is_graphql:
        return graphql_error(status, error.code, error.message)
    headers = RETRY_AFTER if isinstance(error, PositionNotReached) else {}
    return refused(status, error.code, error.message, **headers)


def _read(given: list[bytes]) -> int:
    """The position; of several the furthest. Raises ClientError."""
    parts = [part.strip() for value in given for part in value.split(b",")]
    if not all(part.isdigit() and len(part) <= len(str(value_limits.POSITION_MAX)) for part in parts):
        raise ClientError("BAD_USER_INPUT", f"{MIN_POSITION_HEADER} is a position, such as that of an answer: 12")
    return max(map(int, parts))
