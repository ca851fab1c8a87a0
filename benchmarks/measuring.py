"""How long a thing takes, and a table of it.

Measured is the processor time of this process, all threads: what else the machine does changes little of it.
"""

import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any


class Times:
    """Milliseconds by what was done, in order."""

    def __init__(self) -> None:
        self.ms: dict[str, float] = {}

    @contextmanager
    def of(self, what: str) -> Iterator[None]:
        begun = time.process_time()
        yield
        self.ms[what] = (time.process_time() - begun) * 1_000

    async def best(self, what: str, ask: Callable[[], Awaitable[Any]], rounds: int = 3) -> Any:
        """The fastest of a few rounds."""
        for number in range(rounds):
            begun = time.process_time()
            answer = await ask()
            took = (time.process_time() - begun) * 1_000
            self.ms[what] = took if number == 0 else min(self.ms[what], took)
        return answer

    def table(self) -> str:
        rows = [f"| {what} | {took:,.1f} |" for what, took in self.ms.items()]
        return "\n".join(["| what | ms |", "|---|---:|", *rows])
