"""The log of a database, as a signer asks it: what was recorded since the last checkpoint is looked at, too."""

from dataclasses import dataclass

from domain.values.problems import Problem, Refused
from service.proofs.signing import Claimed
from store.db.connections import Database
from store.read import log, tree, tree_check


@dataclass(frozen=True, slots=True)
class DatabaseLog:
    db: Database

    async def claimed(self, earlier: int) -> Claimed:
        """Raises Refused where an event after `earlier` is not what the tree says that it was; StoreError."""
        async with self.db.read() as conn:
            size = await tree.size(conn)
            reached = min(size, (await log.head(conn)).position)
            if reached < earlier:
                return Claimed(reached, b"", ())
            if altered := await tree_check.first_altered(conn, earlier):
                message = f"position {altered.position}: {altered.message}; nothing is signed"
                raise Refused(Problem((), "LOG_ALTERED", message))
            return Claimed(size, await tree.root(conn, size), tuple(await tree.consistency(conn, earlier, size)))
