"""How many random cases a property is asked about, and the smallest one that breaks it.

Some thousands in every test run; CONFLICT_TIMELINE_RANDOM_LOGS=100000 is the nightly run. It starts at the seed
CONFLICT_TIMELINE_RANDOM_SEED, or at 1; `pytest -s` shows seed and time.
"""

import os
import time
from collections.abc import Callable, Iterator
from random import Random
from typing import TypeVar

T = TypeVar("T")
NUMBER = int(os.environ.get("CONFLICT_TIMELINE_RANDOM_LOGS", "3000"))
FIRST_SEED = int(os.environ.get("CONFLICT_TIMELINE_RANDOM_SEED", "1"))


def random_cases(name: str) -> Iterator[Random]:
    begun = time.process_time()
    for seed in range(FIRST_SEED, FIRST_SEED + NUMBER):
        yield Random(seed)
    seconds = time.process_time() - begun
    print(f"{name}: {NUMBER:,} cases from seed {FIRST_SEED}, {seconds:.1f} s")


def smallest(case: T, simpler: Callable[[T], Iterator[T]], breaks: Callable[[T], bool]) -> T:
    """The case that still breaks when everything is left out that can be."""
    for candidate in simpler(case):
        if breaks(candidate):
            return smallest(candidate, simpler, breaks)
    return case
