"""The Merkle tree grows with the log, in the same transaction."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from domain.proofs.hashing import complete_root
from domain.proofs.leaves import LeafFields, leaf_hashes
from store.db import tables
from store.db.connections import Connection
from store.db.errors import DatabaseDamaged
from store.db.proof_tables import FANOUT
from store.read.tree_rows import block
from store.write.rows import Row, insert_rows


def leaf(event: dict[str, Any], batch: dict[str, Any]) -> LeafFields:
    """The leaf of an event, from its row and that of its batch."""
    return (
        event["position"],
        event["recorded_at"],
        event["recorded_by"],
        event["known"],
        batch["first"],
        batch["key"],
        batch["sha256"],
        event["sha256"],
    )


async def grow(conn: Connection, leaves: Sequence[LeafFields]) -> None:
    """Put the next events under the tree, in the order of the log. Raises DatabaseDamaged where leaves are missing."""
    if leaves:
        first, *_ = leaves[0]
        await insert_rows(conn, tables.tree_hash, await _rows(conn, 0, first - 1, leaf_hashes(leaves)))


async def _rows(conn: Connection, level: int, start: int, hashes: Sequence[bytes]) -> list[Row]:
    """The next hashes of a level, and those of the levels above that are complete with them."""
    end = start + len(hashes)
    borders = [start, *range((start // FANOUT + 1) * FANOUT, end, FANOUT), end]
    rows: list[Row] = [
        {"level": level, "number": first, "hashes": b"".join(hashes[first - start : last - start])}
        for first, last in pairwise(borders)
    ]
    if start // FANOUT < end // FANOUT:
        earlier = await _earlier(conn, level, start)
        rows += await _rows(conn, level + 1, start // FANOUT, [*_complete([*earlier, *hashes])])
    return rows


def _complete(hashes: Sequence[bytes]) -> Iterator[bytes]:
    for end in range(FANOUT, len(hashes) + 1, FANOUT):
        yield complete_root([*hashes[end - FANOUT : end]])


async def _earlier(conn: Connection, level: int, end: int) -> list[bytes]:
    """Those of the block that is not complete yet, up to this number."""
    if end % FANOUT == 0:
        return []
    stored = await block(conn, level, end // FANOUT)
    try:
        return [stored[number] for number in range(end - end % FANOUT, end)]
    except KeyError:
        raise DatabaseDamaged("the tree of the log lacks leaves") from None
