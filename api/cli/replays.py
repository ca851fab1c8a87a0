"""A replay, frame by frame: pages of the schema's `replay`, each day with the tally at its end."""

from collections.abc import AsyncIterator
from typing import Any

from api.cli.ask import Client
from api.cli.output.replaying import Day

PAGE_FRAMES = 1_000
"""Frames that are asked for at a time. No transaction stays open while somebody watches."""


async def days(client: Client, **period: Any) -> AsyncIterator[Day]:
    """`position` is given, so that all pages and the tallies are of one state of the log."""
    tallies = iter((await client.ask("series", **period))["series"])
    after, more = None, True
    while more:
        page = (await client.ask("replay", **period, first=PAGE_FRAMES, after=after))["replay"]
        for frame, tally in zip(page["nodes"], tallies, strict=False):
            yield Day(frame, tally["denominator"], tally["rows"], tally["statuses"])
        after, more = page["pageInfo"]["endCursor"], page["pageInfo"]["hasNextPage"]
