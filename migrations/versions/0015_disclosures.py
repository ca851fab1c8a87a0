"""The newest that was said about who may open each event, filled from the log."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
EXACT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
MOMENT = sa.DateTime(timezone=True)
ROWS_AT_ONCE = 5_000
SAID = sa.text("SELECT position, payload FROM event WHERE type = 'VisibilitySet' ORDER BY position DESC")


def upgrade() -> None:
    disclosure = op.create_table(
        "disclosure",
        sa.Column("event", EXACT, nullable=False),
        sa.Column("position", POSITION, nullable=False),
        sa.Column("visibility", sa.Text(), nullable=False),
        sa.Column("release_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("event"),
        sqlite_with_rowid=False,
    )
    op.create_index("disclosure_by_position", "disclosure", ["position"])
    op.create_index("disclosure_by_release", "disclosure", ["release_at"])
    rows: list[dict[str, Any]] = []
    for row in _newest():
        rows.append(row)
        if len(rows) == ROWS_AT_ONCE:
            op.bulk_insert(disclosure, rows)
            rows = []
    op.bulk_insert(disclosure, rows)


def downgrade() -> None:
    op.drop_table("disclosure")


# What the append does when the table is new. It stays as it is when that changes.


def _newest() -> Iterator[dict[str, Any]]:
    """One for each event of which anything was said: from the end of the log, the first that names it."""
    seen: set[str] = set()
    for position, payload in op.get_bind().execute(SAID).all():
        said = json.loads(payload)
        released = said.get("releaseAt")
        own = {
            "position": position,
            "visibility": said["visibility"],
            "release_at": datetime.fromisoformat(released.upper()).astimezone(UTC) if released else None,
        }
        for id in said["events"]:
            if id not in seen:
                seen.add(id)
                yield {"event": id, **own}
