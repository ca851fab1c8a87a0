"""Idempotency keys are those of whoever writes: the same key of two writers is two keys."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

EXACT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
COLUMNS = "first, last, key, sha256, recorded_at"
REFUSED = "the log is append-only: correct or retract with a new event"
NOT_AFTER = "a batch comes after the one before it, under a new key"

SQLITE = (
    *(
        f"""CREATE TRIGGER batch_no_{act.lower()} BEFORE {act} ON batch
        BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"""
        for act in ("UPDATE", "DELETE")
    ),
    # INSERT OR REPLACE deletes without asking the DELETE trigger.
    """CREATE TRIGGER batch_next BEFORE INSERT ON batch
    WHEN NEW.first <= (SELECT coalesce(max(last), 0) FROM batch) OR NEW.last < NEW.first
      OR EXISTS (SELECT 1 FROM batch WHERE key = NEW.key{same_writer})
    BEGIN SELECT RAISE(ABORT, '{NOT_AFTER}'); END""",
)
POSTGRESQL = (
    """CREATE TRIGGER batch_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON batch
    FOR EACH STATEMENT EXECUTE FUNCTION log_is_append_only()""",
    """CREATE TRIGGER batch_next BEFORE INSERT ON batch
    FOR EACH ROW EXECUTE FUNCTION batch_is_next()""",
    # ALWAYS: session_replication_role = replica would pass ordinary triggers by.
    "ALTER TABLE batch ENABLE ALWAYS TRIGGER batch_append_only",
    "ALTER TABLE batch ENABLE ALWAYS TRIGGER batch_next",
)


def upgrade() -> None:
    op.execute(
        "CREATE TEMPORARY TABLE kept AS SELECT first, last, key, batch.sha256, batch.recorded_at, recorded_by"
        " FROM batch JOIN event ON position = first"
    )
    writer = sa.Column("recorded_by", EXACT, nullable=False)
    own = (writer, sa.UniqueConstraint("key", "recorded_by"))
    _refill(own, f"{COLUMNS}, recorded_by", " AND recorded_by = NEW.recorded_by")


def downgrade() -> None:
    """Fails where two writers have used one key: their batches cannot be told apart there."""
    op.execute(f"CREATE TEMPORARY TABLE kept AS SELECT {COLUMNS} FROM batch")
    _refill((sa.UniqueConstraint("key"),), COLUMNS, "")


def _refill(own: tuple[sa.schema.SchemaItem, ...], columns: str, same_writer: str) -> None:
    op.drop_table("batch")
    op.create_table(
        "batch",
        sa.Column("first", POSITION, autoincrement=False, nullable=False),
        sa.Column("last", POSITION, nullable=False),
        sa.Column("key", EXACT, nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("first"),
        sa.UniqueConstraint("last"),
        *own,
    )
    op.execute(f"INSERT INTO batch ({columns}) SELECT {columns} FROM kept")
    op.execute("DROP TABLE kept")
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement.replace("{same_writer}", same_writer).replace("{NOT_AFTER}", NOT_AFTER))
