"""Claims and periods of the status of a place beside those of control; regained ground, and copies.

No event before had any of it, so the rows of control are carried over as they are.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007_status"
down_revision = "0006"
branch_labels = None
depends_on = None

EXACT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
KEPT = "place, policy, start, end_before, holder, level, certainty, since, manner, basis, alternatives"


def upgrade() -> None:
    op.add_column("claim", sa.Column("aspect", sa.String(), nullable=False, server_default="control"))
    op.add_column("claim", sa.Column("regained", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("claim", sa.Column("copy_of", POSITION, nullable=True))
    _renewed("aspect")
    op.execute(f"INSERT INTO period (aspect, {KEPT}) SELECT 'control', {KEPT} FROM period_before")
    op.drop_table("period_before")


def downgrade() -> None:
    op.execute("DELETE FROM claim WHERE aspect <> 'control'")
    for column in ("aspect", "regained", "copy_of"):
        op.drop_column("claim", column)
    _renewed()
    op.execute(f"INSERT INTO period ({KEPT}) SELECT {KEPT} FROM period_before WHERE aspect = 'control'")
    op.drop_table("period_before")


def _renewed(*more: str) -> None:
    """An empty table of periods under another key. SQLite cannot change the key of a table, so both get a new one."""
    op.rename_table("period", "period_before")
    op.create_table(
        "period",
        sa.Column("place", EXACT, nullable=False),
        *(sa.Column(name, EXACT, nullable=False) for name in more),
        sa.Column("policy", EXACT, nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end_before", sa.Date(), nullable=True),
        sa.Column("holder", EXACT, nullable=True),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("certainty", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=True),
        sa.Column("manner", sa.String(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("alternatives", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("place", *more, "policy", "start", name="_".join(("period_key", *more))),
    )
