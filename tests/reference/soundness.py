"""A sharper question than whether an answer is false: whether it could be, for all that the claims say.

An ESTABLISHED answer is unsound where another history, in which every claim is true as well, gives another holder; one
that is not ESTABLISHED is timid where all such histories agree. A world that is false by luck only is seen at once.
"""

from collections.abc import Iterator

from domain.control.claims import Held
from domain.control.state import State
from domain.values.terms import Certainty, Policy
from tests.reference.folds import Answers, Fold
from tests.reference.possible_histories import possible_states
from tests.reference.true_worlds import TrueWorld
from tests.reference.truthfulness import Failure, FailureKind, Judgement


def judge_by_possible_histories(world: TrueWorld, fold: Fold, policy: Policy = Policy.AGAINST_INTEREST) -> Judgement:
    """About the days from the first word on. `Failure.truth` is a state that the answer leaves out, or the only one."""
    answers = Answers(fold(world.claims, policy))
    days = [day for day in world.days if day >= world.first_word]
    possible = possible_states(world.claims, days)
    failures: list[Failure] = []
    decidable = decided = 0
    for day in days:
        state = answers.on(day)
        failures += [Failure(kind, day, state, held) for kind, held in _failures(state, possible[day])]
        decidable += len({holder for holder, _ in possible[day]}) == 1
        decided += state.certainty is Certainty.ESTABLISHED
    return Judgement(failures, len(days), decided, decidable)


def _failures(state: State, possible: set[Held]) -> Iterator[tuple[FailureKind, Held]]:
    in_order = sorted(possible, key=lambda held: (held[0] or "", held[1]))
    named = {state.holder, *(other.holder for other in state.alternatives)}
    if state.certainty is not Certainty.ESTABLISHED:
        if len({holder for holder, _ in possible}) == 1:
            yield FailureKind.TIMID, in_order[0]
        yield from ((FailureKind.POSSIBLE_MISSING, held) for held in in_order if held[0] not in named)
        return
    others = [held for held in in_order if held[0] != state.holder]
    yield from ((FailureKind.UNSOUND, held) for held in others[:1])
    if not others and state.level_certainty is Certainty.ESTABLISHED:
        yield from ((FailureKind.UNSOUND_LEVEL, held) for held in in_order if held[1] != state.level)
