"""Descriptions of places get a first day, so that names, parents and kinds can be as of a date.

Until now a change of a place held for all days, whatever its date: `timeline rebuild` gives dated ones theirs.
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("place_version", sa.Column("first_day", sa.Date(), nullable=False, server_default="0001-01-01"))


def downgrade() -> None:
    op.drop_column("place_version", "first_day")
