"""The laws of control, asked of the fold; and of folds that break them, so that a law which sees nothing is found out.

`CONFLICT_TIMELINE_RANDOM_LOGS=N` asks about N cases of each kind instead of a few hundred.
"""

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from random import Random

import pytest

import tests.reference.laws as laws
from domain.control.claims import Claim
from domain.control.resolution import periods
from domain.control.state import Alternative, Period, State
from domain.values.terms import Certainty, ControlLevel, Interest, Policy
from tests.reference.breaches import described, smallest_breach
from tests.reference.laws import LAWS, Law
from tests.reference.possible_histories import possible_states
from tests.reference.random_logs import random_claims
from tests.reference.reporting import DENSE, Knobs
from tests.reference.run_laws import Inquiry, tally
from tests.reference.soundness import judge_by_possible_histories
from tests.reference.true_worlds import TrueWorld, random_world
from tests.reference.truthfulness import FailureKind, Judge, judge

CASES = int(os.environ.get("CONFLICT_TIMELINE_RANDOM_LOGS", "300"))
DEFAULT = Policy.AGAINST_INTEREST


RATES = [
    pytest.param(Knobs(), 2.0, 0.85, id="some days"),
    pytest.param(DENSE, 9.0, 0.80, id="dense"),
]
"""How many place-days in 1,000 may be ESTABLISHED and false, and how many must be decided at least. The law cannot be
kept for every world together with the worked cases: docs/limits-of-the-answer.md has the figures of a long run."""


@pytest.mark.parametrize(("knobs", "false_in_1000", "decided"), RATES)
def test_truthful_voices_mislead_few(knobs: Knobs, false_in_1000: float, decided: float) -> None:
    result = tally(Inquiry(periods, knobs=knobs), max(CASES, 1_000), shrink_max=0)

    false = result.failures[FailureKind.FALSE_HOLDER]
    assert false / result.place_days * 1_000 <= false_in_1000
    assert result.failures[FailureKind.TRUTH_MISSING] / result.place_days * 1_000 <= 1.0
    assert result.failures[FailureKind.UNKNOWN_AFTER_WORD] == 0
    assert result.decided / result.place_days >= decided


def random_log(number: int) -> Sequence[Claim]:
    return random_claims(Random(f"a log:{number}"))


def true_log(number: int) -> Sequence[Claim]:
    return random_world(Random(f"world:{number}"), replace(DENSE, more_reports=(0, 4))).claims


HELD = [law for law in LAWS if law is not laws.agreeing_evidence_never_lowers]
ASKED = [pytest.param(law, log, id=f"{law.__name__}-{log.__name__}") for law in HELD for log in (random_log, true_log)]


@pytest.mark.parametrize(("law", "log"), ASKED)
def test_a_law_holds_for_all_claims(law: Law, log: Callable[[int], Sequence[Claim]]) -> None:
    for number in range(CASES):
        policy = list(Policy)[number % len(Policy)]
        if breach := smallest_breach(law, log(number), periods, policy):
            pytest.fail(f"case {number}, {policy}\n{described(law, breach)}")


@pytest.mark.parametrize("log", [random_log, true_log])
def test_agreeing_evidence_hardly_ever_lowers(log: Callable[[int], Sequence[Claim]]) -> None:
    """A new sight inside a wider window may turn the order of two turns: SEEN goes before LOSER and OWN."""
    breaches = [
        laws.agreeing_evidence_never_lowers(log(number), periods, list(Policy)[number % len(Policy)])
        for number in range(CASES)
    ]

    assert sum(map(bool, breaches)) <= CASES / 100


def always(claim: Claim) -> tuple[Period, ...]:
    """What this claim says, on every day from its last on."""
    level_certainty = Certainty.ESTABLISHED
    state = State(claim.holder, claim.level, Certainty.ESTABLISHED, claim.occurred, level_certainty=level_certainty)
    return (Period(claim.observed.end.date(), None, state),)


def by_last_recorded(claims: Sequence[Claim], policy: Policy) -> Sequence[Period]:
    return always(max(claims, key=lambda claim: claim.position))


def by_first_name(claims: Sequence[Claim], policy: Policy) -> Sequence[Period]:
    return always(min(claims, key=lambda claim: (claim.holder or "", claim.voice, claim.position)))


def by_day_of_the_month(claims: Sequence[Claim], policy: Policy) -> Sequence[Period]:
    return always(claims[min(claims, key=lambda claim: claim.occurred).observed.end.day % len(claims)])


