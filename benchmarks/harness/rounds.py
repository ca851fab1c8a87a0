"""Works that are compared run in turn, so that what else the machine does falls on all alike."""

from collections.abc import Sequence

from benchmarks.harness.progress import say
from benchmarks.harness.work import Work


def run_rounds(works: Sequence[Work], rounds: int) -> None:
    """Every work once in each round."""
    for number in range(1, rounds + 1):
        for work in works:
            say(f"round {number} of {rounds}: {work.title}, {work.server.name}")
            work.run()
    for work in works:
        if work.refusal:
            say(f"refused: {work.title}, {work.server.name}: {work.refusal}")
