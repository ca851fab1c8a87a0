"""The real sum against the naive one, on random logs."""

from collections.abc import Iterator

from domain.counting.aggregation import total
from domain.counting.overlap_groups import grouped_people
from tests.reference.happenings import INFINITY, Asked, Telling
from tests.reference.naive_sum import naive_sum
from tests.support.people_logs import TREE, claim, query, random_log, random_question
from tests.support.random_profile import random_cases, smallest

Case = tuple[list[Telling], Asked]


def test_the_sum_is_that_of_the_naive_reference() -> None:
    for chance in random_cases("naive sum"):
        log = random_log(chance)
        case = log, random_question(chance, log)
        if _differs(case):
            log, asked = smallest(case, _simpler, _differs)
            told = "\n".join(map(str, (*log, asked)))
            raise AssertionError(f"{told}\nreal {_real(log, asked)}, naive {naive_sum(log, asked)}")


def _differs(case: Case) -> bool:
    return _real(*case) != naive_sum(*case)


def _real(log: list[Telling], asked: Asked) -> tuple[int, int] | None:
    people = grouped_people([claim(n, telling) for n, telling in enumerate(log, 1)], TREE)
    counted = total(people, query(asked))
    low, _, high = counted.bounds
    return (low or 0, INFINITY if high is None else high) if counted.incidents else None


def _simpler(case: Case) -> Iterator[Case]:
    log, asked = case
    for index in range(len(log)) if len(log) > 1 else ():
        left = [one for n, one in enumerate(log) if n != index and one.part_of != index]
        if left and any(one.part_of is None for one in left):
            moved = [one._replace(part_of=one.part_of - (one.part_of > index)) if one.part_of else one for one in left]
            yield moved, asked
