"""How often a rebuild has found differences: by that, servers notice that what they hold is not what the log gives."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("projected", sa.Column("rebuilt", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    op.drop_column("projected", "rebuilt")
