"""Who keeps the server waiting for too long is cut off: a request that does not come to its end, an answer that is not
taken. Looked at once a second, so that a request that comes quickly costs nothing.
"""

import asyncio
from collections.abc import Collection, Hashable
from typing import Protocol

from api import limits


class Connection(Protocol):
    """What is asked of a connection."""

    transport: asyncio.Transport
    drained: int
    """How often it was able to send again, having been stopped because nobody took what was sent."""

    def awaited(self) -> Hashable | None:
        """What it is to send next: another value once that has come; None where nothing is awaited."""
        ...

    def give_up(self) -> None:
        """End it because it was waited for in vain."""
        ...


class _Watch:
    """One connection, as it was when it last moved."""

    def __init__(self, connection: Connection, now: float):
        self._connection = connection
        self._awaited, self.waited_since = connection.awaited(), now
        self._unsent, self._drained, self._taken_at = 0, connection.drained, now

    def waits_too_long(self, now: float, seconds: float) -> bool:
        """Whether the same has been awaited for so long."""
        awaited = self._connection.awaited()
        if awaited is None or awaited != self._awaited:
            self._awaited, self.waited_since = awaited, now
        return awaited is not None and now - self.waited_since >= seconds

    def is_not_taken(self, now: float) -> bool:
        """Whether its receiver has taken next to nothing for too long."""
        unsent, drained = self._connection.transport.get_write_buffer_size(), self._connection.drained
        moved = unsent == 0 or drained != self._drained or unsent <= self._unsent - limits.UNTAKEN_BYTES_MIN
        if moved or not self._unsent:
            self._unsent, self._drained, self._taken_at = unsent, drained, now
        return now - self._taken_at >= limits.UNTAKEN_SECONDS_MAX


class Patience:
    """`connections`: those that are open, which others add and remove. `seconds`: how long one may be waited for."""

    def __init__(self, connections: Collection[Connection], seconds: float):
        self._connections, self._seconds = connections, seconds
        self._watches: dict[Connection, _Watch] = {}
        self._pressed_at = 0.0

    async def run(self) -> None:
        """Look after them until cancelled."""
        clock = asyncio.get_running_loop().time
        while True:
            await asyncio.sleep(limits.SWEEP_SECONDS)
            self.sweep(clock(), self._seconds)

    def make_room(self) -> bool:
        """End those that have been waited for a while, because too many are open; False: there is none."""
        now = asyncio.get_running_loop().time()
        if now - self._pressed_at < limits.PRESSED_PAUSE_S:
            return False
        self._pressed_at = now
        return self.sweep(now, min(self._seconds, limits.PRESSED_SECONDS)) > 0

    def sweep(self, now: float, seconds: float) -> int:
        """End those that have been waited for so long, or take nothing; how many these were."""
        self._watches = {each: self._watches.get(each) or _Watch(each, now) for each in self._connections}
        ended = 0
        for connection, watch in self._watches.items():
            if watch.is_not_taken(now):
                connection.transport.abort()
            elif not connection.transport.is_closing() and watch.waits_too_long(now, seconds):
                connection.give_up()
            else:
                continue
            ended += 1
        return ended
