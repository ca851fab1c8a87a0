"""What an operator can watch: requests by what they ask, with labels that nobody can multiply, and an id for each."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta

import pytest
from prometheus_client.parser import text_string_to_metric_families

from api import limits
from domain.events.disclosure import Disclosure
from domain.values.terms import Visibility
from store.db.errors import DatabaseUnreachable
from store.write.append import append
from store.write.batch import Batch, disclosed_as
from tests.support import builders
from tests.support.asking import RECORDED, Api
from tests.support.audiences import settings_of

Start = Callable[..., Awaitable[Api]]
PUBLIC, PARTNER, *_ = Visibility
HEAD = "query Head { log { head } }"


async def samples(api: Api) -> dict[tuple[str, ...], float]:
    """Values by the name of the metric and its labels."""
    answer = await api.client.get("/metrics")
    assert answer.status_code == 200
    families = text_string_to_metric_families(answer.text)
    return {(sample.name, *sample.labels.values()): sample.value for family in families for sample in family.samples}


@pytest.fixture
async def watched(database_url: str, start: Start) -> Api:
    return await start(database_url, metrics=True)


async def test_nothing_is_shown_unless_it_is_asked_for(sqlite_api: Api) -> None:
    assert (await sqlite_api.client.get("/metrics")).status_code == 404


async def test_requests_are_counted_by_door_operation_and_status(watched: Api) -> None:
    await watched.send(HEAD)
    await watched.send(HEAD)
    await watched.send("query Wrong { nothing }")
    await watched.client.get("/ogc/collections")
    await watched.client.get("/healthz")

    counted = await samples(watched)

    assert counted["timeline_requests_total", "graphql", "Head", "200"] == 2
    assert counted["timeline_requests_total", "graphql", "Wrong", "200"] == 1
    assert counted["timeline_graphql_errors_total", "GRAPHQL_VALIDATION_FAILED"] == 1
    assert counted["timeline_requests_total", "ogc", "", "200"] == 1
    assert counted["timeline_requests_total", "health", "", "200"] == 1
    assert counted["timeline_request_seconds_count", "graphql"] == 3


async def test_answers_are_counted_by_how_they_were_found(watched: Api) -> None:
    """given a question that the lane answers, then a second time from memory, and one for the resolvers"""
    await watched.record(*builders.cast())
    await watched.follow()
    for _ in range(2):
        await watched.send(HEAD)
    await watched.send("{ events(first: 1) { nodes { id } } }")

    counted = await samples(watched)

    assert counted["timeline_graphql_answers_total", "lane"] == 1
    assert counted["timeline_graphql_answers_total", "kept"] == 1
    assert counted["timeline_graphql_answers_total", "resolvers"] >= 2
    assert counted["timeline_query_cost_count",] >= 2


async def test_the_state_of_the_log_is_shown(watched: Api) -> None:
    position = await watched.recorded(*builders.cast())
    await watched.follow()
    await watched.send('{ asOf(date: "2021-06-22") { position } }')

    counted = await samples(watched)

    assert counted["timeline_database_up",] == 1
    assert counted["timeline_log_position",] == position
    assert counted["timeline_kernel_lag_events",] == 0
    assert counted["timeline_kept_answers",] == 1


async def test_how_far_audiences_are_behind_is_shown(
    database_url: str, new_url: Callable[[str], str], start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    """given the log of one audience that cannot be written to, and something that it may not open at all"""
    logs = {to: new_url(to.lower()) for to in (PUBLIC, PARTNER)}
    api = await start(database_url, metrics=True, **settings_of(logs))
    opened = api.app.state.logs
    monkeypatch.setattr(opened.audiences[PUBLIC].db, "transact", _away)
    batch = disclosed_as(Batch([*builders.cast()], "sealed", "desk", RECORDED - timedelta(days=1)), Disclosure(PARTNER))
    await append(opened.record.db, batch.events, key=batch.key, by=batch.by, now=batch.now)
    earlier = RECORDED - timedelta(hours=1)
    head = (await append(opened.record.db, [builders.actor("x")], key="x", by="desk", now=earlier)).last

    counted = await _partners_have_all(api)

    assert counted["timeline_audience_lag_seconds", "PARTNER"] == 0
    # What is not for the public may have been looked at for it.
    assert 1 <= counted["timeline_audience_lag_events", "PUBLIC"] <= head
    assert counted["timeline_audience_lag_seconds", "PUBLIC"] == 3_600
    assert counted["timeline_audience_up", "PUBLIC"] == counted["timeline_audience_up", "PARTNER"] == 1


async def _partners_have_all(api: Api) -> dict[tuple[str, ...], float]:
    for _ in range(600):
        counted = await samples(api)
        if not counted["timeline_audience_lag_events", "PARTNER"]:
            return counted
        await asyncio.sleep(0.1)
    raise AssertionError("partners are still behind after a minute")


async def _away(work: object) -> None:
    raise DatabaseUnreachable


async def test_nothing_is_shown_of_audiences_where_there_are_none(watched: Api) -> None:
    assert not [name for name, *_ in await samples(watched) if name.startswith("timeline_audience")]


async def test_names_that_are_made_up_make_no_labels_without_end(
    sqlite_url: str, start: Start, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "OPERATION_NAMES_MAX", 5)
    api = await start(sqlite_url, metrics=True)
    for number in range(20):
        await api.send(f"query Made{number} {{ log {{ head }} }}")
    await api.send("{ log { head } }", None)
    await api.client.get("/no-such-page/" + "x" * 500)

    operations = {labels[2] for labels in await samples(api) if labels[0] == "timeline_requests_total"}

    assert operations == {*(f"Made{number}" for number in range(5)), "other", ""}


@pytest.mark.parametrize("given", ["8f3a", "a.proxy_gave-IT.1"])
async def test_the_id_of_a_proxy_is_kept(sqlite_api: Api, given: str) -> None:
    answer = await sqlite_api.client.get("/healthz", headers={"X-Request-ID": given})

    assert answer.headers["x-request-id"] == given


@pytest.mark.parametrize("given", [None, "", "x" * 65, "two words", "a\tb", "ü"])
async def test_a_request_without_an_id_of_use_gets_one(sqlite_api: Api, given: str | None) -> None:
    del sqlite_api.client.headers["X-Request-ID"]
    headers = {} if given is None else {"X-Request-ID": given.encode()}
    ids = [(await sqlite_api.client.get("/healthz", headers=headers)).headers["x-request-id"] for _ in range(2)]

    assert all(len(each) == 32 and each.isalnum() for each in ids)
    assert ids[0] != ids[1]
