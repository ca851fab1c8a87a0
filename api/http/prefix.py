"""A path prefix: the server at `https://paper.example/timeline/`, behind a proxy that has other things at `/`."""

from contextvars import ContextVar
from http import HTTPStatus

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

_prefix: ContextVar[str] = ContextVar("prefix", default="")


def prefix() -> str:
    """What the addresses of this request begin with, such as `/timeline`; mostly nothing."""
    return _prefix.get()


def path_within(scope: Scope) -> str:
    """The path of a request below the prefix."""
    path: str = scope["path"]
    return path.removeprefix(prefix())


class Prefixed:
    """Answers below a prefix, whether the proxy hands the path on as it came or has taken the prefix away."""

    def __init__(self, app: ASGIApp, prefix: str):
        self.app, self._prefix = app, prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        path: str = scope["path"]
        if path == self._prefix:
            # The addresses in its pages are relative to this one.
            await RedirectResponse(f"{path}/", HTTPStatus.PERMANENT_REDIRECT)(scope, receive, send)
            return
        if not path.startswith(f"{self._prefix}/"):
            path = f"{self._prefix}{path}"
        _prefix.set(self._prefix)
        # As ASGI has it: the path with its prefix, which is the root.
        await self.app({**scope, "path": path, "root_path": self._prefix}, receive, send)
