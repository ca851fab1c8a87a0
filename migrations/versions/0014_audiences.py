"""Logs for audiences: who has one, what they have not been given yet, and up to where a token reads."""

import sqlalchemy as sa
from alembic import op

POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "audience",
        sa.Column("visibility", sa.Text(), nullable=False),
        sa.Column("reached", POSITION, nullable=False),
        sa.PrimaryKeyConstraint("visibility"),
    )
    op.create_table(
        "withheld",
        sa.Column("visibility", sa.Text(), nullable=False),
        sa.Column("position", POSITION, nullable=False, autoincrement=False),
        sa.PrimaryKeyConstraint("visibility", "position"),
    )
    op.add_column("access_token", sa.Column("reads", sa.Text(), nullable=False, server_default="PUBLIC"))


def downgrade() -> None:
    op.drop_column("access_token", "reads")
    op.drop_table("withheld")
    op.drop_table("audience")
