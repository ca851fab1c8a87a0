"""The first law over many worlds: `python -m tests.reference.run_laws --worlds N --seed S`.

Prints how many days it asked about, how many answers were false, how many were decided, and of each kind of failure
the smallest world that was reached.
"""

import argparse
import time
from collections import Counter
from dataclasses import dataclass, field
from random import Random

from domain.control.resolution import periods
from domain.values.terms import Policy
from tests.reference.folds import Fold
from tests.reference.reporting import DENSE, Knobs
from tests.reference.shrinking import shrunk, size_of
from tests.reference.true_worlds import TrueWorld, random_world
from tests.reference.truthfulness import Failure, FailureKind, judge
from tests.reference.writing import described, shape


@dataclass
class Tally:
    worlds: int = 0
    failing_worlds: int = 0
    place_days: int = 0
    decided: int = 0
    failures: Counter[FailureKind] = field(default_factory=Counter)
    shapes: Counter[tuple[FailureKind, str]] = field(default_factory=Counter)
    smallest: dict[tuple[FailureKind, str], TrueWorld] = field(default_factory=dict)

    def add_shape(self, kind: FailureKind, world: TrueWorld, failure: Failure) -> None:
        key = kind, shape(world, failure)
        self.shapes[key] += 1
        self.smallest[key] = min(world, self.smallest.get(key, world), key=size_of)


def tally(worlds: int, seed: int, fold: Fold, policy: Policy, knobs: Knobs, shrink_max: int) -> Tally:
    """World n of a seed is the same whatever the number of worlds; of the failing ones the first are shrunk."""
    result = Tally()
    for number in range(worlds):
        world = random_world(Random(f"{seed}:{number}"), knobs)
        judgement = judge(world, fold, policy)
        result.worlds += 1
        result.place_days += judgement.place_days
        result.decided += judgement.decided
        result.failures.update(failure.kind for failure in judgement.failures)
        result.failing_worlds += bool(judgement.failures)
        if judgement.failures and result.failing_worlds <= shrink_max:
            for kind in {failure.kind for failure in judgement.failures}:
                result.add_shape(kind, *smallest_failing(world, kind, fold, policy))
    return result


def smallest_failing(world: TrueWorld, kind: FailureKind, fold: Fold, policy: Policy) -> tuple[TrueWorld, Failure]:
    def failures(candidate: TrueWorld) -> list[Failure]:
        return [failure for failure in judge(candidate, fold, policy).failures if failure.kind is kind]

    smallest = shrunk(world, lambda candidate: bool(failures(candidate)))
    return smallest, failures(smallest)[0]


def report(result: Tally, fold: Fold, policy: Policy, kinds_max: int) -> str:
    lines = [
        f"worlds                       {result.worlds:>12,}",
        f"worlds with a failure        {result.failing_worlds:>12,}",
        f"place-days from the first word {result.place_days:>10,}",
        f"decided                      {result.decided / max(1, result.place_days):>12.1%}",
    ]
    for kind in FailureKind:
        count = result.failures[kind]
        lines.append(f"{kind:28} {count:>12,}  {1_000 * count / max(1, result.place_days):.2f} in 1,000")
    for (kind, words), count in result.shapes.most_common(kinds_max):
        smallest = result.smallest[kind, words]
        failure = next(f for f in judge(smallest, fold, policy).failures if f.kind is kind)
        lines += ["", f"{count} x {words}", described(smallest, failure, fold, policy)]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Ask whether truthful voices mislead the fold.")
    parser.add_argument("--worlds", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--policy", type=Policy, choices=list(Policy), default=Policy.AGAINST_INTEREST)
    parser.add_argument("--dense", action="store_true", help="so much in so few days that order is mostly open")
    parser.add_argument("--shrink", type=int, default=300, help="how many failing worlds are shrunk")
    parser.add_argument("--kinds", type=int, default=30, help="how many kinds of failure are shown")
    given = parser.parse_args()
    begun = time.perf_counter()
    result = tally(given.worlds, given.seed, periods, given.policy, DENSE if given.dense else Knobs(), given.shrink)
    print(report(result, periods, given.policy, given.kinds))
    print(f"\n{time.perf_counter() - begun:.1f} seconds")


if __name__ == "__main__":
    main()
