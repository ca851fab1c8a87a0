"""Under which names the server answers, and whose pages may write.

A page of any site can make its own name lead to this machine (DNS rebinding), and is then of one origin with us: only
the header Host gives it away. A page that asks across origins has that in the header Origin.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from http import HTTPStatus

from starlette.types import ASGIApp, Receive, Scope, Send

from api.http.error_response import graphql_error
from api.http.logs import log
from api.settings import is_loopback

_HOST = re.compile(r"(\[[0-9a-f:.]+\]|[^:/\[\]@\s]+)(:\d{1,5})?")
_ANY = "*"
_NAMES_KEPT = 64
"""How many names are remembered with whether they are ours: nearly all requests give the same."""
_MISDIRECTED = (
    HTTPStatus.MISDIRECTED_REQUEST,
    "HOST_NOT_ALLOWED",
    "this server is not reached under that name: the operator names it in TIMELINE_ALLOWED_HOSTS",
)
_FOREIGN = (
    HTTPStatus.FORBIDDEN,
    "ORIGIN_NOT_ALLOWED",
    "pages of that site may not ask here: the operator names it in TIMELINE_CORS_ORIGINS",
)


class Sites:
    """Refuses what comes under another name, and what another site's page sends by POST or WebSocket.

    `listens_at`: the address of the server; on loopback its names are those of loopback and `hosts`, elsewhere `hosts`,
    or any if there are none. `origins`: those whose pages may ask as well as our own. `*` allows all.
    """

    def __init__(self, app: ASGIApp, *, listens_at: str, hosts: Sequence[str], origins: Sequence[str]):
        self.app = app
        self._on_loopback = is_loopback(listens_at)
        self._any_host = _ANY in hosts or not (hosts or self._on_loopback)
        self._hosts = frozenset(hosts)
        self._above = tuple(host.removeprefix(_ANY) for host in hosts if host.startswith("*."))
        self._origins = frozenset(origin.lower() for origin in origins)
        self._is_ours = lru_cache(_NAMES_KEPT)(self._is_one_of_ours)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = self._refusal(scope) if scope["type"] in ("http", "websocket") else None
        if refusal is None:
            await self.app(scope, receive, send)
            return
        status, code, message = refusal
        log.warning("refused", code=code, path=scope["path"][:200])
        if scope["type"] == "http":
            await graphql_error(status, code, message)(scope, receive, send)
        else:
            await send({"type": "websocket.close", "code": 1008, "reason": code})

    def _refusal(self, scope: Scope) -> tuple[HTTPStatus, str, str] | None:
        hosts, origins = _values(scope, b"host"), _values(scope, b"origin")
        if not (self._any_host or (len(hosts) == 1 and self._is_ours(hosts[0]))):
            return _MISDIRECTED
        writes = scope["type"] == "websocket" or scope["method"] not in ("GET", "HEAD", "OPTIONS")
        if writes and not all(self._may_ask(origin, hosts) for origin in origins):
            return _FOREIGN
        return None

    def _is_one_of_ours(self, host: str) -> bool:
        if not (parts := _HOST.fullmatch(host)):
            return False
        name = parts[1].strip("[]").rstrip(".")
        return name in self._hosts or name.endswith(self._above) or (self._on_loopback and is_loopback(name))

    def _may_ask(self, origin: str, hosts: list[str]) -> bool:
        """One of those that are allowed, or our own: the scheme may be that of a proxy before us."""
        return bool(self._origins & {origin, _ANY}) or origin.partition("://")[2] in hosts


def _values(scope: Scope, name: bytes) -> list[str]:
    """Of a header, in small letters."""
    return [value.decode("latin-1").lower() for key, value in scope["headers"] if key == name]
