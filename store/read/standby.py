"""Whether a standby has the log of its primary, and how far behind it is."""

import asyncio

from store.db import limits
from store.db.connections import Database
from store.db.errors import NotAStandby, StoreError
from store.db.standby import Identity, identity
from store.read import log, tree
from store.read.head_watch import HeadWatch


async def check_cluster(db: Database) -> None:
    """Raises NotAStandby where what is read is no standby of what is written to; StoreError where either is away."""
    standby, primary = await _identity(db), await _identity(db.primary)
    if standby.cluster != primary.cluster:
        raise NotAStandby("it is of another cluster, or another database of it")
    if primary.is_standby:
        raise NotAStandby("the database that is to be written to is a standby itself")
    await check_is_standby(db)


async def check_is_standby(db: Database) -> None:
    """Raises NotAStandby where what is read can be written to, and so follows nothing; StoreError where it is away."""
    if not (await _identity(db)).is_standby:
        raise NotAStandby("it follows no other server: it is a primary, or was promoted to be one")


async def check_log(db: Database) -> None:
    """Raises NotAStandby unless the log of the standby is the beginning of that of its primary, to the last byte: the
    roots of both are compared. StoreError where either is away.
    """
    async with db.read() as conn:
        position = (await log.head(conn)).position
        read = await tree.root(conn, position) if position else b""
    async with db.primary.read() as conn:
        if (await log.head(conn)).position < position:
            raise NotAStandby("its log goes on where that of the other ends")
        if position and await tree.root(conn, position) != read:
            raise NotAStandby(f"up to position {position} its log is another one")


async def _identity(db: Database) -> Identity:
    async with db.read() as conn:
        return await identity(conn)


class StandbyLag:
    """How far a standby is behind its primary. Both are asked through connections that readers cannot use up."""

    def __init__(self, standby: HeadWatch, primary: HeadWatch):
        self._standby, self._primary = standby, primary

    async def events(self) -> int | None:
        """Events that the primary has and the standby has not; below 0 where it has more, and so does not follow it.
        None where the primary does not answer. Raises StoreError where the standby does not.
        """
        read = await self._standby.current()
        try:
            # What is under way is asked for all who wait, and not broken off.
            primary = await asyncio.wait_for(self._primary.current(), limits.PRIMARY_ANSWER_S)
        except (StoreError, TimeoutError):
            return None
        return primary.position - read.position
