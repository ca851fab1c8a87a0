"""The proofs of a whole log, to be kept apart from it: they show which event was altered later.

The first line names the format, the size and every checkpoint that was published; each further line is the hash of one
leaf in hexadecimal, that of position p on line p + 1.
"""

from service.exporting.whole_file import Sink
from service.json_text import encode
from store.db import limits
from store.db.connections import Database
from store.db.errors import DatabaseDamaged
from store.read import checkpoints, tree

FORMAT = "conflict-timeline/proofs/1"


async def write_proofs(db: Database, size: int, file: Sink) -> None:
    """Of the log up to a position. Raises DatabaseDamaged where a leaf is missing; StoreError."""
    async with db.read() as conn:
        notes = await checkpoints.all_notes(conn)
    file.write(encode({"format": FORMAT, "size": size, "checkpoints": notes}) + b"\n")
    for after in range(0, size, limits.CHUNK_EVENTS):
        last = min(after + limits.CHUNK_EVENTS, size)
        async with db.read() as conn:
            hashes = await tree.leaf_hashes(conn, after, last)
        if len(hashes) < last - after:
            raise DatabaseDamaged("the tree of the log lacks leaves")
        file.write("".join(f"{hashes[position].hex()}\n" for position in range(after + 1, last + 1)).encode())
