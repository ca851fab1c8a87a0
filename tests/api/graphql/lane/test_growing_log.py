"""The log grows while questions are asked: every answer is of one position, and none is of an old one."""

import asyncio
from collections.abc import Callable

import pytest

from api.graphql.lane.lane import Lane
from store.db.connections import Database
from tests.support.asking import Api
from tests.support.builders import asserted, cast, changed, place_changed
from tests.support.recording import head, record
from tests.support.two_paths import TwoPaths

TWICE = """
{
  first: asOf(date: "2021-06-23") { places { nodes { id holder { name } place { name } } } }
  second: asOf(date: "2021-06-23") { places { nodes { id holder { name } place { name } } } }
}
"""


async def test_what_has_been_recorded_is_in_the_next_answer(db: Database, paths: TwoPaths) -> None:
    for event in (
        asserted(holder="government", occurred="2021-06-23"),
        place_changed("af-imam-sahib", "Renamed", parent="af-kunduz"),
        asserted(holder="taliban", occurred="2021-06-23", published="2021-06-24"),
    ):
        before = await paths.compare(TWICE)
        await record(db, event)
        after = await paths.compare(TWICE)

        assert before
        assert after
        assert after.position == before.position + 1


async def test_an_answer_is_of_one_position_though_the_log_grows_meanwhile(
    db: Database, paths: TwoPaths, monkeypatch: pytest.MonkeyPatch
) -> None:
    ended = []

    async def meanwhile(seconds: float) -> None:
        monkeypatch.undo()
        ended.append(await record(db, asserted(holder="government", occurred="2021-06-23")))
        assert await paths.kernel.world(patience_s=60)

    monkeypatch.setattr("api.graphql.lane.run.asyncio.sleep", meanwhile)
    answer = await paths.lane.answer(TWICE)

    assert answer
    assert answer == await paths.by_core(TWICE)
    assert len(ended) == 1
    assert answer.position == await head(db)


@pytest.mark.parametrize("compiled", [True, False])
async def test_a_setting_turns_the_lane_off(sqlite_url: str, start: Callable[..., Api], compiled: bool) -> None:
    api = await start(sqlite_url, compiled_lane=compiled)

    assert isinstance(api.app.state.logs.record.lane, Lane) is compiled
    await api.recorded(*cast(), changed())
    assert (await api.ask(TWICE))["first"]["places"]["nodes"][0]["holder"] == {"name": "Taliban"}


async def test_many_ask_at_once(paths: TwoPaths) -> None:
    answers = await asyncio.gather(*(paths.lane.answer(TWICE) for _ in range(20)))

    assert len({answer and answer.body for answer in answers}) == 1
