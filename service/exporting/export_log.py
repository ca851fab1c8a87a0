"""The log as lines, exactly as it was recorded."""

from collections.abc import Callable

from domain.events.log_line import write_line
from service.exporting.whole_file import Sink
from store.db.connections import Database
from store.read import log
from store.read.recorded_log import recorded_log

Progress = Callable[[int, int], None]
"""Told how much is written and how much there is to write, in events or places."""
CHUNK_BYTES = 64_000


async def write_log(db: Database, after: int, file: Sink, progress: Progress, *, events_only: bool = False) -> int:
    """Write every event after a position, up to the head of the log as it is now; return how many there are.

    `events_only`: the stored text alone, without when, by whom and in which batch it was recorded.
    """
    async with db.read() as conn:
        head = (await log.head(conn)).position
    count, waiting = 0, bytearray()
    async for payload, recorded in recorded_log(db, after, head):
        waiting += (payload if events_only else write_line(payload, recorded)).encode() + b"\n"
        count += 1
        if len(waiting) >= CHUNK_BYTES:
            file.write(bytes(waiting))
            waiting.clear()
            progress(count, head - after)
    file.write(bytes(waiting))
    return count
