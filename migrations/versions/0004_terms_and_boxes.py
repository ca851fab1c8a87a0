"""The terms of sources, which no event had before; and the box around each place, worked out from its outline."""

import json

import sqlalchemy as sa
from alembic import op

from domain.geo.boxes import box_of

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

SIDES = ("west", "south", "east", "north")
TERMS = ("licence", "credit")
CHUNK_ROWS = 500
POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

PLACED = sa.text(
    "SELECT position, geometry, longitude, latitude FROM place_version"
    " WHERE position > :after ORDER BY position LIMIT :number"
)
BOXED = sa.text(
    "UPDATE place_version SET west = :west, south = :south, east = :east, north = :north WHERE position = :position"
).bindparams(sa.bindparam("position", type_=POSITION))


def upgrade() -> None:
    for name in TERMS:
        op.add_column("source_version", sa.Column(name, sa.Text(), nullable=True))
    for name in SIDES:
        op.add_column("place_version", sa.Column(name, sa.Float(), nullable=True))
    connection, after = op.get_bind(), 0
    while rows := connection.execute(PLACED, {"after": after, "number": CHUNK_ROWS}).all():
        found = [
            (row.position, box_of(row.geometry and json.loads(row.geometry), row.longitude, row.latitude))
            for row in rows
        ]
        boxed = [{"position": position, **box._asdict()} for position, box in found if box]
        if boxed:
            connection.execute(BOXED, boxed)
        after = rows[-1].position


def downgrade() -> None:
    for name in SIDES:
        op.drop_column("place_version", name)
    for name in TERMS:
        op.drop_column("source_version", name)
