"""Claims and periods get what the second edition of the rules asks for; periods are marked with the rules they follow.

Periods of the first edition are left out: until `timeline rebuild` every answer is folded from the claims. No event
before had a status, regained ground or copied another, so the claims are carried over as they are.
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

EXACT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)
POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    op.add_column("claim", sa.Column("aspect", sa.String(), nullable=False, server_default="control"))
    op.add_column("claim", sa.Column("regained", sa.Boolean(), nullable=False, server_default=sa.false()))
    op.add_column("claim", sa.Column("copy_of", POSITION, nullable=True))
    op.add_column("claim", sa.Column("told", MOMENT, nullable=True))
    op.add_column("claim", sa.Column("told_at", POSITION, nullable=True))
    op.execute("UPDATE claim SET told = known, told_at = position")
    with op.batch_alter_table("claim") as claim:
        claim.alter_column("told", existing_type=MOMENT, nullable=False)
        claim.alter_column("told_at", existing_type=POSITION, nullable=False)
    op.add_column("projected", sa.Column("rules", sa.Integer(), nullable=False, server_default="1"))
    op.execute("UPDATE projected SET rules = 2 WHERE NOT EXISTS (SELECT 1 FROM claim)")
    op.drop_table("period")
    _create(
        ("place", "aspect", "policy", "start"),
        sa.Column("aspect", EXACT, nullable=False),
        sa.Column("level_certainty", sa.String(), nullable=False),
        sa.Column("voices", sa.Integer(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("vouched", sa.Text(), nullable=False),
    )


def downgrade() -> None:
    op.execute("DELETE FROM claim WHERE aspect <> 'control'")
    op.drop_table("period")
    _create(("place", "policy", "start"))
    op.drop_column("projected", "rules")
    for column in ("aspect", "regained", "copy_of", "told", "told_at"):
        op.drop_column("claim", column)


def _create(key: tuple[str, ...], *added: sa.Column) -> None:
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
        sa.PrimaryKeyConstraint(*key),
    )
