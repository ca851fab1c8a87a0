"""Every request learns here who sent it; credentials that are none end it here, whatever it asks for."""

from http import HTTPStatus

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.auth import Access, Caller, NotAllowed
from api.http.error_response import graphql_error, refused
from api.http.logs import log
from api.http.prefix import path_within
from domain.values.access import Principal
from store.db.errors import StoreError
from store.write.append import Appended

_CALLER = "timeline.caller"
CHALLENGE = 'Bearer error="invalid_token"'
"""Of the header WWW-Authenticate (RFC 6750, section 3)."""


def caller_of(connection: HTTPConnection) -> Caller:
    """Who sent this request, as `Authentication` has found out."""
    return caller_in(connection.scope)


def caller_in(scope: Scope) -> Caller:
    """The same by the scope of a connection (ASGI)."""
    caller: Caller = scope[_CALLER]
    return caller


def credentials(scope: Scope) -> str | None:
    """The header Authorization. Two of them are one that nobody knows."""
    given = [value.decode("latin-1") for name, value in scope["headers"] if name == b"authorization"]
    return ", ".join(given) if given else None


def audit_refusal(refusal: NotAllowed, **where: str) -> None:
    """A line on who was refused, and why; never with the credentials."""
    log.warning("refused", code=refusal.code, **where)


def audit_append(principal: Principal, appended: Appended) -> None:
    """A line on who has recorded how much, and where in the log it is; never what."""
    where = {"first": appended.first, "last": appended.last, "replayed": appended.replayed}
    log.info("recorded", by=principal.name, scope=principal.scope, **where)


class Authentication:
    """Expects `access` in the state of the application.

    `explains_itself`: the path of GraphQL, which answers credentials that are none in its own way.
    """

    def __init__(self, app: ASGIApp, explains_itself: str):
        self.app, self._explains_itself = app, explains_itself

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        access: Access = scope["app"].state.access
        try:
            caller = await access.caller(credentials(scope))
        except StoreError as error:
            if scope["type"] == "http":
                answer = graphql_error(HTTPStatus.SERVICE_UNAVAILABLE, error.code, error.message)
                await answer(scope, receive, send)
            else:
                await send({"type": "websocket.close", "code": 1013})
            return
        scope[_CALLER] = caller
        if caller.refusal and scope["type"] == "http" and path_within(scope) != self._explains_itself:
            audit_refusal(caller.refusal, path=scope["path"][:200], by=caller.principal.name)
            challenge = {"WWW-Authenticate": CHALLENGE}
            answer = refused(HTTPStatus.UNAUTHORIZED, caller.refusal.code, caller.refusal.message, **challenge)
            await answer(scope, receive, send)
            return
        await self.app(scope, receive, send)
