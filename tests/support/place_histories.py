"""Random places over time, for Hypothesis: claims, and a stretch in which the place exists."""

from datetime import date
from typing import NamedTuple

from hypothesis import strategies as st

from domain.control.claims import Claim
from domain.control.resolution import periods, state_on
from domain.control.state import State
from domain.history.brief_turns import brief_turns
from domain.history.place_history import PlaceHistory
from domain.history.steps import days
from domain.values.days import Days, joined
from domain.values.terms import Policy, Step
from tests.support.claim_strategies import DAYS, claim_lists


class Reported(NamedTuple):
    claims: list[Claim]
    stretches: list[Days]

    def exists_on(self, day: date) -> bool:
        return any(since <= day < until for since, until in self.stretches)


_stretches = st.builds(Days, st.sampled_from([date.min, *DAYS]), st.sampled_from([*DAYS, date.max]))
worlds = st.lists(st.builds(Reported, claim_lists(max_size=5), st.lists(_stretches, max_size=3)), max_size=5)
day_lists = st.builds(days, st.sampled_from(DAYS), st.sampled_from(DAYS), st.sampled_from(Step))


def place_history(*claims: Claim, exists_from: date | None = None, exists_to: date | None = None) -> PlaceHistory:
    """Of one place, under the default policy."""
    there = [Days(exists_from or date.min, exists_to or date.max)]
    by = Policy.AGAINST_INTEREST
    return PlaceHistory("p", there, periods(claims, by), brief_turns(claims, by))


def place_histories(world: list[Reported], policy: Policy) -> list[PlaceHistory]:
    return [
        PlaceHistory(f"p-{n}", joined(told.stretches), periods(told.claims, policy), brief_turns(told.claims, policy))
        for n, told in enumerate(world)
    ]


def states(world: list[Reported], day: date, policy: Policy) -> dict[str, State]:
    """Of every place that exists on the day, by the fold itself."""
    return {f"p-{n}": state_on(told.claims, day, policy) for n, told in enumerate(world) if told.exists_on(day)}
