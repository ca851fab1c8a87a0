"""The log as lines, exactly as it was recorded."""

from api.cli.output.console import progress
from api.cli.output.whole_file import Sink
from store.db.connections import Database
from store.read import log

CHUNK_BYTES = 64_000


async def write_log(db: Database, after: int, file: Sink) -> int:
    """Every event after a position; how many they are."""
    async with db.read() as conn:
        head = (await log.head(conn)).position
    count, waiting = 0, bytearray()
    with progress("exporting") as bar:
        async for entry in log.stream(db, after):
            waiting += entry.payload.encode() + b"\n"
            count += 1
            if len(waiting) >= CHUNK_BYTES:
                file.write(bytes(waiting))
                waiting.clear()
                bar.update(bar.task_ids[0], completed=entry.position - after, total=max(head - after, 1))
    file.write(bytes(waiting))
    return count
