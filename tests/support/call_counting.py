"""Counts calls of Python and C functions: a measure of work that a busy machine does not change, as seconds do."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class CallCount:
    calls: int = 0


@contextmanager
def count_calls() -> Iterator[CallCount]:
    """Counts those of this thread while the context is open. Eight million calls take about a second."""
    total = CallCount()

    def count(frame: object, event: str, argument: object) -> None:
        total.calls += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        yield total
    finally:
        sys.setprofile(None)
