"""A question about the past is priced by the claims of places of which something was said since."""

from dataclasses import replace
from datetime import date

import pytest

from api import limits
from api.graphql.guard.map_prices import NEWS_SOUGHT
from domain.control.aspects import Aspect
from store.read.folds import HISTORY_COST, PLACE_COST, STATE_COST
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


FIRST, SECOND = 'date: "2021-06-01", knownOn: "2021-03-02"', 'date: "2021-06-01", knownOn: "2021-03-20"'


@pytest.mark.parametrize("part", ["from", "to"])
def test_a_snapshot_below_a_diff_costs_what_it_costs_by_itself(part: str) -> None:
    at = FIRST if part == "from" else SECOND
    for selection in ("stateHash", 'tally(within: "c") { denominator }', 'place(id: "c-small") { since }'):
        itself = cost(f"{{ asOf({at}) {{ {selection} }} }}", WITH_NEWS)
        below = cost(
            f'{{ diff(from: {{{FIRST}}}, to: {{{SECOND}}}, within: "c") {{ {part} {{ {selection} }} }} }}', WITH_NEWS
        )
        assert below - itself in range(5), selection


def test_what_a_diff_shows_of_a_place_with_its_history_is_priced_as_such() -> None:
    def price(selection: str) -> int:
        return cost(f"{{ diff(from: {{{FIRST}}}, to: {{{SECOND}}}) {{ places {{ {selection} }} }} }}", WITH_NEWS)

    assert price("before { history { holder { id } } }") > price("before { since }") + HISTORY_COST * 2_000


def test_a_diff_costs_its_places_once_however_often_they_are_asked_for() -> None:
    aliases = " ".join(f"p{number}: places {{ cause }}" for number in range(10))
    one, ten = [
        cost(f"{{ diff(from: {{{FIRST}}}, to: {{{SECOND}}}) {{ {selection} }} }}", WITH_NEWS)
        for selection in ("places { cause }", aliases)
    ]
    assert ten - one == 9 * (1 + 100), "the fields of a fiftieth of all places"


@pytest.mark.parametrize(
    "at", ['knownAt: "2021-12-31T23:59:00-05:00"', 'knownAt: "2021-12-31T19:00:00Z"', 'knownOn: "2021-12-31"']
)
def test_a_moment_counts_by_its_day_in_utc(at: str) -> None:
    """Given news in December alone, then whoever knows all of it by UTC pays for none."""
    december = replace(SIZES, news=News({12 * 2021 + 12: 2_000}, {}))
    query = '{ asOf(date: "2021-06-22", %s) { tally(within: "c") { denominator } } }'

    is_of_january = at.endswith('-05:00"')
    assert (cost(query % at, december) == cost(query % "position: null", december)) == is_of_january


@pytest.mark.parametrize("at", ["position: null", 'knownOn: "2030-01-01"', "position: 100000"])
def test_claims_that_wait_to_be_folded_cost_their_fold_at_all_times(at: str) -> None:
    query = f'{{ asOf(date: "2021-06-22", {at}) {{ tally(within: "c") {{ denominator }} }} }}'
    waiting = cost(query, replace(WITH_NEWS, claims_waiting=1_000)) - cost(query, WITH_NEWS)

    assert STATE_COST * 1_000 <= waiting <= STATE_COST * 1_000 + PLACE_COST * 400


def test_to_look_for_news_costs_all_of_it_where_more_places_are_asked_for_than_are_looked_up() -> None:
    """Given news of many claims, of which few are about the places asked for, then these cost little alone."""
    few = replace(
        WITH_NEWS,
        places={**SIZES.places, ("d", None): 2_000, ("d", "DISTRICT"): 2_000},
        claims={**SIZES.claims, Aspect.CONTROL: {**SIZES.claims[Aspect.CONTROL], ("d", "DISTRICT"): 10}},
    )
    tally = '{ asOf(date: "2021-06-22", %s) { tally(within: "d") { denominator } } }'
    sought = cost(tally % 'knownOn: "2004-01-01"', few) - cost(tally % "position: null", few)

    assert sought > NEWS_SOUGHT * 24_000


def test_nothing_is_to_be_folded_after_the_day_on_which_anything_became_known_last() -> None:
    """Given news of the 20th, then whoever knows all of the 21st pays for none of the month."""
    june = replace(SIZES, news=News({12 * 2021 + 6: 2_000}, {}, last=date(2021, 6, 20)))
    query = '{ asOf(date: "2021-06-22", %s) { tally(within: "c") { denominator } } }'

    at_head, since, before = [
        cost(query % at, june) for at in ("position: null", 'knownOn: "2021-06-21"', 'knownOn: "2021-06-20"')
    ]
    assert at_head == since < before
