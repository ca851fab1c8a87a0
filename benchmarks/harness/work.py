"""A question that is asked of one server again and again, and what that costs."""

import time
from dataclasses import dataclass, field

from benchmarks.harness.client import Ask, Client
from benchmarks.harness.server import Server

ROUND_CPU_SECONDS = 0.5
"""A round asks as often as fits into this, of the server's processor time: a busy machine does not change that."""
ASKED_MAX = 300
WARM_CPU_SECONDS, WARM_BATCHES_MIN = 0.8, 3
FIRST_TRIES, FIRST_PAUSE_SECONDS = 3, 1.0
WARM_BATCH_MAX = 256
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
            # The first questions have begun what a server does once for all: ours counts the sizes of its log.
            self.server.wait_until_idle()
        if self.refusal is None:
            self._round()

    def _warm_up(self) -> None:
        """In batches that double, since reading the clocks of many processes takes a while. A few at least: the first
        answers may be those that all others rest on.
        """
        self._first()
        batch, spent = 1, 0.0
        while batch <= WARM_BATCH_MAX and self.refusal is None:
            if spent >= WARM_CPU_SECONDS and batch >> WARM_BATCHES_MIN:
                return
            seconds, _ = self._batch(batch)
            spent += seconds
            self._times = max(1, min(ASKED_MAX, int(ROUND_CPU_SECONDS * batch / max(seconds, 0.000_1))))
            batch *= 2

    def _first(self) -> None:
        """A server may still be starting its helpers: it is given a few tries."""
        for _ in range(FIRST_TRIES):
            self._asked()
            if self.refusal is None:
                return
            time.sleep(FIRST_PAUSE_SECONDS)

    def _round(self) -> None:
        seconds, walls = self._batch(self._times)
        if self.refusal is None:
            self.cpu_ms.append(seconds * 1_000 / self._times)
            self.wall_ms += walls

    def _batch(self, times: int) -> tuple[float, list[float]]:
        """Processor seconds of all, and the milliseconds of each. It ends with the first refusal."""
        before, walls = self.server.cpu(), []
        for _ in range(times):
            walls.append(self._asked())
            if self.refusal is not None:
                break
        return self.server.cpu() - before, walls

    def _asked(self) -> float:
        try:
            answer = self.ask(self._client, self._number)
        except OSError as error:
            self.refusal = f"no answer: {error}"
            return 0.0
        self.refusal, self.bytes = answer.refusal(), len(answer.body)
        self._number += 1
        return answer.ms
