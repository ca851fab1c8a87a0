"""Beliefs are asked of the claims near the day, and are those of a plain fold at every moment of knowledge."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.control.claims import Claim
from domain.control.resolution import state_on
from domain.control.standing import Annulment, annulled
from domain.control.state import State
from domain.history import beliefs as module
from domain.history.beliefs import beliefs
from domain.history.diff import seen
from domain.history.excerpts import state_by
from domain.history.vicinity import Excerpt
from domain.values.terms import ControlLevel, Policy
from tests.reference.claims import make_claim
from tests.reference.random_logs import FIRST, random_claims
from tests.support.long_logs import long_log

randoms = st.integers(0, 10**9).map(Random)
policies = st.sampled_from(Policy)


def random_acts(random: Random, claims: list[Claim]) -> dict[Annulment, datetime]:
    """Corrections and retractions, of the claims and of each other."""
    first = len(claims) + 1
    acts = range(first, first + random.choice([0, 0, 1, 4]))
    latest = max(claim.known for claim in claims)
    return {
        Annulment(act, random.randint(1, act - 1), random.random() < 0.5): latest - timedelta(random.randint(0, 20))
        for act in acts
    }


def assert_plain(claims: list[Claim], acts, day: date, policy: Policy) -> None:
    """At every moment at which something became known, the belief is what a fold of all that stands gives."""
    believed = {belief.known_from: belief for belief in beliefs(claims, acts, day, policy)}
    in_force = believed.pop(None)
    for moment in sorted({claim.known for claim in claims} | set(acts.values())):
        gone = annulled(act for act, since in acts.items() if since <= moment)
        standing = [claim for claim in claims if claim.known <= moment and claim.position not in gone]
        state = state_on(standing, day, policy)
        if moment in believed:
            in_force = believed.pop(moment)
            assert in_force.state == state
        assert seen(in_force.state) == seen(state)
    assert not believed


@given(randoms, policies)
def test_beliefs_are_those_of_a_plain_fold_at_every_moment(random, policy):
    claims = random_claims(random, claims_max=12, days_max=10)
    day = FIRST + timedelta(days=random.randint(0, 10))
    assert_plain(claims, random_acts(random, claims), day, policy)


@given(randoms, policies, st.sampled_from([1, 2, 4]))
def test_the_same_over_months_by_excerpts_of_few_claims(random, policy, changes):
    claims, day = long_log(random)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_CHANGES", (changes, 3 * changes, 9 * changes, 10**9))
        assert_plain(claims, random_acts(random, claims), day, policy)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Excerpt, bool]]:
    """The excerpts that were folded, each with whether it gave the answer."""
    seen_excerpts: list[tuple[Excerpt, bool]] = []

    def noted(excerpt: Excerpt, day: date, policy: Policy) -> State | None:
        state = state_by(excerpt, day, policy)
        seen_excerpts.append((excerpt, state is not None))
        return state

    monkeypatch.setattr(module, "state_by", noted)
    return seen_excerpts


def test_excerpts_decide_many_days_of_long_logs(asked, monkeypatch):
    monkeypatch.setattr(module, "_CHANGES", (3, 8, 24, 10**9))

    for seed in range(40):
        claims, day = long_log(Random(seed))
        beliefs(claims, {}, day, Policy.AGAINST_INTEREST)

    assert sum(decides for excerpt, decides in asked if not excerpt.is_whole) > 50


def daily(days: int, voices: str, holder: Callable[[int, int], str]) -> list[Claim]:
    reports = [(day, number) for day in range(days) for number in range(len(voices))]
    return [
        make_claim(
            position,
            voices[number],
            FIRST + timedelta(days=day),
            changed=False,
            holder=holder(day, number),
            level=ControlLevel.CONTROL,
            occurred=str(FIRST + timedelta(days=day)),
        )
        for position, (day, number) in enumerate(reports, start=1)
    ]


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param(daily(300, "a", lambda day, _: "TG"[day // 70 % 2]), id="a daily map"),
        pytest.param(daily(300, "abc", lambda day, _: "TG"[day // 70 % 2]), id="maps that agree"),
        pytest.param(daily(150, "ab", lambda _, number: "TG"[number]), id="two maps that contradict each other daily"),
        pytest.param(daily(300, "a", lambda day, _: "TG"[day % 2]), id="a map that changes daily"),
    ],
)
@pytest.mark.parametrize("number", [0, 150, 299])
def test_however_many_days_of_reports_few_claims_are_folded_for_each(asked, claims, number):
    beliefs(claims, {}, FIRST + timedelta(days=number), Policy.AGAINST_INTEREST)

    moments = len({claim.known for claim in claims})
    assert sum(len(excerpt.claims) for excerpt, _ in asked) < 80 * moments
