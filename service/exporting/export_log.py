"""The log as lines, exactly as it was recorded."""

from collections.abc import Callable

from service.exporting.whole_file import Sink
from store.db.connections import Database
from store.read import log

Progress = Callable[[int, int], None]
"""Told how much is written and how much there is to write, in events or places."""
CHUNK_BYTES = 64_000


async def write_log(db: Database, after: int, file: Sink, progress: Progress) -> int:
    """Write every event after a position; return how many there are."""
    async with db.read() as conn:
        head = (await log.head(conn)).position
    count, waiting = 0, bytearray()
    async for entry in log.stream(db, after):
        waiting += entry.payload.encode() + b"\n"
        count += 1
        if len(waiting) >= CHUNK_BYTES:
            file.write(bytes(waiting))
            waiting.clear()
            progress(entry.position - after, max(head - after, 1))
    file.write(bytes(waiting))
    return count
