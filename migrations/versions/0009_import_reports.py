"""Imports keep how many of their rows were read and how many refused: the log itself has only what was recorded."""

import sqlalchemy as sa
from alembic import op

revision = "0009_imports"
down_revision = "0008"
branch_labels = None
depends_on = None

POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
REFUSED = "the report of an import is never changed"

SQLITE = (
    *(
        f"""CREATE TRIGGER import_report_no_{act.lower()} BEFORE {act} ON import_report
        BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"""
        for act in ("UPDATE", "DELETE")
    ),
    # INSERT OR REPLACE deletes without asking the DELETE trigger.
    f"""CREATE TRIGGER import_report_new BEFORE INSERT ON import_report
    WHEN EXISTS (SELECT 1 FROM import_report WHERE first = NEW.first)
    BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END""",
)
POSTGRESQL = (
    """CREATE TRIGGER import_report_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON import_report
    FOR EACH STATEMENT EXECUTE FUNCTION log_is_append_only()""",
    "ALTER TABLE import_report ENABLE ALWAYS TRIGGER import_report_append_only",
)


def upgrade() -> None:
    op.create_table(
        "import_report",
        sa.Column("first", POSITION, autoincrement=False, nullable=False),
        sa.Column("read", POSITION, nullable=False),
        sa.Column("refused", POSITION, nullable=False),
        sa.PrimaryKeyConstraint("first"),
    )
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    op.drop_table("import_report")
