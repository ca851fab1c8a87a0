"""The first law: truthful voices mislead nobody.

On each day an ESTABLISHED answer is the truth at the end of the day. On every other day that is not UNKNOWN the truth
is the holder or among the alternatives. UNKNOWN is only before the first word that counts.
"""

from collections.abc import Callable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from domain.control.claims import Held
from domain.control.state import State
from domain.values.terms import Certainty, Policy
from tests.reference.folds import Answers, Fold
from tests.reference.true_worlds import TrueWorld


class FailureKind(StrEnum):
    FALSE_HOLDER = "false ESTABLISHED"
    FALSE_LEVEL = "false level ESTABLISHED"
    TRUTH_MISSING = "truth missing"
    LEVEL_MISSING = "true level missing"
    UNKNOWN_AFTER_WORD = "UNKNOWN after the first word"
    UNSOUND = "ESTABLISHED, another possible"
    UNSOUND_LEVEL = "level ESTABLISHED, another possible"
    POSSIBLE_MISSING = "possible holder missing"
    TIMID = "not decided, no other possible"


class Failure(NamedTuple):
    kind: FailureKind
    day: date
    state: State
    truth: Held


class Judgement(NamedTuple):
    """Days are counted from the first word that counts.

    `decided` are ESTABLISHED; `decidable` those on which the claims leave one holder, where that was asked.
    """

    failures: list[Failure]
    place_days: int
    decided: int
    decidable: int = 0


Judge = Callable[[TrueWorld, Fold, Policy], Judgement]


def judge(world: TrueWorld, fold: Fold, policy: Policy = Policy.AGAINST_INTEREST) -> Judgement:
    answers = Answers(fold(world.claims, policy))
    first_word = world.first_word
    failures, place_days, decided = [], 0, 0
    for day in world.days:
        state = answers.on(day)
        failures += [Failure(kind, day, state, world.history.state_on(day)) for kind in _kinds(world, day, state)]
        if day >= first_word:
            place_days += 1
            decided += state.certainty is Certainty.ESTABLISHED
    return Judgement(failures, place_days, decided)


def _kinds(world: TrueWorld, day: date, state: State) -> Iterator[FailureKind]:
    holder, level = world.history.state_on(day)
    match state.certainty:
        case Certainty.UNKNOWN:
            if day >= world.first_word:
                yield FailureKind.UNKNOWN_AFTER_WORD
        case Certainty.ESTABLISHED if state.holder != holder:
            yield FailureKind.FALSE_HOLDER
        case Certainty.ESTABLISHED:
            yield from _level_kinds(state, (holder, level))
        case _:
            named = {state.holder, *(other.holder for other in state.alternatives)}
            if holder not in named and not _is_before_any_word(world, day, state):
                yield FailureKind.TRUTH_MISSING


def _level_kinds(state: State, truth: Held) -> Iterator[FailureKind]:
    """A fold that has no opinion on the level says UNKNOWN, and misleads nobody."""
    match state.level_certainty:
        case Certainty.UNKNOWN:
            return
        case Certainty.ESTABLISHED:
            if state.level != truth[1]:
                yield FailureKind.FALSE_LEVEL
        case _:
            if truth not in {(state.holder, state.level), *((a.holder, a.level) for a in state.alternatives)}:
                yield FailureKind.LEVEL_MISSING


def _is_before_any_word(world: TrueWorld, day: date, state: State) -> bool:
    """Whether a null holder stands for whoever held the place before anything that counts was reported.

    A claim for the speaker's own gain names what it claims, and nobody else: CLAIMED says no more than UNKNOWN there.
    """
    untold = state.certainty is Certainty.CLAIMED or world.history.number_at_end(day) == -1
    return state.holder is None and day < world.first_word and untold
