"""How much work something is: counted in calls, of Python and of C, since seconds say nothing on a busy machine."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class Work:
    calls: int = 0


@contextmanager
def work() -> Iterator[Work]:
    """Of this thread, while the context is open. Eight million calls take about a second."""
    done = Work()

    def count(frame: object, event: str, argument: object) -> None:
        done.calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        yield done
    finally:
        sys.setprofile(None)
