"""A primary that is lost: reading goes on, recording says why it does not, and the promoted standby has what it had."""

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy.engine import URL
from structlog.testing import capture_logs

from domain.values.access import Scope
from store.db.errors import NotAStandby
from tests.support.asking import RECORD, Api, as_input
from tests.support.builders import actor, asserted, cast, changed, corrected
from tests.support.restored import everything_answered
from tests.support.standbys import MIGRATED, Pair, streaming_pair
from tests.support.tokens import bearer

HELD = '{ asOf(date: "2021-06-22") { place(id: "af-imam-sahib") { holder { id } certainty } } }'
SOURCES = "{ log { head } sources(first: 5) { nodes { id publisher } } }"


@pytest.fixture
def pair(postgres_server: URL) -> Iterator[Pair]:
    """One of which the primary may be killed. (The other server brings the user as whom clusters run.)"""
    with streaming_pair() as made:
        yield made


async def test_reading_goes_on_without_the_primary_and_recording_with_the_promoted_standby(
    pair: Pair, start: Callable
) -> None:
    log = pair.at(MIGRATED)
    both = {"read_database_url": log.standby, "database_wait_seconds": 0, "metrics": True}
    api = await start(log.primary, **both)
    position = await recorded(api)
    reader = await bearer(api, "reader", Scope.READ)
    await arrived(api, position)
    before, answers = await everything_answered(log.primary), [await api.ask(each) for each in (HELD, SOURCES)]

    pair.primary.kill()

    assert [await api.ask(each) for each in (HELD, SOURCES)] == answers
    await reads_alone(api, position, reader)
    await refuses_to_write(api)
    again = await start(log.primary, **both)
    assert [await again.ask(each) for each in (HELD, SOURCES)] == answers

    await pair.promote()
    with pytest.raises(NotAStandby, match="as TIMELINE_DATABASE_URL"):
        await start(log.primary, **both)
    promoted = await start(log.standby)
    assert await everything_answered(log.standby) == before
    assert await promoted.recorded(changed(id="goes-on")) == position + 1


async def recorded(api: Api) -> int:
    await api.recorded(*cast(), changed(id="a"))
    return await api.recorded(asserted(holder="government", source="ministry"), corrected("a", changed(gainer=None)))


async def arrived(api: Api, position: int) -> None:
    response = await api.send("{ log { head } }", None, **{"Timeline-Min-Position": str(position)})
    assert response.json()["data"]["log"]["head"] == position


async def reads_alone(api: Api, position: int, reader: str) -> None:
    """By every door, with a token too."""
    well = (await api.client.get("/healthz")).json()
    assert well == {
        "status": "ok",
        "head": position,
        "projection": position,
        "standby": {"behind": None, "primary": "away"},
    }
    assert "timeline_primary_up 0.0" in (await api.client.get("/metrics")).text
    for path in ("/ogc/collections", "/place/af-imam-sahib", "/"):
        assert (await api.client.get(path)).status_code == 200, path
    with capture_logs() as lines:
        for _ in range(3):
            response = await api.send(SOURCES, None, authorization=reader)
            assert (response.status_code, "errors" in response.json()) == (200, False)
    assert sum(line["event"] == "the last use of a token was not kept" for line in lines) <= 1
    await arrived(api, position)


async def refuses_to_write(api: Api) -> None:
    for dry in ("", ", dryRun: true"):
        query = RECORD.replace("expectedPosition: $expected", f"expectedPosition: $expected{dry}")
        response = await api.send(query, {"events": [as_input(actor("x"))], "key": "k"})
        [error] = response.json()["errors"]
        assert (response.status_code, error["extensions"]["code"]) == (503, "DATABASE_UNREACHABLE")
