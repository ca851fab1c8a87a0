"""Published series and claimed totals, each in a table of their own; filled from the log where there is one."""

import json
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

from domain.values import edtf

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
EXACT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")
CHUNK_ROWS = 1_000

EVENTS = sa.text(
    "SELECT position, known, target, payload FROM event"
    " WHERE type IN ('MeasureReported', 'TallyClaimed', 'EventCorrected') ORDER BY position"
).columns(position=POSITION, known=sa.Date(), target=POSITION, payload=sa.Text())


def upgrade() -> None:
    reports = op.create_table(
        "measure_report",
        sa.Column("position", POSITION, autoincrement=False, nullable=False),
        sa.Column("measure", EXACT, nullable=False),
        sa.Column("place", EXACT, nullable=False),
        sa.Column("occurred", sa.String(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("known", sa.Date(), nullable=False),
        sa.Column("edition_day", sa.Date(), nullable=False),
        sa.Column("edition", POSITION, nullable=False),
        sa.Column("source", EXACT, nullable=True),
        sa.Column("low", sa.Integer(), nullable=True),
        sa.Column("best", sa.Integer(), nullable=True),
        sa.Column("high", sa.Integer(), nullable=True),
        sa.Column("qualifier", sa.String(), nullable=False),
        sa.Column("verbatim", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_index("measure_report_by_series", "measure_report", ["measure", "place", "day"])
    tallies = op.create_table(
        "tally_claim",
        sa.Column("position", POSITION, autoincrement=False, nullable=False),
        sa.Column("within", EXACT, nullable=False),
        sa.Column("known", sa.Date(), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=True),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_index("tally_claim_by_place", "tally_claim", ["within", "position"])
    told = op.get_bind().execute(EVENTS).all()
    _fill(reports, _reports(told))
    _fill(tallies, _tallies(told))


def downgrade() -> None:
    op.drop_table("tally_claim")
    op.drop_table("measure_report")


def _fill(table: sa.Table, rows: Iterator[dict[str, Any]]) -> None:
    found = [*rows]
    for start in range(0, len(found), CHUNK_ROWS):
        op.bulk_insert(table, found[start : start + CHUNK_ROWS])


# What the projections did when these tables were new. It stays as it is when they change.


def _of_type(told: Any, name: str) -> Iterator[tuple[Any, dict[str, Any]]]:
    for row in told:
        event = json.loads(row.payload)
        said = event.get("replacement", event)
        if said["type"] == name:
            yield row, said


def _reports(told: Any) -> Iterator[dict[str, Any]]:
    before: dict[int, dict[str, Any]] = {}
    for row, said in _of_type(told, "MeasureReported"):
        found = edtf.interval(said["occurred"])
        corrected = before.get(row.target, {"edition_day": row.known, "edition": row.position})
        published = said.get("published")
        count = said["count"]
        before[row.position] = {
            "position": row.position,
            "measure": said["measure"],
            "place": said["place"],
            "occurred": said["occurred"],
            "day": _day(found.earliest or found.latest),
            "known": row.known,
            "edition_day": date.fromisoformat(published) if published else corrected["edition_day"],
            "edition": corrected["edition"],
            "source": said.get("source"),
            **{name: count.get(name) for name in ("low", "best", "high", "qualifier", "verbatim")},
        }
    yield from before.values()


def _tallies(told: Any) -> Iterator[dict[str, Any]]:
    for row, said in _of_type(told, "TallyClaimed"):
        window = edtf.interval(said["window"])
        first = _day(window.earliest)
        last = _day(window.latest or edtf.interval(said["occurred"]).latest) or row.known
        yield {
            "position": row.position,
            "within": said["within"],
            "known": row.known,
            "first_day": first,
            "last_day": max(first or last, last),
        }


def _day(moment: datetime | None) -> Any:
    return moment and moment.date()
