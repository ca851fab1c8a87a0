"""Work that goes on only when it is let, for tests of what happens meanwhile."""

import asyncio
import threading
from typing import Any

SECONDS_MAX = 60


class Gate:
    """Called in a thread, it waits there until it is opened, and then does what `work` does."""

    def __init__(self, work: Any = None):
        self.begun = threading.Event()
        self._open, self._work = threading.Event(), work

    def __call__(self, *arguments: Any) -> Any:
        self.begun.set()
        assert self._open.wait(SECONDS_MAX), "a test opens its gate"
        return self._work(*arguments) if self._work else arguments[0]

    async def has_begun(self) -> None:
        assert await asyncio.to_thread(self.begun.wait, SECONDS_MAX)

    def open(self) -> None:
        self._open.set()
