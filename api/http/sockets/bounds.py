"""What all connections of one process may take together."""

from dataclasses import dataclass
from typing import Self

from api.settings import Settings


@dataclass(frozen=True, slots=True)
class Bounds:
    """As an operator sets them for the whole server; those of several processes add up to that."""

    body_bytes: int
    """Of one body, and of one message over a WebSocket."""
    held_bytes: int
    """Of all that have been received in part and not answered yet."""
    request_seconds: float
    """From when the server begins to wait for a request to the end of its headers; and again to the end of its body."""
    sockets: int
    subscriptions: int
    """WebSockets too: each of them could have one."""

    @classmethod
    def for_process(cls, settings: Settings) -> Self:
        """The share of one of the processes that answer."""

        def share(whole: int) -> int:
            return max(1, whole // settings.workers)

        return cls(
            body_bytes=settings.body_bytes,
            held_bytes=max(settings.body_bytes, share(settings.held_bytes)),
            request_seconds=settings.request_seconds,
            sockets=share(settings.sockets),
            subscriptions=share(settings.subscriptions),
        )
