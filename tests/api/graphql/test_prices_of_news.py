"""A question about the past is priced by the claims of places of which something was said since."""

from dataclasses import replace

import pytest

from api import limits
from store.read.folds import PLACE_COST, STATE_COST
from store.read.log_sizes import News
from tests.support.pricing import SIZES, cost

WITH_NEWS = replace(
    SIZES, news=News({12 * 2021 + month: 2_000 for month in range(1, 13)}, dict.fromkeys(range(50, 101), 1000))
)
"""About the places with news of each month of 2021 there are two thousand claims."""


@pytest.mark.parametrize(
    ("at", "claims"),
    [
        ('knownOn: "2021-12-24"', 2_000),
        ('knownAt: "2021-11-02T12:00:00Z"', 4_000),
        ('knownOn: "2022-01-01"', 0),
        ('knownOn: "2004-01-01"', 8_000),
        ("position: 99000", 2_000),
        ('knownOn: "2021-12-24", position: 99000', 4_000),
        ("position: 1000", 8_000),
        ('knownAt: "20210622T12"', 8_000),
    ],
)
def test_the_past_costs_the_claims_of_places_with_news_since(at: str, claims: int) -> None:
    def price(at: str) -> int:
        return cost(f'{{ asOf(date: "2021-06-22", {at}) {{ tally(within: "c") {{ denominator }} }} }}', WITH_NEWS)

    folded = price(at) - price("position: null")

    assert STATE_COST * claims <= folded <= STATE_COST * claims + PLACE_COST * 400


def test_what_was_learned_costs_the_news_of_that_time() -> None:
    def learned(*days: str | None) -> int:
        first, second = [f'{{date: "2021-06-01", knownOn: {(day and quoted(day)) or "null"}}}' for day in days]
        return cost(f"{{ diff(from: {first}, to: {second}) {{ places {{ cause }} }} }}", WITH_NEWS)

    of_a_month = learned("2021-03-02", "2021-03-20")

    assert 2 * STATE_COST * 2_000 < of_a_month < limits.QUERY_COST_MAX / 5
    assert learned("2021-03-20", "2021-03-02") == of_a_month
    assert learned("2021-12-02", None) < of_a_month < learned("2021-03-02", "2021-05-20")
    assert learned("2020-03-20", "2020-12-31") < learned("2021-03-02", None)


def quoted(text: str) -> str:
    return f'"{text}"'
