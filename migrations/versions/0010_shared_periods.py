"""Policies that give a place the same period share its row; places keep the position at which they were folded.

On SQLite the tables whose keys are most of their rows are stored in the order of the key, and not twice.
"""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009_imports"
branch_labels = None
depends_on = None

EXACT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
POLICIES = ("AGAINST_INTEREST", "LATEST", "MOST_RELIABLE", "CAUTIOUS")
"""In the order of their bits."""
LISTS = ("basis", "alternatives", "reasons", "vouched")
STATE = ("holder", "level", "certainty", "level_certainty", "since", "manner", "voices")


def upgrade() -> None:
    bits = " ".join(f"WHEN '{policy}' THEN {1 << number}" for number, policy in enumerate(POLICIES))
    tight = ", ".join(f"replace({name}, ', ', ',') AS {name}" for name in LISTS)
    alike = ", ".join(("place", "aspect", "start", "end_before", *STATE))
    op.execute(
        f"CREATE TEMPORARY TABLE kept AS SELECT {alike}, {tight}, sum(CASE policy {bits} END) AS policies FROM period"
        f" GROUP BY {', '.join((alike, *LISTS))}"
    )
    _refill("period", ("place", "aspect", "start", "policies"), sa.Column("policies", sa.Integer(), nullable=False))
    op.execute("CREATE TEMPORARY TABLE kept AS SELECT position, place FROM event_place")
    _refill_event_places(sqlite_with_rowid=False)
    op.create_table(
        "folded",
        sa.Column("place", EXACT, nullable=False),
        sa.Column("position", POSITION, nullable=False),
        sa.PrimaryKeyConstraint("place"),
        sqlite_with_rowid=False,
    )
    op.create_index("folded_by_position", "folded", ["position"])
    op.execute("INSERT INTO folded SELECT DISTINCT place, (SELECT position FROM projected) FROM claim")


def downgrade() -> None:
    op.drop_table("folded")
    op.execute("CREATE TEMPORARY TABLE kept AS SELECT position, place FROM event_place")
    _refill_event_places()
    bits = " UNION ALL ".join(f"SELECT '{policy}' AS policy, {1 << bit} AS bit" for bit, policy in enumerate(POLICIES))
    columns = ", ".join(("place", "aspect", "start", "end_before", *STATE, *LISTS))
    op.execute(
        f"CREATE TEMPORARY TABLE kept AS SELECT {columns}, policy FROM period"
        f" JOIN ({bits}) AS policies ON (period.policies & bit) <> 0"
    )
    _refill("period", ("place", "aspect", "policy", "start"), sa.Column("policy", EXACT, nullable=False))


def _refill(table: str, key: Sequence[str], policies: "sa.Column[Any]") -> None:
    columns = (
        sa.Column("place", EXACT, nullable=False),
        sa.Column("aspect", EXACT, nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        policies,
        sa.Column("end_before", sa.Date(), nullable=True),
        sa.Column("holder", EXACT, nullable=True),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("certainty", sa.String(), nullable=False),
        sa.Column("level_certainty", sa.String(), nullable=False),
        sa.Column("since", sa.String(), nullable=True),
        sa.Column("manner", sa.String(), nullable=True),
        sa.Column("basis", sa.Text(), nullable=False),
        sa.Column("voices", sa.Integer(), nullable=False),
        sa.Column("alternatives", sa.Text(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("vouched", sa.Text(), nullable=False),
    )
    op.drop_table(table)
    by_key = {"sqlite_with_rowid": policies.name == "policy"}
    op.create_table(table, *columns, sa.PrimaryKeyConstraint(*key), **by_key)
    _put_back(table, [column.name for column in columns])


def _refill_event_places(**options: bool) -> None:
    op.drop_table("event_place")
    op.create_table(
        "event_place",
        sa.Column("position", POSITION, autoincrement=False, nullable=False),
        sa.Column("place", EXACT, nullable=False),
        sa.PrimaryKeyConstraint("position", "place"),
        **options,
    )
    op.create_index("event_place_by_place", "event_place", ["place", "position"])
    _put_back("event_place", ("position", "place"))


def _put_back(table: str, columns: Sequence[str]) -> None:
    listed = ", ".join(columns)
    op.execute(f"INSERT INTO {table} ({listed}) SELECT {listed} FROM kept")
    op.execute("DROP TABLE kept")
