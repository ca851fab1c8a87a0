"""Build every projection again from the log, while readers go on reading the old rows."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import delete, text, update

from store.db import limits, tables
from store.db.connections import Connection, Database
from store.read.kernel import sidecar
from store.read.log import entries
from store.write.fingerprints import fingerprints
from store.write.projections.periods import refold_all
from store.write.projections.update import write_all
from store.write.verification.finding import Verification
from store.write.verification.verify import verify

Progress = Callable[[int, int], None]


class LogUnsound(Exception):
    """The log is not as it was recorded. Nothing was changed: the old projections may be the only witness of it."""

    def __init__(self, verification: Verification):
        super().__init__(f"{verification.count} findings")
        self.verification = verification


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """`position` is that of the last event; `before` and `after` are digests of all projections, `differing` names
    the tables that were not what the log gives.
    """

    position: int
    before: str
    after: str
    differing: tuple[str, ...]

    @property
    def equal(self) -> bool:
        return not self.differing


async def rebuild(db: Database, progress: Progress | None = None) -> Rebuilt:
    """In one transaction: readers see the old rows until it commits, writers wait. The log is verified first.

    `progress` is called with the position reached and the head of the log, at least once. Raises LogUnsound and
    StoreError.
    """
    async with db.write() as conn:
        if conn.dialect.name == "postgresql":
            # Emptying a large table takes it longer than a writer's statement may take. SQLite is quick there.
            await conn.execute(text("SET LOCAL statement_timeout = 0"))
        verification = await verify(conn)
        if not verification.log_is_sound:
            raise LogUnsound(verification)
        before = await fingerprints(conn)
        await _build(conn, verification.head, progress or (lambda reached, head: None))
        after = await fingerprints(conn)
        differing = tuple(name for name, digest in before.items() if digest != after[name])
        if differing:
            # Running servers notice by it that what they hold is not what stands there now.
            await conn.execute(update(tables.projected).values(rebuilt=tables.projected.c.rebuilt + 1))
    sidecar.forget(db.file)
    return Rebuilt(verification.head, _combined(before), _combined(after), differing)


async def _build(conn: Connection, last: int, progress: Progress) -> None:
    for table in tables.projections:
        if table is not tables.projected:
            # Not TRUNCATE: it locks readers out, and an older state of the table would look empty.
            await conn.execute(delete(table))
    await conn.execute(update(tables.projected).values(position=0))
    reached = 0
    while chunk := await entries(conn, after=reached, first=limits.REBUILT_AT_ONCE):
        await write_all(conn, chunk)
        reached = chunk[-1].position
        progress(reached, last)
    if not last:
        progress(0, 0)
    await refold_all(conn)


async def fingerprint(conn: Connection) -> str:
    """SHA-256 over every row of every projection, the same on both engines."""
    return _combined(await fingerprints(conn))


def _combined(by_table: dict[str, str]) -> str:
    return hashlib.sha256("".join(f"{name} {digest}\n" for name, digest in by_table.items()).encode()).hexdigest()
