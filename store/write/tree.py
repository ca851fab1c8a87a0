"""The Merkle tree grows with the log, in the same transaction."""

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import select

from domain.proofs.hashing import complete_root
from domain.proofs.leaves import Leaf
from store.db import tables
from store.db.connections import Connection
from store.db.errors import DatabaseDamaged
from store.db.proof_tables import FANOUT
from store.write.rows import insert_rows

_TREE = tables.tree_hash.c


def leaf(event: dict[str, Any], batch: dict[str, Any]) -> Leaf:
    """The leaf of an event, from its row and that of its batch."""
    return Leaf(
        position=event["position"],
        recorded_at=event["recorded_at"],
        recorded_by=event["recorded_by"],
        known=event["known"],
        batch=batch["first"],
        key=batch["key"],
        batch_sha256=batch["sha256"],
        event_sha256=event["sha256"],
    )


async def grow(conn: Connection, leaves: Sequence[Leaf]) -> None:
    """Put the next events under the tree, in the order of the log. Raises DatabaseDamaged where leaves are missing."""
    if leaves:
        await _add(conn, 0, leaves[0].position - 1, [leaf.hash for leaf in leaves])


async def _add(conn: Connection, level: int, start: int, hashes: Sequence[bytes]) -> None:
    """The next hashes of a level, and those of the level above that are complete with them."""
    rows = [{"level": level, "number": at, "hash": hash} for at, hash in enumerate(hashes, start)]
    await insert_rows(conn, tables.tree_hash, rows)
    end = start + len(hashes)
    if start // FANOUT < end // FANOUT:
        first = start // FANOUT
        earlier = await _stored(conn, level, first * FANOUT, start)
        await _add(conn, level + 1, first, [*_complete([*earlier, *hashes])])


def _complete(hashes: Sequence[bytes]) -> Iterator[bytes]:
    for end in range(FANOUT, len(hashes) + 1, FANOUT):
        yield complete_root([*hashes[end - FANOUT : end]])


async def _stored(conn: Connection, level: int, start: int, end: int) -> list[bytes]:
    if start == end:
        return []
    query = select(_TREE.hash).where(_TREE.level == level, _TREE.number >= start, _TREE.number < end)
    hashes = [*(await conn.execute(query.order_by(_TREE.number))).scalars()]
    if len(hashes) < end - start:
        raise DatabaseDamaged("the tree of the log lacks leaves")
    return hashes
