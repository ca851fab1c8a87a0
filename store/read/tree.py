"""Roots and proofs of the Merkle tree over the log. A tree of size n is that over the events up to position n."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, or_, select

from domain.proofs import subtrees
from domain.proofs.hashing import complete_root, joined
from domain.proofs.leaves import Leaf
from domain.proofs.subtrees import Span, Subtree
from store.db import tables
from store.db.connections import Connection
from store.db.errors import DatabaseDamaged
from store.db.proof_tables import FANOUT_LEVELS

_TREE = tables.tree_hash.c


@dataclass(frozen=True, slots=True)
class Run:
    """Neighbouring rows of one stored level, `end` excluded."""

    level: int
    start: int
    end: int


async def size(conn: Connection) -> int:
    """How many events the tree has: the head of the log, unless somebody has written past it."""
    last = select(func.max(_TREE.number)).where(_TREE.level == 0)
    number: int | None = (await conn.execute(last)).scalar_one()
    return 0 if number is None else number + 1


async def root(conn: Connection, size: int) -> bytes:
    """The root of the tree over the events up to a position that the log has. Raises DatabaseDamaged."""
    return (await _roots(conn, [Span(0, size)]))[0]


async def inclusion(conn: Connection, position: int, size: int) -> list[bytes]:
    """The proof that the event at a position is in the tree of a size. Raises ValueError where it is not."""
    return await _roots(conn, subtrees.inclusion_spans(position - 1, size))


async def consistency(conn: Connection, earlier: int, size: int) -> list[bytes]:
    """The proof that the tree of a size begins with an earlier one. Raises ValueError where that one is larger."""
    return await _roots(conn, subtrees.consistency_spans(earlier, size))


async def leaves(conn: Connection, after: int, last: int) -> list[Leaf]:
    """The events after one position up to another as leaves, made of what the log has now. Raises DatabaseDamaged."""
    event, batch = tables.event.c, tables.batch.c
    through = select(func.min(batch.last)).where(batch.last >= last).scalar_subquery()
    batches = await conn.execute(select(tables.batch).where(batch.last > after, batch.last <= through))
    batch_at = {at: row for row in batches for at in range(row.first, row.last + 1)}
    columns = event.position, event.recorded_at, event.recorded_by, event.known, event.sha256
    rows = await conn.execute(
        select(*columns).where(event.position > after, event.position <= last).order_by(event.position)
    )
    made = [
        Leaf(*row[:-1], own.first, own.key, own.sha256, row.sha256)
        for row in rows
        if (own := batch_at.get(row.position))
    ]
    if [leaf.position for leaf in made] != [*range(after + 1, last + 1)]:
        raise DatabaseDamaged("positions or batches of the log are missing")
    return made


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
    """The stored rows over which a subtree is."""
    level, height = divmod(part.level, FANOUT_LEVELS)
    return Run(level, part.number << height, part.number + 1 << height)


async def _stored(conn: Connection, runs: Iterable[Run]) -> dict[tuple[int, int], bytes]:
    """At most 255 rows of each stored level for a root, and as many again for a proof."""
    wanted = [
        and_(_TREE.level == run.level, _TREE.number >= run.start, _TREE.number < run.end)
        for run in sorted(runs, key=lambda run: (run.level, run.start))
    ]
    if not wanted:
        return {}
    rows = await conn.execute(select(_TREE.level, _TREE.number, _TREE.hash).where(or_(*wanted)))
    return {(row.level, row.number): row.hash for row in rows}
