"""How long a thing takes, and a table of it.

`Times` measures the processor time of this process, all threads: what else the machine does changes little of it.
"""

import asyncio
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Coroutine, Iterator
from contextlib import contextmanager
from typing import Any

ROUNDS = 15


class Times:
    """Milliseconds by what was done, in order."""

    def __init__(self) -> None:
        self.ms: dict[str, float] = {}

    @contextmanager
    def measured(self, what: str) -> Iterator[None]:
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


async def median_ms(ask: Callable[[], Awaitable[Any]]) -> float:
    await ask()
    taken = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        await ask()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken) * 1000


def with_database(run: Callable[[str], Coroutine[Any, Any, None]]) -> None:
    """Run it on the database that the command line names, or on an SQLite file that is thrown away."""
    if len(sys.argv) > 1:
        asyncio.run(run(sys.argv[1]))
        return
    with tempfile.TemporaryDirectory() as folder:
        asyncio.run(run(f"sqlite+aiosqlite:///{folder}/benchmark.db"))
