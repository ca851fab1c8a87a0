"""Whether the log is still the one that was put under the tree, event by event."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass

from domain.proofs.hashing import complete_root
from store.db import limits
from store.db.connections import Connection
from store.db.proof_tables import FANOUT
from store.read import log, tree
from store.read.tree_rows import block, end_of_level

Progress = Callable[[int], None]


@dataclass(frozen=True, slots=True)
class Altered:
    """`position` is the first one at which the log is not what was recorded, as far as the tree tells."""

    position: int
    message: str


async def first_altered(conn: Connection, after: int = 0, progress: Progress = lambda position: None) -> Altered | None:
    """The first event after a position that is not what it was when it was recorded. None: all are.

    Every leaf is made again of the text and the columns of its event, and every node of those below it. Who alters
    events, leaves and nodes alike is not noticed here: his root is another than that of a checkpoint.
    """
    last = max((await log.head(conn)).position, await tree.size(conn))
    while after < last:
        end = min(after + limits.CHUNK_EVENTS, last)
        stored = await tree.leaf_hashes(conn, after, end)
        made = {leaf.position: leaf.hash for leaf in await tree.leaves(conn, after, end)}
        for position in range(after + 1, end + 1):
            if altered := _altered(position, made.get(position), stored.get(position)):
                return altered
        progress(after := end)
    async for altered in wrong_nodes(conn):
        return altered
    return None


def _altered(position: int, made: bytes | None, stored: bytes | None) -> Altered | None:
    if made is None:
        return Altered(position, "the event or its batch is missing, and the tree has it")
    if stored is None:
        return Altered(position, "the tree has no leaf for this event: it was not recorded by an append")
    if made != stored:
        return Altered(position, "the text of the event, or how it was recorded, is not what it was")
    return None


async def wrong_nodes(conn: Connection) -> AsyncIterator[Altered]:
    """The nodes above the leaves that are not made of those below them, each by the first event under it.

    Each level is looked at a block at a time. What it has beyond those below it is told of once, however much it is.
    """
    level, size = 0, await end_of_level(conn, 0)
    while size:
        above = size // FANOUT
        for number in range(above):
            upper = await block(conn, level + 1, number // FANOUT)
            if upper.get(number) != await _complete(conn, level, number):
                position = number * FANOUT ** (level + 1) + 1
                yield Altered(position, f"the tree above the events from here on is wrong at level {level + 1}")
        if await end_of_level(conn, level + 1) > above:
            position = above * FANOUT ** (level + 1) + 1
            yield Altered(position, f"the tree has more at level {level + 1} than the events below it make")
        level, size = level + 1, above


async def _complete(conn: Connection, level: int, number: int) -> bytes | None:
    hashes = await block(conn, level, number)
    return complete_root([hashes[at] for at in sorted(hashes)]) if len(hashes) == FANOUT else None
