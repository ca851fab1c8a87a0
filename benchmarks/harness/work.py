"""A question that is asked of one server again and again, and what that costs."""

import time
from dataclasses import dataclass, field

from benchmarks.harness.client import Ask, Client
from benchmarks.harness.server import Server

ROUND_SECONDS = 0.4
"""A round asks as often as fits into this."""
ASKED_MAX = 200
WARM_SECONDS = 0.6
WARM_MAX = 400
"""Before the first round, for compilers and caches."""


@dataclass
class Work:
    """`cpu_ms` has a mean for every round, of server and database; `wall_ms` every single answer."""

    title: str
    server: Server
    ask: Ask
    first_number: int = 0
    """Where its numbers begin: two works of one question on one server must not ask for the same dates."""
    cpu_ms: list[float] = field(default_factory=list)
    wall_ms: list[float] = field(default_factory=list)
    round_wall_ms: list[float] = field(default_factory=list)
    bytes: int = 0
    refusal: str | None = None
    """Why there are no figures, if there are none."""

    def __post_init__(self) -> None:
        self._client = Client(self.server.port)
        self._number = self.first_number
        self._times = 0

    def run(self) -> None:
        """One round. A refusal ends the work for good."""
        if self.refusal is None and self._times == 0:
            self._warm_up()
        if self.refusal is None:
            self._round()

    def _warm_up(self) -> None:
        begun, asked = time.perf_counter(), 0
        while asked < WARM_MAX and time.perf_counter() - begun < WARM_SECONDS and self.refusal is None:
            last = self._asked()
            asked += 1
        self._times = max(1, min(ASKED_MAX, int(ROUND_SECONDS * 1_000 / max(last, 0.01))))

    def _round(self) -> None:
        before, walls = self.server.cpu(), []
        for _ in range(self._times):
            walls.append(self._asked())
            if self.refusal is not None:
                return
        self.cpu_ms.append((self.server.cpu() - before) * 1_000 / self._times)
        self.round_wall_ms.append(sum(walls) / len(walls))
        self.wall_ms += walls

    def _asked(self) -> float:
        try:
            answer = self.ask(self._client, self._number)
            self.refusal = answer.refusal()
        except OSError as error:
            self.refusal = f"no answer: {error}"
            return 0.0
        self._number += 1
        self.bytes = len(answer.body)
        return answer.ms
