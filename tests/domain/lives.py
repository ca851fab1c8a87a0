"""Random places over time, for Hypothesis: claims, and a stretch in which the place exists."""

from datetime import date
from typing import NamedTuple

from hypothesis import strategies as st

from domain.claims import Claim
from domain.lives import Life
from domain.resolution import periods, state_on
from domain.state import State
from domain.steps import days
from domain.vocabulary import Policy, Step
from tests.domain.test_resolution_properties import DAYS, claim_lists

_bounds = st.one_of(st.none(), st.sampled_from(DAYS))


class Told(NamedTuple):
    claims: list[Claim]
    exists_from: date | None
    exists_to: date | None

    def exists_on(self, day: date) -> bool:
        return (self.exists_from or date.min) <= day and (self.exists_to is None or day < self.exists_to)


worlds = st.lists(st.builds(Told, claim_lists(max_size=5), _bounds, _bounds), max_size=5)
day_lists = st.builds(days, st.sampled_from(DAYS), st.sampled_from(DAYS), st.sampled_from(Step))


def lives(world: list[Told], policy: Policy) -> list[Life]:
    return [
        Life(f"p-{n}", told.exists_from, told.exists_to, periods(told.claims, policy)) for n, told in enumerate(world)
    ]


def states(world: list[Told], day: date, policy: Policy) -> dict[str, State]:
    """Of every place that exists on the day, by the fold itself."""
    return {f"p-{n}": state_on(told.claims, day, policy) for n, told in enumerate(world) if told.exists_on(day)}
