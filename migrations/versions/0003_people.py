"""The table by which claims that number people are found, filled from the log."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
EXACT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

# What a correction tells is in its replacement. The log is text: each engine has its own way to look into it.
INSIDE = {"sqlite": "json_extract(payload, '$.{0}')", "postgresql": "(payload::json #>> '{{{0}}}')"}


def upgrade() -> None:
    op.create_table(
        "people",
        sa.Column("position", POSITION, autoincrement=False, nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("incident", EXACT, nullable=True),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_index("people_by_time", "people", ["type", "latest"])
    op.create_index("people_by_incident", "people", ["incident"])
    _fill(op.get_bind().dialect.name)


def _fill(engine: str) -> None:
    comma = "." if engine == "sqlite" else ","
    told, incident = (
        f"CASE type WHEN 'EventCorrected' THEN {INSIDE[engine].format('replacement' + comma + name)} "
        f"ELSE {INSIDE[engine].format(name)} END"
        for name in ("type", "incident")
    )
    op.execute(
        f"""INSERT INTO people (position, type, incident, earliest, latest)
        SELECT position, {told}, {incident}, earliest, latest FROM event
        WHERE {told} IN ('PersonsCrossedBorder', 'CasualtiesReported')"""
    )


def downgrade() -> None:
    op.drop_table("people")
