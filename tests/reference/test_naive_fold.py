"""The fold gives what the naive reference gives, on random logs.

`CONFLICT_TIMELINE_RANDOM_LOGS=N` asks about N logs instead of some hundreds.
"""

import os
from collections.abc import Sequence
from datetime import date
from random import Random

import pytest

from domain.control.claims import Claim
from domain.control.order import EXACT
from domain.control.resolution import periods, state_on
from domain.control.state import State
from domain.values import edtf
from domain.values.interval import Interval
from domain.values.terms import Policy
from tests.reference.folds import Answers
from tests.reference.laws import days_of
from tests.reference.random_logs import random_claims
from verifier.refold.fold import Place
from verifier.refold.turns import counted, turns

LOGS = int(os.environ.get("CONFLICT_TIMELINE_RANDOM_LOGS", "700"))
BATCHES = 4


def random_log(number: int) -> list[Claim]:
    """Without copies, and without a word that a voice repeats at once: the reference does not know of them."""
    log: list[Claim] = []
    for claim in random_claims(Random(f"naive:{number}")):
        again = any(
            (c.voice, c.held, c.occurred, c.known) == (claim.voice, claim.held, claim.occurred, claim.known)
            for c in log
        )
        if claim.copy_of is None and not again:
            log.append(claim)
    return log


def is_small(claims: Sequence[Claim], policy: Policy) -> bool:
    """Whether every order can be tried; longer runs are put in order step by step."""
    return len(turns(counted(claims, policy))) <= EXACT


def seen(state: State) -> tuple[object, ...]:
    others = {(other.holder, other.level) for other in state.alternatives}
    return (state.holder, state.level), state.certainty, state.level_certainty, state.since, others


def expected(place: Place, day: date) -> tuple[object, ...]:
    held, certainty, level_certainty, since, others = place.state(day)
    written = edtf.write(Interval(*since[:2]), cut=since[2]) if since else None
    return held, certainty, level_certainty, written, others


@pytest.mark.parametrize("batch", range(BATCHES))
def test_the_fold_is_the_naive_one(batch: int) -> None:
    for number in range(batch, LOGS, BATCHES):
        claims, policy = random_log(number), list(Policy)[number // BATCHES % len(Policy)]
        if not claims or not is_small(claims, policy):
            continue
        place, answers = Place(claims, policy), Answers(periods(claims, policy))
        for day in days_of(claims):
            state = state_on(claims, day, policy)
            assert seen(state) == expected(place, day), (number, policy, day, claims)
            assert answers.on(day) == state
