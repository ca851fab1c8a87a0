"""The tables of proofs: the Merkle tree over the log, and the checkpoints that were published of it.

Triggers (migrations/) refuse every change to them, as to the log. Moments are UTC.
"""

from datetime import datetime

from sqlalchemy import LargeBinary, Text
from sqlmodel import Field, SQLModel

from store.db.columns import Utc, position_field

FANOUT_LEVELS = 8
FANOUT = 1 << FANOUT_LEVELS
"""So many neighbours of one stored level are below one hash of the next, eight heights of the tree further up."""


class TreeHashRow(SQLModel, table=True):
    """Hashes of neighbouring subtrees of FANOUT ** `level` leaves each, one behind the other.

    The first has `number` others of its size before it. A row has what came with one append, and crosses no border
    between blocks of FANOUT.
    The heights between are computed where they are needed, from FANOUT rows at most: docs/decisions/0017-merkle-tree.md
    """

    __tablename__ = "tree_hash"
    # Rows are stored in the order of their key: a proof reads runs of neighbours.
    __table_args__ = ({"sqlite_with_rowid": False},)

    level: int = Field(primary_key=True)
    number: int = position_field(primary_key=True)
    hashes: bytes = Field(sa_type=LargeBinary)


class CheckpointRow(SQLModel, table=True):
    """A checkpoint as it was signed: the exact text of the note. `size` is the position up to which it vouches."""

    __tablename__ = "checkpoint"

    size: int = position_field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    note: str = Field(sa_type=Text)
    published_at: datetime = Field(sa_type=Utc)
