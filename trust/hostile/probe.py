"""Somebody who asks a small question again and again: `python -m trust.hostile.probe HOST PORT PID`.

Until its standard input ends; then it writes what it saw as JSON. It is a process of its own, or the attacker's own
work would keep it from asking.
"""

import json
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from trust.hostile.busy import busy_ms

_QUESTION = json.dumps({"query": "{ log { head } }"})
_PAUSE_S = 0.01


@dataclass(slots=True)
class Seen:
    """How others fared: the longest that an answer took, on the clock and in time that the server was busy for."""

    asked: int = 0
    unanswered: int = 0
    longest_ms: float = 0
    busiest_ms: float = 0


@contextmanager
def probing(address: str, pid: int) -> Iterator[Seen]:
    """What a probe sees meanwhile; filled at the end. `address` is http://host:port, `pid` the server's process."""
    host, port = address.removeprefix("http://").split(":")
    command = [sys.executable, "-m", "trust.hostile.probe", host, port, str(pid)]
    root = Path(__file__).parents[2]
    probe = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root)
    seen = Seen()
    try:
        assert probe.stdout
        probe.stdout.readline()  # it has asked for the first time
        yield seen
    finally:
        out, _ = probe.communicate(timeout=30)
        for name, value in json.loads(out).items():
            setattr(seen, name, value)


def main(host: str, port: int, pid: int) -> None:
    ended = threading.Event()
    threading.Thread(target=_at_end_of_input, args=[ended], daemon=True).start()
    seen = Seen()
    connection = HTTPConnection(host, port, timeout=30)
    while not ended.is_set():
        _ask(connection, pid, seen)
        if seen.asked == 1:
            print("began", flush=True)
        time.sleep(_PAUSE_S)
    print(json.dumps({name: getattr(seen, name) for name in Seen.__slots__}))


def _at_end_of_input(ended: threading.Event) -> None:
    sys.stdin.read()
    ended.set()


def _ask(connection: HTTPConnection, pid: int, seen: Seen) -> None:
    began, busy = time.monotonic(), busy_ms(pid)
    try:
        connection.request("POST", "/graphql", _QUESTION, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        seen.unanswered += answer.status != 200
    except (OSError, HTTPException):
        seen.unanswered += 1
        connection.close()
    seen.asked += 1
    if seen.asked > 1:  # the first opens the connection, and begins what is kept for the next
        seen.longest_ms = max(seen.longest_ms, (time.monotonic() - began) * 1_000)
        seen.busiest_ms = max(seen.busiest_ms, busy_ms(pid) - busy)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
