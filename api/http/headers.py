"""Security headers: what a browser may do with our answers."""

from collections.abc import Sequence

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.prefix import path_within

POSITION_HEADER = "Timeline-Position"
"""The position of the log that an answer stands at."""
EVERYWHERE = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
]
_POLICY = (
    "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "worker-src 'self' blob:; font-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors "
)
PAGES = [
    *EVERYWHERE,
    (b"content-security-policy", f"{_POLICY}'none'".encode()),
    (b"x-frame-options", b"DENY"),
]
RECORD_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)
"""Of pages from templates, which have no styles of their own in the text."""
EMBEDDABLE = "/"
"""The path of the only page that others may show inside theirs: nothing can be written on it."""


class SecurityHeaders:
    """Adds the headers that an answer does not have yet.

    `embed_origins`: whose pages may show the map inside theirs, as sources of a policy (CSP); empty: nobody's.
    """

    def __init__(self, app: ASGIApp, embed_origins: Sequence[str] = ()):
        self.app = app
        policy = (b"content-security-policy", f"{_POLICY}{' '.join(embed_origins)}".encode())
        # X-Frame-Options knows no list of origins: where there is one, it has to go.
        self.embeddable = [*EVERYWHERE, policy] if embed_origins else PAGES

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = dict(message["headers"])
                is_page = given.get(b"content-type", b"").startswith(b"text/html")
                page = self.embeddable if path_within(scope) == EMBEDDABLE else PAGES
                added = [pair for pair in (page if is_page else EVERYWHERE) if pair[0] not in given]
                message["headers"] = [*message["headers"], *added]
            await send(message)

        await self.app(scope, receive, sending)
