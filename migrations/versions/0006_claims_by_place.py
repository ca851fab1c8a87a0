"""A claim can be about many places, with a row for each. The table is derived, and its rows are carried over."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

EXACT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _renewed("position", "place")


def downgrade() -> None:
    _renewed("position")


def _renewed(*key: str) -> None:
    """The claims under another key. SQLite cannot change the key of a table, so both engines get a new one."""
    op.rename_table("claim", "claim_before")
    for index in ("claim_by_place", "claim_by_source", "claim_by_utterer"):
        op.drop_index(index, "claim_before")
    op.create_table(
        "claim",
        sa.Column("position", POSITION, autoincrement=False, nullable=False),
        sa.Column("place", EXACT, nullable=False),
        sa.Column("changed", sa.Boolean(), nullable=False),
        sa.Column("holder", EXACT, nullable=True),
        sa.Column("loser", EXACT, nullable=True),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("occurred", sa.String(), nullable=False),
        sa.Column("manner", sa.String(), nullable=True),
        sa.Column("known", sa.Date(), nullable=False),
        sa.Column("source", EXACT, nullable=True),
        sa.Column("first_utterer", sa.Text(), nullable=True),
        sa.Column("credibility", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint(*key, name="claim_key_" + "_".join(key)),
    )
    op.execute("INSERT INTO claim SELECT * FROM claim_before")
    op.drop_table("claim_before")
    op.create_index("claim_by_place", "claim", ["place", "position"])
    op.create_index("claim_by_source", "claim", ["source"])
    op.create_index("claim_by_utterer", "claim", ["first_utterer"])
