"""Streams: the log followed for as long as the caller likes, and a replay at a pace."""

import asyncio
from collections.abc import AsyncGenerator, Sequence

from api import limits
from api.graphql.context import Context, Info
from api.graphql.types.event import Event, shown
from api.graphql.types.known_ids import known
from api.graphql.types.log import EventFilter, store_filter
from api.graphql.types.replay import Frame, Period, frame_of, frames_between
from domain.history import replay
from domain.values.coordinates import Coordinates
from domain.values.terms import PlaceKind
from service.asking.refusals import bad_input
from store.read import log


async def events_followed(info: Info, after: int | None, asked: EventFilter | None) -> AsyncGenerator[Event]:
    """History first, then what is appended, in order of position. Raises ClientError before the first event."""
    if after and info.context.db.standby:
        # Who has seen it elsewhere, and goes on here, is not refused for a standby that is a moment behind.
        await info.context.reach(after)
        await info.context.read_anew()
    info.context.reading.position(after)
    if asked and asked.withheld_from:
        raise bad_input("`withheldFrom` is nothing to be followed: embargoes end without an event. Ask `events` for it")
    return _follow(info.context, after or 0, await store_filter(info, asked or EventFilter()))


async def _follow(context: Context, after: int, wanted: log.EventFilter) -> AsyncGenerator[Event]:
    while True:
        chunk = await context.news.chunks.after(after, limits.FOLLOWED_EVENTS, wanted)
        reading = await context.read_at(chunk.head)
        for entry in chunk.entries:
            yield shown(entry, reading.here)
        if len(chunk.entries) == limits.FOLLOWED_EVENTS:
            after = chunk.entries[-1].position
        else:
            # Up to here nothing else passes the filter: positions have no gaps and are never filled later.
            after = max(after, chunk.head.position)
            await reading.close()
            if not await context.news.beyond(after):
                return


async def frames_played(
    info: Info, period: Period, within: str | None, kind: PlaceKind, interval_ms: int
) -> AsyncGenerator[Frame]:
    """Raises ClientError before the first frame."""
    if not 0 <= interval_ms <= limits.REPLAY_INTERVAL_MS_MAX:
        raise bad_input(f"`intervalMs` is {interval_ms}: 0 to {limits.REPLAY_INTERVAL_MS_MAX:,} milliseconds")
    at = Coordinates(None, period.known_at, info.context.reading.position(period.position), period.policy)
    inside = await known(info, at.position, within)
    return _play(await frames_between(info, at, period.days, inside, kind), at, interval_ms / 1000)


async def _play(frames: Sequence[replay.Frame], at: Coordinates, interval_s: float) -> AsyncGenerator[Frame]:
    clock = asyncio.get_running_loop().time
    due = clock()
    for frame in frames:
        await asyncio.sleep(due - clock())
        # Where the caller takes them later than they are due, the next is not hurried to make up for it.
        due = max(due, clock() - interval_s) + interval_s
        yield frame_of(frame, at)
