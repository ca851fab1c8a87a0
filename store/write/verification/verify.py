"""A whole log, verified: what of it is not as it was recorded, and where."""

from sqlalchemy import func, select

from store.db import tables
from store.db.connections import Connection
from store.read import log, tree
from store.read.tree_check import wrong_nodes
from store.write.verification.batches import check_batches
from store.write.verification.events import Progress, check_events
from store.write.verification.finding import Code, Verification
from store.write.verification.guards import check_guards
from store.write.verification.uniqueness import check_uniqueness

KEPT_MAX = 100


async def verify(
    conn: Connection, progress: Progress = lambda reached, head: None, *, kept_max: int = KEPT_MAX
) -> Verification:
    """Every event and batch of the log as this transaction sees it, and the guards that keep them as they are.

    Writes nothing. What an attacker with all rights has changed consistently, texts, digests, columns, the whole tree
    and the projections, is not noticed, nor is an end of the log that was cut off together with all of this: compare
    with a backup or a checkpoint. Raises StoreError.
    """
    verification = Verification(kept_max, head=(await log.head(conn)).position)
    await check_guards(conn, verification)
    await check_uniqueness(conn, verification)
    await check_batches(conn, verification)
    await check_events(conn, verification, progress)
    await _check_end(conn, verification)
    if verification.first_position is None:
        # What is wrong with events is wrong in the nodes above them too.
        async for altered in wrong_nodes(conn):
            verification.add(altered.position, Code.TREE_DIFFERS, altered.message)
    return verification


async def _check_end(conn: Connection, verification: Verification) -> None:
    """Whether what was written with the last events knows of events that are not there."""
    head = verification.head
    projected = (await conn.execute(select(tables.projected.c.position))).scalar() or 0
    reports = (await conn.execute(select(func.max(tables.import_report.c.first)))).scalar() or 0
    leaves = await tree.size(conn)
    seen = {"the projections have read": projected, "an import begins at": reports, "the tree goes to": leaves}
    for what, reached in seen.items():
        if reached > head:
            message = f"{what} position {reached:,}, and the log ends before: its end was cut off"
            verification.add(head + 1, Code.TAIL_MISSING, message)
    if projected < head:
        message = f"the projections have not read the log from here on: they are at position {projected:,}"
        verification.add(projected + 1, Code.PROJECTIONS_BEHIND, message)
