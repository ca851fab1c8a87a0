"""What a state rests on is what the naive reference gives, on random logs with copies and repeats.

`CONFLICT_TIMELINE_RANDOM_LOGS=N` asks about N logs instead of some hundreds.
"""

import os
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest

from domain.control.claims import Claim
from domain.control.resolution import periods, state_on
from domain.control.state import State
from domain.values import edtf
from domain.values.interval import Interval
from domain.values.terms import Policy
from store.read.periods import days_text
from tests.reference.folds import Answers
from tests.reference.laws import days_of
from tests.reference.random_logs import FIRST, random_claims
from verifier.refold.claims import Claim as NaiveClaim
from verifier.refold.evidence import full_state
from verifier.refold.repeats import without_rows
from verifier.refold.turns import TooManyOrders

LOGS = int(os.environ.get("CONFLICT_TIMELINE_RANDOM_LOGS", "300"))
BATCHES = 4
SAID = ("position", "voice", "changed", "holder", "level", "loser", "regained", "occurred", "interest", "reliability")
SAID = (*SAID, "credibility", "told", "copy_of", "manner")


def with_repeats(random: Random, claims: list[Claim]) -> list[Claim]:
    """With more days of one sight, some of them told twice, and with more voices for one claim."""
    claim, others = random.choice(claims), []
    for number in range(1, random.randint(3, 6)):
        day = FIRST + timedelta(days=number)
        seen = replace(claim, changed=False, loser=None, manner=None, regained=False, copy_of=None, occurred=str(day))
        others += [seen] * random.choice([1, 1, 2])
    echo = replace(claim, copy_of=None)
    others += [replace(echo, voice=f"echo-{number}") for number in range(random.choice([0, 0, 3]))]
    return [*claims, *(replace(other, position=at) for at, other in enumerate(others, len(claims) + 1))]


def naive(claims: Sequence[Claim]) -> list[NaiveClaim]:
    return without_rows(NaiveClaim(**{name: getattr(claim, name) for name in SAID}) for claim in claims)


def shown(state: State) -> list[object]:
    others = [[other.holder, other.level, [*other.claims], other.voices] for other in state.alternatives]
    said = [state.holder, state.level, state.certainty, state.level_certainty, state.since, state.manner]
    return [*said, [*state.basis], state.voices, others, days_text(state.vouched)]


def with_date(state: list[object]) -> list[object]:
    start, end, cut = state[4] or (None, None, False)
    return [*state[:4], edtf.write(Interval(start, end), cut=cut) if end else None, *state[5:]]


@pytest.mark.parametrize("batch", range(BATCHES))
def test_evidence_is_the_naive_one(batch: int) -> None:
    compared = 0
    for number in range(batch, LOGS, BATCHES):
        random, policy = Random(f"evidence:{number}"), list(Policy)[number // BATCHES % len(Policy)]
        claims = random_claims(random)
        if number // BATCHES % 3 == 0:
            claims = with_repeats(random, claims)
        answers = Answers(periods(claims, policy))
        for day in days_of(claims):
            try:
                state, reasons = full_state(naive(claims), day, policy)
            except TooManyOrders:
                break
            ours = state_on(claims, day, policy)
            assert (with_date(state), reasons) == (shown(ours), set(ours.reasons)), (number, policy, day, claims)
            assert answers.on(day) == ours
            compared += 1
    assert compared
