"""The hashes that are stored of the tree, out of their rows."""

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import LargeBinary, bindparam, cast, select

from domain.proofs.hashing import HASH_BYTES
from store.db import tables
from store.db.columns import positions_listed
from store.db.connections import Connection
from store.db.proof_tables import FANOUT

_TREE = tables.tree_hash.c
_BYTES = cast(_TREE.hashes, LargeBinary).label("hashes")
"""SQLite keeps text in the column as well, if somebody has written some there."""

_BLOCK = select(_TREE.number, _BYTES).where(
    _TREE.level == bindparam("wanted"), _TREE.number >= bindparam("start"), _TREE.number < bindparam("end")
)


async def blocks(conn: Connection, level: int, numbers: Iterable[int]) -> dict[int, bytes]:
    """The hashes of whole blocks of FANOUT neighbours, as far as they are there, by their number. One statement."""
    [block] = positions_listed(numbers).subquery().c
    inside = (_TREE.number >= block * FANOUT) & (_TREE.number < (block + 1) * FANOUT) & (_TREE.level == level)
    query = select(_TREE.number, _BYTES).join_from(block.table, tables.tree_hash, inside)
    return dict(each for row in await conn.execute(query) for each in _hashes(row))


async def block(conn: Connection, level: int, number: int) -> dict[int, bytes]:
    """A single one, for the append: the statement is made once, and planned in no time."""
    start = number * FANOUT
    rows = await conn.execute(_BLOCK, {"wanted": level, "start": start, "end": start + FANOUT})
    return dict(each for row in rows for each in _hashes(row))


async def end_of_level(conn: Connection, level: int) -> int:
    """How many hashes it has, if none is missing."""
    last = select(_TREE.number, _BYTES).where(_TREE.level == level).order_by(_TREE.number.desc()).limit(1)
    row = (await conn.execute(last)).first()
    return row.number + len(row.hashes) // HASH_BYTES if row else 0


def _hashes(row: Any) -> Iterator[tuple[int, bytes]]:
    for number, start in enumerate(range(0, len(row.hashes), HASH_BYTES), row.number):
        yield number, row.hashes[start : start + HASH_BYTES]
