"""Only corrections say when what they correct was told; of all other claims it was their own moment, once more."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

MOMENT = sa.DateTime(timezone=True)
POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _allow_none(True)
    op.execute("UPDATE claim SET told = NULL, told_at = NULL WHERE told_at = position")


def downgrade() -> None:
    op.execute("UPDATE claim SET told = known, told_at = position WHERE told_at IS NULL")
    _allow_none(False)


def _allow_none(nullable: bool) -> None:
    with op.batch_alter_table("claim") as claim:
        claim.alter_column("told", existing_type=MOMENT, nullable=nullable)
        claim.alter_column("told_at", existing_type=POSITION, nullable=nullable)
