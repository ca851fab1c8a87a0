"""An event is known from a moment: `known` becomes a timestamp in UTC, and `published` keeps the text as given.

What was published on a day is known from the end of that day; what nobody dated, from the moment of recording.
"""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, time
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
DERIVED = ("annulment", "claim", "measure_report", "tally_claim")
CHUNK_ROWS = 1_000
Retyped = tuple[Any, str]
"""A type, and what PostgreSQL makes of the column in it."""
GUARDS = ("event_no_update", "event_no_delete", "event_next")
ALONE = sa.text(
    "SELECT position, recorded_at, target, payload FROM event WHERE published IS NULL OR target IS NOT NULL"
    " OR length(published) > 10 OR type = 'MeasureReported' ORDER BY position"
).columns(position=POSITION, recorded_at=MOMENT, target=POSITION, payload=sa.Text())
"""Every event whose moments do not follow from the column `published` alone."""


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    guards = _unguarded(on_sqlite)
    _retyped("event", {"published": (sa.String(), "published::text"), "known": _to_moment("known")})
    for table in DERIVED:
        _retyped(table, {"known": _to_moment("known")})
    _retyped("measure_report", {"edition_day": _to_moment("edition_day")})
    op.execute("ALTER TABLE measure_report RENAME COLUMN edition_day TO edition_known")
    if on_sqlite:
        op.execute("UPDATE event SET known = substr(known, 1, 10) || ' 23:59:59.999999'")
    known, editions = _moments()
    _fill("event", "known", known)
    for table in DERIVED:
        op.execute(f"UPDATE {table} SET known = (SELECT known FROM event WHERE event.position = {table}.position)")
    op.execute("UPDATE measure_report SET edition_known = known")
    _fill("measure_report", "edition_known", editions)
    _guarded(on_sqlite, guards)


def downgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    guards = _unguarded(on_sqlite)
    op.execute("ALTER TABLE measure_report RENAME COLUMN edition_known TO edition_day")
    _retyped("measure_report", {"edition_day": _to_day("edition_day")})
    for table in DERIVED:
        _retyped(table, {"known": _to_day("known")})
    _retyped("event", {"published": (sa.Date(), "left(published, 10)::date"), "known": _to_day("known")})
    if on_sqlite:
        op.execute("UPDATE event SET published = substr(published, 1, 10), known = substr(known, 1, 10)")
        op.execute("UPDATE measure_report SET edition_day = substr(edition_day, 1, 10)")
        for table in DERIVED:
            op.execute(f"UPDATE {table} SET known = substr(known, 1, 10)")
    _guarded(on_sqlite, guards)


def _to_moment(column: str) -> Retyped:
    return MOMENT, f"({column}::timestamp + interval '1 day' - interval '1 microsecond') AT TIME ZONE 'UTC'"


def _to_day(column: str) -> Retyped:
    return sa.Date(), f"({column} AT TIME ZONE 'UTC')::date"


def _retyped(table: str, columns: dict[str, Retyped]) -> None:
    """SQLite keeps what stands in the columns as it is: it is converted afterwards."""
    if op.get_bind().dialect.name != "sqlite":
        for name, (kind, using) in columns.items():
            op.alter_column(table, name, type_=kind, postgresql_using=using)
        return

    def reflected(inspector: Any, owner: Any, column: dict[str, Any]) -> None:
        if column["name"] in columns:
            column["type"] = columns[column["name"]][0]

    # The table is made anew with the types that it is taken to have.
    listeners = {"listeners": [("column_reflect", reflected)]}
    with op.batch_alter_table(table, recreate="always", reflect_kwargs=listeners):
        pass


def _unguarded(on_sqlite: bool) -> list[str]:
    """Takes the guards of the log off; gives back what puts them on again."""
    if not on_sqlite:
        op.execute("ALTER TABLE event DISABLE TRIGGER event_append_only")
        return []
    found = op.get_bind().execute(sa.text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")).all()
    guards = [row for row in found if row.name in GUARDS]
    assert len(guards) == len(GUARDS), "the log has not the guards that it should have"
    for guard in guards:
        op.execute(f"DROP TRIGGER {guard.name}")
    return [guard.sql for guard in guards]


def _guarded(on_sqlite: bool, guards: list[str]) -> None:
    if not on_sqlite:
        op.execute("ALTER TABLE event ENABLE ALWAYS TRIGGER event_append_only")
    for guard in guards:
        op.execute(guard)


def _fill(table: str, column: str, found: dict[int, datetime]) -> None:
    target = sa.table(table, sa.column("position", POSITION), sa.column(column, MOMENT))
    statement = target.update().where(target.c.position == sa.bindparam("at")).values({column: sa.bindparam("moment")})
    rows = [{"at": position, "moment": moment} for position, moment in found.items()]
    for start in range(0, len(rows), CHUNK_ROWS):
        op.get_bind().execute(statement, rows[start : start + CHUNK_ROWS])


# What the append and the projection did when the columns were new. It stays as it is when they change.


def _moments() -> tuple[dict[int, datetime], dict[int, datetime]]:
    """By position, from when an event is known, and its edition, where `published` alone does not say so."""
    known: dict[int, datetime] = {}
    editions: dict[int, datetime] = {}
    for row, event in _events():
        replacement = event.get("replacement")
        own = event.get("published") or (replacement or {}).get("published")
        since = _published_by(own) if own else row.recorded_at.replace(tzinfo=UTC)
        if replacement:
            since = max(since, known.get(row.target) or _known_before(row.target))
        known[row.position] = since
        content = replacement or event
        if content["type"] == "MeasureReported":
            own = content.get("published")
            editions[row.position] = _published_by(own) if own else editions.get(row.target, since)
    return known, editions


def _events() -> Iterator[tuple[Any, dict[str, Any]]]:
    for row in op.get_bind().execute(ALONE).all():
        yield row, json.loads(row.payload)


def _known_before(position: int) -> datetime:
    """Of an event that `published` dates alone: the end of a day."""
    statement = sa.text("SELECT published FROM event WHERE position = :at")
    return _published_by(op.get_bind().execute(statement, {"at": position}).scalar_one())


def _published_by(text: str) -> datetime:
    if len(text) == len("2021-06-22"):
        return datetime.combine(date.fromisoformat(text), time.max, UTC)
    return datetime.fromisoformat(text.upper()).astimezone(UTC)
