"""What a program costs: with all who help it, and whose child they are does not matter."""

import sys
from pathlib import Path

from benchmarks.harness.clocks import run_and_measure

BURNT_S = 0.6
HELPED = f"""
import multiprocessing, time

def burn():
    while time.process_time() < {BURNT_S}:
        pass

if __name__ == "__main__":
    context = multiprocessing.get_context("forkserver")
    helpers = [context.Process(target=burn) for _ in range(2)]
    for helper in helpers:
        helper.start()
    for helper in helpers:
        helper.join()
    time.sleep(0.5)
"""


def test_helpers_of_a_server_of_forks_count(tmp_path: Path) -> None:
    """They are nobody's children when it ends."""
    program = tmp_path / "helped.py"
    program.write_text(HELPED)

    _, seconds, _ = run_and_measure([sys.executable, str(program)])

    assert seconds > 2 * BURNT_S
