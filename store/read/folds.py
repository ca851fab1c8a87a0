"""The folds of many places as work on pure data: they can be done in any process, long after the claims were read."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from domain.control import resolution
from domain.control.claims import Claim
from domain.control.interest import Sides
from domain.control.standing import Annulment
from domain.control.state import Period, State
from domain.history import beliefs as believing
from domain.history.beliefs import Belief
from domain.history.brief_turns import BriefTurn, brief_turns
from domain.values.terms import Policy
from store.read.claim_rows import ClaimRow, claims_of

T = TypeVar("T")
Joined = TypeVar("Joined")

STATE_COST = 5
HISTORY_COST = 10
BELIEF_COST = 30
PLACE_COST = 5
"""Processor time that it takes to fold a claim to a state, to periods, to beliefs; and for each place besides. In
hundredths of a millisecond, measured by benchmarks/question_costs.py."""
PART_COST = 20_000
"""Work is handed out in parts of about this much, so that it can be stopped between them and many can take turns."""


@dataclass(frozen=True)
class Fold(Generic[T]):
    """What is left to do once everything is read: `work` is put to each of the parts, and `join` makes the answer.

    `cost` is the processor time that it takes, in hundredths of a millisecond.
    """

    work: Callable[..., Any]
    parts: Sequence[tuple[Any, ...]]
    join: Callable[[Sequence[Any]], T]
    cost: int

    @classmethod
    def none(cls, answer: T) -> "Fold[T]":
        """Nothing is left to do."""
        return cls(_nothing, (), lambda _: answer, 0)

    def then(self, last: Callable[[T], Joined]) -> "Fold[Joined]":
        """The same with a last step, which is little work."""
        return Fold(self.work, self.parts, lambda results: last(self.join(results)), self.cost)

    def here(self) -> T:
        """The answer, worked out on the spot."""
        return self.join([self.work(*part) for part in self.parts])


def fold_of_places(
    work: Callable[..., Mapping[str, T]], cost: int, rows: Sequence[ClaimRow], sides: Sides, *more: Any
) -> Fold[dict[str, T]]:
    """`work(rows, sides, *more)`, which has an answer for each place, with the places of `rows` shared out in parts.

    `cost`: that of a claim.
    """
    by_place: dict[str, list[ClaimRow]] = defaultdict(list)
    for row in rows:
        by_place[row.place].append(row)
    parts = [(part, sides, *more) for part in _shared_out(by_place.values(), cost)]
    return Fold(work, parts, _together, cost * len(rows) + PLACE_COST * len(by_place))


def fold_of_beliefs(
    rows: Sequence[ClaimRow], sides: Sides, acts: Mapping[Annulment, datetime], day: date, policy: Policy
) -> Fold[list[Belief]]:
    """The beliefs about one place on a day. Each moment hears few of the claims: work grows with their number."""
    return Fold(beliefs_of, [(rows, sides, acts, day, policy)], lambda results: results[0], BELIEF_COST * len(rows))


def _shared_out(places: Iterable[list[ClaimRow]], cost: int) -> Iterator[list[ClaimRow]]:
    part: list[ClaimRow] = []
    for rows in places:
        part += rows
        if cost * len(part) >= PART_COST:
            yield part
            part = []
    if part:
        yield part


def _together(results: Sequence[Mapping[str, T]]) -> dict[str, T]:
    return {place: answer for result in results for place, answer in result.items()}


def states_of(rows: Sequence[ClaimRow], sides: Sides, day: date, policy: Policy) -> dict[str, State]:
    """The state of each place that has claims, at the end of a day."""
    return {place: resolution.state_on(claims, day, policy) for place, claims in _by_place(rows, sides)}


def histories_of(rows: Sequence[ClaimRow], sides: Sides, policy: Policy) -> dict[str, list[Period]]:
    """The periods of each place that has claims."""
    return {place: [*resolution.periods(claims, policy)] for place, claims in _by_place(rows, sides)}


def brief_turns_of(rows: Sequence[ClaimRow], sides: Sides, policy: Policy) -> dict[str, tuple[BriefTurn, ...]]:
    """The turns of each place that no evening shows."""
    return {place: brief_turns(claims, policy) for place, claims in _by_place(rows, sides)}


def beliefs_of(
    rows: Sequence[ClaimRow], sides: Sides, acts: Mapping[Annulment, datetime], day: date, policy: Policy
) -> list[Belief]:
    """How the answer for a day changed as the claims about one place, and their annulments, came in."""
    return believing.beliefs(claims_of(rows, sides), acts, day, policy)


def _by_place(rows: Sequence[ClaimRow], sides: Sides) -> Iterator[tuple[str, list[Claim]]]:
    by_place: dict[str, list[ClaimRow]] = defaultdict(list)
    for row in rows:
        by_place[row.place].append(row)
    for place, own in by_place.items():
        yield place, claims_of(own, sides)


def _nothing() -> None:
    """The work of a fold that is done."""
