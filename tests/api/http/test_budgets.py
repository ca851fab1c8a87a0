"""What one caller uses up, others do not pay for; and whoever waits may ask again."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from starlette.requests import HTTPConnection

from api import limits
from api.http.budgets import Budgets, caller_key
from api.ogc.prices import item_cost, page_cost
from domain.control.aspects import Aspect
from domain.values.access import ANONYMOUS, Principal, Scope
from domain.values.coordinates import Coordinates
from service.asking.refusals import ClientError
from store.read.log import Head
from store.read.log_sizes import LogSizes, News
from tests.support.asking import Api
from tests.support.builders import cast
from tests.support.tokens import bearer

Start = Callable[..., Awaitable[Api]]
NAMES = "{ events(first: 40) { nodes { id type recordedAt } } log { head } %s: log { head } }"


def spent(budgets: Budgets, caller: str) -> bool:
    try:
        budgets.check(caller)
    except ClientError as refusal:
        assert refusal.code == "BUDGET_SPENT"
        return True
    return False


def test_a_budget_is_used_up_and_fills_again() -> None:
    now = [0.0]
    budgets = Budgets(600, lambda: now[0])
    budgets.charge("a", 650)

    assert spent(budgets, "a")
    assert not spent(budgets, "b")
    now[0] += 5.5  # ten for each second
    assert not spent(budgets, "a")


def test_it_never_holds_more_than_a_minute() -> None:
    now = [0.0]
    budgets = Budgets(600, lambda: now[0])
    budgets.check("a")
    now[0] += 3_600
    budgets.charge("a", 600)

    assert spent(budgets, "a")


def test_without_a_bound_nobody_waits() -> None:
    budgets = Budgets(0)
    budgets.charge("a", 10**9)

    assert not spent(budgets, "a")


def test_callers_that_are_made_up_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "BUDGETS_KEPT_MAX", 3)
    budgets = Budgets(600)
    for number in range(50):
        budgets.charge(str(number), 1)

    assert len(budgets._balances) == 3


@pytest.mark.parametrize(
    ("host", "key"),
    [
        ("192.0.2.7", "address 192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "address 2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "address 2001:db8:1:2::/64"),
        ("testclient", "address testclient"),
    ],
)
def test_a_stranger_is_his_address(host: str, key: str) -> None:
    assert caller_key(ANONYMOUS, HTTPConnection({"type": "http", "client": (host, 5)})) == key
    assert caller_key(ANONYMOUS, HTTPConnection({"type": "http"})) == "address "


def test_whoever_has_a_token_is_its_name() -> None:
    connection = HTTPConnection({"type": "http", "client": ("192.0.2.7", 5)})

    assert caller_key(Principal("desk", Scope.READ), connection) == "token desk"


async def test_who_has_spent_a_minute_waits_and_others_do_not(database_url: str, start: Start) -> None:
    """given small budgets; when a stranger asks on and on; then he gets 429, and the desk and kept answers do not"""
    api = await start(database_url, open_writes=False, cost_per_minute=400)
    token = {"authorization": await bearer(api)}
    statuses = [(await api.send(NAMES % f"a{number}")).status_code for number in range(12)]
    kept, others = await api.send(NAMES % "a0"), await api.send(NAMES % "a0", **token)
    refused = await api.send(NAMES % "b", accept="application/graphql-response+json")

    assert statuses[0] == 200
    assert statuses[-1] == 429
    assert (kept.status_code, others.status_code) == (200, 200)
    [error] = refused.json()["errors"]
    assert error["extensions"]["code"] == "BUDGET_SPENT"
    assert "ask again in" in error["message"]


async def test_the_lane_is_paid_for_as_well(sqlite_url: str, start: Start) -> None:
    api = await start(sqlite_url, cost_per_minute=400)
    await api.recorded(*cast())
    days = [f"2021-06-{day:02}" for day in range(1, 29)]
    question = '{ asOf(date: "%s") { places(first: 20) { nodes { id since } } } }'

    statuses = [(await api.send(question % day)).status_code for day in days]

    assert statuses[0] == 200
    assert statuses[-1] == 429


async def test_map_layers_are_paid_for_and_what_the_client_has_is_not(database_url: str, start: Start) -> None:
    """given a budget of two pages; when a stranger pages on; then he gets 429, and 304 for what has not changed"""
    api = await start(database_url, cost_per_minute=400)
    await api.recorded(*cast())
    address = "/ogc/collections/districts/items?datetime=2021-06-22&limit="
    first = await api.client.get(f"{address}1")
    statuses = [(await api.client.get(f"{address}{limit}")).status_code for limit in (2, 3, 4)]
    known = await api.client.get(f"{address}1", headers={"If-None-Match": first.headers["ETag"]})
    refused = await api.client.get(f"{address}50")

    assert (first.status_code, statuses[0], statuses[-1]) == (200, 200, 429)
    assert known.status_code == 304
    assert refused.json()["code"] == "BUDGET_SPENT"


def test_a_page_of_the_past_costs_its_folds() -> None:
    """given a log with claims; then a page costs more by every feature, and most where its claims are folded"""
    about = {Aspect.CONTROL: {"a": 2_900, "b": 100}}
    claims = {Aspect.CONTROL: {(None, None): 3_000}}
    sizes = LogSizes(Head(100, None, 100), places={(None, None): 2}, claims=claims, claims_about=about)
    head, day = Coordinates(date(2021, 6, 22), None, 100), datetime(2021, 6, 30, tzinfo=UTC)

    assert page_cost(head, 1, sizes) < page_cost(head, 100, sizes)
    for past in (replace(head, known_at=day), replace(head, position=99)):
        assert page_cost(past, 100, sizes) > 5 * page_cost(head, 100, sizes)
        assert item_cost(past, "a", sizes) > 5 * item_cost(past, "b", sizes) > 5 * item_cost(head, "b", sizes)


def test_a_page_of_the_past_after_which_nothing_became_known_costs_what_it_costs_at_the_head() -> None:
    """given news until May; then of June only what waits to be folded is paid for, as at the head"""
    months, may, june = {12 * 2021 + 5: 60}, datetime(2021, 5, 2, tzinfo=UTC), datetime(2021, 6, 30, tzinfo=UTC)
    sizes = LogSizes(
        Head(100, None, 100),
        places={(None, None): 2},
        claims={Aspect.CONTROL: {(None, None): 60}},
        news=News(months, {0: 60}, date(2021, 5, 31)),
    )
    head = Coordinates(date(2021, 6, 22), None, 100)
    waiting = replace(sizes, claims_waiting=30)

    assert page_cost(replace(head, known_at=june), 2, sizes) == page_cost(head, 2, sizes)
    assert page_cost(replace(head, known_at=may), 2, sizes) > page_cost(head, 2, sizes)
    assert (
        page_cost(replace(head, known_at=june), 2, waiting) == page_cost(head, 2, waiting) > page_cost(head, 2, sizes)
    )