def by_majority(claims: Sequence[Claim], policy: Policy) -> Sequence[Period]:
    """Sure only where as many as can be say otherwise."""
    rare = min(
        claims, key=lambda claim: (sum(c.held == claim.held for c in claims), claim.holder or "", claim.occurred)
    )
    return always(rare)


@pytest.mark.parametrize(
    ("fold", "law"),
    [
        (by_last_recorded, laws.an_exact_repeat_changes_nothing),
        (by_last_recorded, laws.a_copy_changes_nothing),
        (by_last_recorded, laws.a_correction_to_itself_changes_nothing),
        (by_last_recorded, laws.the_recording_of_different_voices_is_not_asked),
        (by_first_name, laws.names_are_not_asked),
        (by_day_of_the_month, laws.the_calendar_is_not_asked),
        (by_majority, laws.agreeing_evidence_never_lowers),
        (by_first_name, laws.the_newest_own_gain_word_is_to_be_seen),
    ],
)
def test_a_fold_that_breaks_a_law_is_found_out(fold: Callable[..., Sequence[Period]], law: Law) -> None:
    breaches = [smallest_breach(law, random_log(number), fold, DEFAULT) for number in range(200)]

    assert any(breaches)
    assert min(len(breach.claims) for breach in breaches if breach) <= 3


def omniscient(world: TrueWorld, claims: Sequence[Claim], policy: Policy) -> Sequence[Period]:
    """What somebody who knows everything would answer."""
    certainty = Certainty.ESTABLISHED
    states = [State(*world.history.state_on(day), certainty, level_certainty=certainty) for day in world.days]
    ends = [*world.days[1:], None]
    return [Period(day, end, state) for day, end, state in zip(world.days, ends, states, strict=True)]


def test_the_truth_misleads_nobody() -> None:
    for number in range(200):
        world = random_world(Random(number), DENSE)

        judgement = judge(world, partial(omniscient, world), DEFAULT)

        assert judgement.failures == []
        assert judgement.decided == judgement.place_days


def careful(world: TrueWorld, claims: Sequence[Claim], policy: Policy) -> Sequence[Period]:
    """What somebody would answer who thinks of every history that the claims allow."""
    days = [day for day in world.days if day >= world.first_word]
    possible = possible_states(claims, days)
    states = [sure_or_disputed(sorted({holder for holder, _ in possible[day]})) for day in days]
    return [Period(day, day + timedelta(days=1), state) for day, state in zip(days, states, strict=True)]


def sure_or_disputed(holders: list[str | None]) -> State:
    if len(holders) == 1:
        return State(holders[0], ControlLevel.CONTROL, Certainty.ESTABLISHED)
    alternatives = tuple(Alternative(holder, ControlLevel.CONTROL, ()) for holder in holders)
    return State(None, ControlLevel.UNKNOWN, Certainty.DISPUTED, alternatives=alternatives)


@pytest.mark.parametrize("judge", [judge, judge_by_possible_histories])
def test_somebody_who_thinks_of_every_history_is_never_misled(judge: Judge) -> None:
    for number in range(200):
        world = random_world(Random(number), DENSE)

        assert judge(world, partial(careful, world), DEFAULT).failures == []


def test_a_fold_that_is_misled_is_found_out_by_a_small_world() -> None:
    result = tally(Inquiry(by_last_recorded, knobs=DENSE), 60, shrink_max=20)

    assert result.failures[FailureKind.FALSE_HOLDER] > 0
    assert result.failures[FailureKind.UNKNOWN_AFTER_WORD] > 0
    smallest = min(result.smallest.values(), key=lambda world: len(world.reports))
    assert len(smallest.reports) == 2
    assert len(smallest.history.turns) <= 2
    assert {report.interest for report in smallest.reports} == {Interest.NEUTRAL}


def test_a_fold_that_is_sure_of_nothing_hides_the_truth() -> None:
    def unsure(claims: Sequence[Claim], policy: Policy) -> Sequence[Period]:
        return [
            replace(p, state=replace(p.state, certainty=Certainty.DISPUTED)) for p in by_last_recorded(claims, policy)
        ]

    result = tally(Inquiry(unsure, knobs=DENSE), 60)

    assert result.failures[FailureKind.TRUTH_MISSING] > 0
    assert result.failures[FailureKind.FALSE_HOLDER] == 0
