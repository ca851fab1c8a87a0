"""Periods get what the second edition of the rules adds, and are marked with the version that folded them.

Those of the first edition are left out: until `timeline rebuild` every answer is folded from the claims.
"""

import sqlalchemy as sa
from alembic import op

revision = "0007_reasons"
down_revision = "0006"
branch_labels = None
depends_on = None

EXACT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def upgrade() -> None:
    op.add_column("projected", sa.Column("rules", sa.Integer(), nullable=False, server_default="1"))
    op.execute("UPDATE projected SET rules = 2 WHERE NOT EXISTS (SELECT 1 FROM claim)")
    op.drop_table("period")
    _create(
        sa.Column("level_certainty", sa.String(), nullable=False),
        sa.Column("voices", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("vouched", sa.Text(), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("period")
    _create()
    op.drop_column("projected", "rules")


def _create(*added: sa.Column) -> None:
    op.create_table(
        "period",
        sa.Column("place", EXACT, nullable=False),
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
        *added,
        sa.PrimaryKeyConstraint("place", "policy", "start"),
    )
