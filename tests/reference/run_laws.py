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
from tests.reference.soundness import judge_by_possible_histories
from tests.reference.true_worlds import TrueWorld, random_world
from tests.reference.truthfulness import Failure, FailureKind, Judge, Judgement, judge
from tests.reference.writing import described, shape


@dataclass
class Tally:
    """What came of all worlds. Each kind of failure is named by its shape, with the smallest world that has it."""

    worlds: int = 0
    failing_worlds: int = 0
    place_days: int = 0
    decided: int = 0
    decidable: int = 0
    failures: Counter[FailureKind] = field(default_factory=Counter)
    shapes: Counter[tuple[FailureKind, str]] = field(default_factory=Counter)
    smallest: dict[tuple[FailureKind, str], TrueWorld] = field(default_factory=dict)

    def add_shape(self, kind: FailureKind, world: TrueWorld, failure: Failure) -> None:
        key = kind, shape(world, failure)
        self.shapes[key] += 1
        self.smallest[key] = min(world, self.smallest.get(key, world), key=size_of)


@dataclass(frozen=True)
class Inquiry:
    """What is asked, of which fold, about which worlds. World n of a seed is the same however many there are."""

    fold: Fold
    policy: Policy = Policy.AGAINST_INTEREST
    knobs: Knobs = field(default_factory=Knobs)
    judge: Judge = judge
    seed: int = 1

    def judgement(self, world: TrueWorld) -> Judgement:
        return self.judge(world, self.fold, self.policy)

    def failures(self, world: TrueWorld, kind: FailureKind) -> list[Failure]:
        return [failure for failure in self.judgement(world).failures if failure.kind is kind]

    def smallest(self, world: TrueWorld, kind: FailureKind) -> TrueWorld:
        return shrunk(world, lambda candidate: bool(self.failures(candidate, kind)))


def tally(inquiry: Inquiry, worlds: int, shrink_max: int = 0) -> Tally:
    """Of the failing worlds the first are shrunk."""
    result = Tally()
    for number in range(worlds):
        world = random_world(Random(f"{inquiry.seed}:{number}"), inquiry.knobs)
        judgement = inquiry.judgement(world)
        result.worlds += 1
        result.place_days += judgement.place_days
        result.decided += judgement.decided
        result.decidable += judgement.decidable
        result.failures.update(failure.kind for failure in judgement.failures)
        result.failing_worlds += bool(judgement.failures)
        if judgement.failures and result.failing_worlds <= shrink_max:
            for kind in sorted({failure.kind for failure in judgement.failures}):
                smallest = inquiry.smallest(world, kind)
                result.add_shape(kind, smallest, inquiry.failures(smallest, kind)[0])
    return result


def report(result: Tally, inquiry: Inquiry, kinds_max: int) -> str:
    days = max(1, result.place_days)
    lines = [
        f"{'worlds':36} {result.worlds:>10,}",
        f"{'worlds with a failure':36} {result.failing_worlds:>10,}",
        f"{'place-days from the first word':36} {result.place_days:>10,}",
        f"{'decided':36} {result.decided / days:>10.1%}",
    ]
    if result.decidable:
        lines.append(f"{'decidable':36} {result.decidable / days:>10.1%}")
    for kind, count in sorted(result.failures.items()):
        lines.append(f"{kind:36} {count:>10,} {1_000 * count / days:>8.2f} in 1,000")
    for (kind, words), count in result.shapes.most_common(kinds_max):
        smallest = result.smallest[kind, words]
        failure = inquiry.failures(smallest, kind)[0]
        lines += ["", f"{count} x {words}", described(smallest, failure, inquiry.fold, inquiry.policy)]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description="Ask whether truthful voices mislead the fold.")
    parser.add_argument("--worlds", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--policy", type=Policy, choices=list(Policy), default=Policy.AGAINST_INTEREST)
    parser.add_argument("--dense", action="store_true", help="so much in so few days that order is mostly open")
    parser.add_argument("--possible", action="store_true", help="ask what could be true, and not only what is")
    parser.add_argument("--shrink", type=int, default=300, help="how many failing worlds are shrunk")
    parser.add_argument("--kinds", type=int, default=30, help="how many kinds of failure are shown")
    given = parser.parse_args()
    knobs = DENSE if given.dense else Knobs()
    asked = judge_by_possible_histories if given.possible else judge
    inquiry = Inquiry(periods, given.policy, knobs, asked, given.seed)
    begun = time.perf_counter()
    print(report(tally(inquiry, given.worlds, given.shrink), inquiry, given.kinds))
    print(f"\n{time.perf_counter() - begun:.1f} seconds")


if __name__ == "__main__":
    main()
