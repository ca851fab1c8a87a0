"""What one caller uses up, others do not pay for; and whoever waits may ask again."""

from collections.abc import Awaitable, Callable

import pytest
from starlette.requests import HTTPConnection

from api import limits
from api.http.budgets import Budgets, caller_key
from domain.values.access import ANONYMOUS, Principal, Scope
from service.asking.refusals import ClientError
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
