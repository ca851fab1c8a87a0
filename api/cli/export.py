"""`timeline export`: the log as a file, exactly as it was recorded."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from api.cli import options
from api.cli.console import err, progress, write
from api.cli.running import must_exist, run, settings
from store import log
from store.database import Database

CHUNK_BYTES = 64_000


def export(
    after: Annotated[int, typer.Option(metavar="N", min=0, help="Begin after this position of the log.")] = 0,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", dir_okay=False, help="Write here, not to standard output."),
    ] = None,
    database: options.Database = None,
) -> None:
    """Write the log to a file.

    Every event on a line of its own, byte for byte as it is stored. `timeline
    import` of the file into an empty database gives the same log. The file
    appears under its name when it is whole.

    Example:

    \b
      timeline export --output timeline.jsonl
      timeline export --after 500 | jq .type
    """
    found = settings(database_url=database)
    must_exist(found.database_url)

    async def work(db: Database) -> int:
        if output is None:
            return await _write(db, after, _StandardOutput())
        with whole_file(output) as file:
            return await _write(db, after, file)

    count = run(work, found.database_url, ": nothing was written" if output else "")
    if output is not None:
        err().print(f"{count:,} events in {output}")


class _StandardOutput:
    def write(self, data: bytes) -> None:
        write(data)


async def _write(db: Database, after: int, file: "BinaryIO | _StandardOutput") -> int:
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


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file that appears under its name when it is whole and on the disk, or not at all."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
