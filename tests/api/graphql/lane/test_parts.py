"""A long answer of the lane is written in parts, and others have a turn between them."""

import asyncio

import pytest

from api import limits
from tests.support.two_paths import TwoPaths

PERIOD = '(from: "2019-01-01", to: "2021-09-26"'
"""A thousand days."""


@pytest.mark.parametrize(
    ("query", "parts"),
    [
        (f"{{ replay{PERIOD}, first: 1000) {{ nodes {{ date places {{ id }} }} }} }}", 2 * 1_000),
        (f"{{ series{PERIOD}) {{ date denominator rows {{ level }} statuses {{ status }} }} }}", 5),
        (f"{{ seriesRows{PERIOD}) {{ date level low high }} }}", 4),
        (f"{{ periodRows{PERIOD}) {{ place from level }} }}", 2),
    ],
    ids=("replay", "series", "rows", "periods"),
)
async def test_others_have_a_turn_between_the_parts(
    paths: TwoPaths, monkeypatch: pytest.MonkeyPatch, query: str, parts: int
) -> None:
    turns, sleep = 0, asyncio.sleep

    async def taken(seconds: float) -> None:
        nonlocal turns
        turns += 1
        await sleep(seconds)

    monkeypatch.setattr("api.graphql.lane.run.asyncio.sleep", taken)
    monkeypatch.setattr(limits, "LANE_PART_SECONDS", 0)

    answer = await paths.lane.answer(query)

    assert turns >= parts
    assert answer == await paths.by_core(query)
