"""A server as a process of its own, on a free port of loopback."""

import http.client
import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from benchmarks.harness.clocks import cpu_seconds, memory_megabytes

Command = Callable[[int], Sequence[str]]
"""The command line of a server on this port."""
START_SECONDS_MAX = 180
STOP_SECONDS_MAX = 15
IDLE_WITHIN_SECONDS, IDLE_CPU_SECONDS = 1.0, 0.02
"""A server that spends no more than this in such a time does nothing."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Server:
    """Started by `command` of its port; `database` are the processes whose time is its own too."""

    def __init__(
        self,
        name: str,
        command: Command,
        log: Path,
        *,
        ready: str = "/",
        environment: Mapping[str, str] | None = None,
        database: Sequence[int] = (),
    ) -> None:
        self.name, self.port, self.database = name, free_port(), list(database)
        self._log = log
        self.begun = time.perf_counter()
        with log.open("wb") as output:
            self._process = subprocess.Popen(
                command(self.port), stdout=output, stderr=output, env={**os.environ, **(environment or {})}
            )
        self._wait(ready)
        self.start_seconds = time.perf_counter() - self.begun

    @property
    def pid(self) -> int:
        return self._process.pid

    def cpu(self) -> float:
        """Processor seconds of the server and its database since they started."""
        return cpu_seconds([self.pid, *self.database])

    def memory(self) -> float:
        """Resident megabytes of the server alone."""
        return memory_megabytes([self.pid])

    def wait_until_idle(self) -> None:
        """Until what it does by itself, as after its start, is over: ours reads its log while it answers already.

        RuntimeError where it never is.
        """
        begun = time.perf_counter()
        while time.perf_counter() - begun < START_SECONDS_MAX:
            before = cpu_seconds([self.pid])
            time.sleep(IDLE_WITHIN_SECONDS)
            if cpu_seconds([self.pid]) - before <= IDLE_CPU_SECONDS:
                return
        raise RuntimeError(f"{self.name} is still busy {START_SECONDS_MAX} seconds after its start")

    def stop(self) -> None:
        if self._process.poll() is not None:
            return
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOP_SECONDS_MAX)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _wait(self, path: str) -> None:
        while not self._answers(path):
            ended = self._process.poll() is not None
            if ended or time.perf_counter() - self.begun > START_SECONDS_MAX:
                self.stop()
                raise RuntimeError(f"{self.name} does not start\n{self._log.read_text(errors='replace')[-2_000:]}")
            time.sleep(0.01)

    def _answers(self, path: str) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("GET", path)
            connection.getresponse().read()
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()
        return True
