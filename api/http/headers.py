"""Security headers: what a browser may do with our answers."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

POSITION_HEADER = "Timeline-Position"
"""The position of the log that an answer stands at."""
EVERYWHERE = [
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
]
PAGES = [
    *EVERYWHERE,
    (
        b"content-security-policy",
        b"default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
        b"worker-src 'self' blob:; font-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (b"x-frame-options", b"DENY"),
]


class SecurityHeaders:
    def __init__(self, app: ASGIApp):
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                given = dict(message["headers"])
                wanted = PAGES if given.get(b"content-type", b"").startswith(b"text/html") else EVERYWHERE
                added = [pair for pair in wanted if pair[0] not in given]
                message["headers"] = [*message["headers"], *added]
            await send(message)

        await self.app(scope, receive, sending)
