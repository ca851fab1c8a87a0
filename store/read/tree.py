"""Roots and proofs of the Merkle tree over the log. A tree of size n is that over the events up to position n."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

from sqlalchemy import ColumnElement, func, select

from domain.proofs import subtrees
from domain.proofs.hashing import complete_root, joined
from domain.proofs.leaves import Leaf
from domain.proofs.subtrees import Span, Subtree
from store.db import tables
from store.db.columns import positions_listed
from store.db.connections import Connection
from store.db.errors import DatabaseDamaged
from store.db.proof_tables import FANOUT, FANOUT_LEVELS
from store.read import tree_rows


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring hashes of one stored level, `end` excluded, all in one block of FANOUT."""

    level: int
    start: int
    end: int


async def size(conn: Connection) -> int:
    """How many events the tree has: the head of the log, unless somebody has written past it."""
    return await tree_rows.end_of_level(conn, 0)


async def root(conn: Connection, size: int) -> bytes:
    """The root of the tree over the events up to a position that the log has. Raises DatabaseDamaged."""
    return (await roots(conn, [size]))[size]


async def roots(conn: Connection, sizes: Sequence[int]) -> dict[int, bytes]:
    """Those of many sizes, likewise."""
    return dict(zip(sizes, await _roots(conn, [Span(0, size) for size in sizes]), strict=True))


async def inclusion(conn: Connection, position: int, size: int) -> list[bytes]:
    """The proof that the event at a position is in the tree of a size. Raises ValueError where it is not."""
    return await _roots(conn, subtrees.inclusion_spans(position - 1, size))


async def consistency(conn: Connection, earlier: int, size: int) -> list[bytes]:
    """The proof that the tree of a size begins with an earlier one. Raises ValueError where that one is larger."""
    return await _roots(conn, subtrees.consistency_spans(earlier, size))


async def proofs(conn: Connection, positions: Sequence[int], size: int) -> dict[int, tuple[Leaf, list[bytes]]]:
    """Of events that the tree of a size has, each with its leaf and its proof, by position. Raises DatabaseDamaged."""
    there = sorted({position for position in positions if 0 < position <= size})
    spans = {position: subtrees.inclusion_spans(position - 1, size) for position in there}
    roots = iter(await _roots(conn, [span for position in there for span in spans[position]]))
    made = {leaf.position: leaf for leaf in await _leaves(conn, tables.event.c.position.in_(positions_listed(there)))}
    if len(made) < len(there):
        raise DatabaseDamaged("positions of the log are missing")
    return {position: (made[position], [next(roots) for _ in spans[position]]) for position in there}


async def leaves(conn: Connection, after: int, last: int) -> list[Leaf]:
    """The events after one position up to another as leaves, made of what the log has now, their texts included."""
    position = tables.event.c.position
    return await _leaves(conn, position > after, position <= last)


async def leaf_hashes(conn: Connection, after: int, last: int) -> dict[int, bytes]:
    """Those that were stored when the events were recorded, by position."""
    stored = await tree_rows.blocks(conn, 0, range(after // FANOUT, (last - 1) // FANOUT + 1))
    return {number + 1: hash for number, hash in stored.items() if after <= number < last}


async def _leaves(conn: Connection, *conditions: ColumnElement[bool]) -> list[Leaf]:
    event, batch, other = tables.event.c, tables.batch.c, tables.batch.alias()
    begun = select(func.max(other.c.first)).where(other.c.first <= event.position).correlate(tables.event)
    columns = event.position, event.recorded_at, event.recorded_by, event.known, batch.first, batch.key, batch.sha256
    query = select(*columns, event.payload).join_from(
        tables.event, tables.batch, (batch.first == begun.scalar_subquery()) & (batch.last >= event.position)
    )
    rows = await conn.execute(query.where(*conditions).order_by(event.position))
    return [Leaf(*row[:-1], sha256(row.payload.encode()).hexdigest()) for row in rows]


async def _roots(conn: Connection, spans: Sequence[Span]) -> list[bytes]:
    """The root of each span."""
    parts = [list(subtrees.complete_subtrees(span)) for span in spans]
    runs = {part: _run(part) for part in {part for listed in parts for part in listed}}
    stored = await _stored(conn, runs.values())

    def hash_of(part: Subtree) -> bytes:
        run = runs[part]
        try:
            return complete_root([stored[run.level, index] for index in range(run.start, run.end)])
        except KeyError:
            raise DatabaseDamaged("the tree of the log lacks hashes") from None

    return [joined(map(hash_of, listed)) for listed in parts]


def _run(part: Subtree) -> Run:
    """The stored hashes over which a subtree is."""
    level, height = divmod(part.level, FANOUT_LEVELS)
    return Run(level, part.number << height, part.number + 1 << height)


async def _stored(conn: Connection, runs: Iterable[Run]) -> dict[tuple[int, int], bytes]:
    """The hashes of the blocks of FANOUT neighbours in which the runs lie, by level and number.

    One statement for each level, however many runs there are.
    """
    blocks: dict[int, set[int]] = defaultdict(set)
    for run in runs:
        blocks[run.level].add(run.start // FANOUT)
    stored: dict[tuple[int, int], bytes] = {}
    for level, numbers in blocks.items():
        hashes = await tree_rows.blocks(conn, level, numbers)
        stored |= {(level, number): hash for number, hash in hashes.items()}
    return stored
