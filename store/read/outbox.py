"""The log as other systems take it over: messages in the order of the log, and where each of them has come to.

A log never changes, so the log itself is the outbox: nothing is copied, and nothing is marked as sent. Whoever takes
messages keeps a bookmark, and goes on from there.
"""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from domain.values.knowledge import written_moment
from store.db import tables
from store.db.connections import Connection, Database
from store.db.errors import DatabaseDamaged, StoreError
from store.read import tree
from store.read.stored_event import check_text


@dataclass(frozen=True, slots=True)
class Message:
    """One event for other systems. `payload` is the exact stored text, one JSON object, and `sha256` its digest.

    `recorded_at` is UTC. Who recorded it is not in here: an export has that.
    """

    position: int
    id: str
    type: str
    version: int
    recorded_at: datetime
    sha256: str
    payload: str

    def line(self) -> bytes:
        """As a line of JSON with its end. The payload comes last and as it is stored, so that its digest fits."""
        fields = {
            "position": self.position,
            "id": self.id,
            "type": self.type,
            "version": self.version,
            "recordedAt": written_moment(self.recorded_at),
            "sha256": self.sha256,
        }
        head = json.dumps(fields, ensure_ascii=False, separators=(",", ":"))
        return f'{head[:-1]},"payload":{self.payload}}}\n'.encode()


@dataclass(frozen=True, slots=True)
class Bookmark:
    """How far somebody has taken the log: every event up to `position`.

    `root` is that of the Merkle tree over these events, in hexadecimal: it shows whether a log is still the one that
    they were taken from. None: not known, as where somebody only names a position.
    """

    position: int = 0
    root: str | None = None


@dataclass(frozen=True, slots=True)
class Batch:
    """Messages that follow a bookmark, and the bookmark of whoever has taken them all."""

    messages: list[Message]
    taken: Bookmark


class LogWentBack(StoreError):
    """The log does not begin with what was taken from it: an older state of it was restored, or it is another log."""

    code = "LOG_WENT_BACK"
    remedy = (
        "what was taken after the restored state is no longer in the log: remove it where it was taken to, and follow "
        "from the position that both have in common"
    )


async def batch_after(db: Database, bookmark: Bookmark, first: int) -> Batch:
    """The first events after a bookmark. Raises LogWentBack, DamagedRow and other StoreErrors."""
    async with db.read() as conn:
        await _check(conn, bookmark)
        messages = await _messages(conn, bookmark.position, first)
        if not messages:
            return Batch([], bookmark)
        last = messages[-1].position
        if last - bookmark.position != len(messages):
            raise DatabaseDamaged("positions of the log are missing")
        return Batch(messages, Bookmark(last, (await tree.root(conn, last)).hex()))


async def _check(conn: Connection, bookmark: Bookmark) -> None:
    head = (await conn.execute(select(func.coalesce(func.max(tables.event.c.position), 0)))).scalar_one()
    if bookmark.position > head:
        raise LogWentBack(f"the log ends at position {head}, and was taken up to {bookmark.position}")
    if bookmark.root and (await tree.root(conn, bookmark.position)).hex() != bookmark.root:
        raise LogWentBack(f"the log up to position {bookmark.position} is not the one that was taken")


async def _messages(conn: Connection, after: int, first: int) -> list[Message]:
    event = tables.event.c
    columns = event.position, event.id, event.type, event.version, event.recorded_at, event.sha256, event.payload
    query = select(*columns).where(event.position > after).order_by(event.position).limit(first)
    messages = [Message(*row) for row in await conn.execute(query)]
    for message in messages:
        check_text(message.position, message.payload, message.sha256)
    return messages
