"""A Merkle tree over the log, filled for the log that is there, and the checkpoints that are published of it."""

import json
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
TABLES = {"tree_hash": "level = NEW.level AND number = NEW.number", "checkpoint": "size = NEW.size"}
"""Each with what shows that a row is there already."""
REFUSED = "the tree of the log and its checkpoints are append-only"
FANOUT = 256
CHUNK_EVENTS = 1_000
LOGGED = sa.text(
    "SELECT position, recorded_at, recorded_by, known, sha256 FROM event"
    " WHERE position > :after AND position <= :last ORDER BY position"
).columns(position=POSITION, recorded_at=MOMENT, known=MOMENT)
BATCHES = sa.text(
    "SELECT first, last, key, sha256 FROM batch"
    " WHERE last > :after AND last <= (SELECT min(last) FROM batch WHERE last >= :last)"
)

SQLITE = (
    *(
        f"""CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table}
        BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"""
        for table in TABLES
        for act in ("UPDATE", "DELETE")
    ),
    # INSERT OR REPLACE deletes without asking the DELETE trigger.
    *(
        f"""CREATE TRIGGER {table}_new BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE {there})
        BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"""
        for table, there in TABLES.items()
    ),
)
POSTGRESQL = tuple(
    statement
    for table in TABLES
    for statement in (
        f"""CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
        FOR EACH STATEMENT EXECUTE FUNCTION log_is_append_only()""",
        f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_append_only",
    )
)


def upgrade() -> None:
    tree = op.create_table(
        "tree_hash",
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("number", POSITION, nullable=False),
        sa.Column("hashes", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("level", "number"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "checkpoint",
        sa.Column("size", POSITION, autoincrement=False, nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("published_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("size"),
    )
    _fill(tree)
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for statement in SQLITE if on_sqlite else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)


# What the append does when the table is new. It stays as it is when that changes.


def _fill(tree: sa.Table) -> None:
    """Level by level: 256 hashes of one are below one of the next."""
    level, hashes = 0, _leaf_hashes()
    while True:
        complete: list[bytes] = []
        pending: list[bytes] = []
        number = -1
        for number, hash in enumerate(hashes):
            pending.append(hash)
            if len(pending) == FANOUT:
                _insert(tree, level, number + 1 - FANOUT, pending)
                complete.append(_root(pending))
                pending = []
        _insert(tree, level, number + 1 - len(pending), pending)
        if not complete:
            return
        level, hashes = level + 1, iter(complete)


def _insert(tree: sa.Table, level: int, start: int, hashes: list[bytes]) -> None:
    if hashes:
        op.bulk_insert(tree, [{"level": level, "number": start, "hashes": b"".join(hashes)}])


def _leaf_hashes() -> Iterator[bytes]:
    last = op.get_bind().execute(sa.text("SELECT coalesce(max(position), 0) FROM event")).scalar_one()
    for after in range(0, last, CHUNK_EVENTS):
        between = {"after": after, "last": min(after + CHUNK_EVENTS, last)}
        batches = op.get_bind().execute(BATCHES, between).all()
        batch_at = {at: batch for batch in batches for at in range(batch.first, batch.last + 1)}
        for row in op.get_bind().execute(LOGGED, between).all():
            yield sha256(b"\x00" + _leaf(row, batch_at[row.position]).encode()).digest()


def _leaf(row: Any, batch: Any) -> str:
    fields = {
        "batch": batch.first,
        "batchSha256": batch.sha256,
        "eventSha256": row.sha256,
        "keySha256": sha256(batch.key.encode()).hexdigest(),
        "known": _moment(row.known),
        "leaf": 1,
        "position": row.position,
        "recordedAt": _moment(row.recorded_at),
        "recordedBy": row.recorded_by,
    }
    return json.dumps(fields, ensure_ascii=False, separators=(",", ":"))


def _moment(moment: datetime) -> str:
    return moment.replace(tzinfo=None).isoformat() + "Z"


def _root(hashes: list[bytes]) -> bytes:
    while len(hashes) > 1:
        pairs = zip(hashes[::2], hashes[1::2], strict=True)
        hashes = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
    return hashes[0]
