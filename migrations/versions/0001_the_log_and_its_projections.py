"""The log, the triggers that keep it as it is, and the tables that are derived from it."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

POSITION = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
EXACT = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

TABLES = (
    "event",
    "batch",
    "projected",
    "place_version",
    "place_name",
    "place_code",
    "actor_version",
    "source_version",
    "event_place",
    "annulment",
    "fallen",
    "claim",
    "period",
)

REFUSED = "the log is append-only: correct or retract with a new event"
NOT_NEXT = "an event goes to the next position of the log, under a new id"
NOT_AFTER = "a batch comes after the one before it, under a new key"

# A BEFORE INSERT guard, because INSERT OR REPLACE deletes without asking the DELETE trigger unless the
# connection has set recursive_triggers, and other people's connections have not.
SQLITE = (
    *(
        f"""CREATE TRIGGER {table}_no_{act.lower()} BEFORE {act} ON {table}
        BEGIN SELECT RAISE(ABORT, '{REFUSED}'); END"""
        for table in ("event", "batch")
        for act in ("UPDATE", "DELETE")
    ),
    f"""CREATE TRIGGER event_next BEFORE INSERT ON event
    WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM event)
      OR EXISTS (SELECT 1 FROM event WHERE id = NEW.id)
    BEGIN SELECT RAISE(ABORT, '{NOT_NEXT}'); END""",
    f"""CREATE TRIGGER batch_next BEFORE INSERT ON batch
    WHEN NEW.first <= (SELECT coalesce(max(last), 0) FROM batch) OR NEW.last < NEW.first
      OR EXISTS (SELECT 1 FROM batch WHERE key = NEW.key)
    BEGIN SELECT RAISE(ABORT, '{NOT_AFTER}'); END""",
)

POSTGRESQL = (
    f"""CREATE FUNCTION log_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION '{REFUSED}' USING ERRCODE = 'restrict_violation'; END $$""",
    f"""CREATE FUNCTION event_is_next() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.position IS DISTINCT FROM (SELECT coalesce(max(position), 0) + 1 FROM event) THEN
            RAISE EXCEPTION '{NOT_NEXT}' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$""",
    f"""CREATE FUNCTION batch_is_next() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.first <= (SELECT coalesce(max(last), 0) FROM batch) OR NEW.last < NEW.first THEN
            RAISE EXCEPTION '{NOT_AFTER}' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
    END $$""",
    *(
        statement
        for table in ("event", "batch")
        for statement in (
            f"""CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
            FOR EACH STATEMENT EXECUTE FUNCTION log_is_append_only()""",
            f"""CREATE TRIGGER {table}_next BEFORE INSERT ON {table}
            FOR EACH ROW EXECUTE FUNCTION {table}_is_next()""",
            # ALWAYS: session_replication_role = replica would pass ordinary triggers by.
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_append_only",
            f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {table}_next",
        )
    ),
)


def upgrade() -> None:
    op.create_table(
        "event",
        sa.Column("position", POSITION, autoincrement=False, nullable=False),
        sa.Column("id", EXACT, nullable=False),
        sa.Column("type", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("known", sa.Date(), nullable=False),
        sa.Column("earliest", sa.Date(), nullable=True),
        sa.Column("latest", sa.Date(), nullable=True),
        sa.Column("occurred", sa.String(), nullable=True),
        sa.Column("source", EXACT, nullable=True),
        sa.Column("target", POSITION, nullable=True),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("position"),
        sa.UniqueConstraint("id"),
    )
    op.create_index("event_by_source", "event", ["source", "position"])
    op.create_index("event_by_type", "event", ["type", "position"])
    op.create_table(
        "batch",
        sa.Column("first", POSITION, autoincrement=False, nullable=False),
        sa.Column("last", POSITION, nullable=False),
        sa.Column("key", EXACT, nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("first"),
        sa.UniqueConstraint("key"),
        sa.UniqueConstraint("last"),
    )
    op.create_table(
        "projected",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("position", POSITION, nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "place_version",
        sa.Column("position", POSITION, autoincrement=False, nullable=False),
        sa.Column("until", POSITION, nullable=True),
        sa.Column("place", EXACT, nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("names", sa.Text(), nullable=False),
        sa.Column("codes", sa.Text(), nullable=False),
        sa.Column("parent", EXACT, nullable=True),
        sa.Column("longitude", sa.Float(), nullable=True),
        sa.Column("latitude", sa.Float(), nullable=True),
        sa.Column("geometry", sa.Text(), nullable=True),
        sa.Column("exists_from", sa.Date(), nullable=True),
        sa.Column("exists_to", sa.Date(), nullable=True),
        sa.Column("successor_of", EXACT, nullable=True),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_index("place_version_by_parent", "place_version", ["parent"])
    op.create_index("place_version_by_place", "place_version", ["place", "position"])
    op.create_table(
        "place_name",
        sa.Column("position", POSITION, autoincrement=False, nullable=False),
        sa.Column("normal", EXACT, nullable=False),
        sa.PrimaryKeyConstraint("position", "normal"),
    )
    op.create_index("place_name_by_name", "place_name", ["normal"])
    op.create_table(
        "place_code",
        sa.Column("position", POSITION, autoincrement=False, nullable=False),
        sa.Column("scheme", EXACT, nullable=False),
        sa.Column("edition", EXACT, nullable=False),
        sa.Column("code", EXACT, nullable=False),
        sa.PrimaryKeyConstraint("position", "scheme", "edition", "code"),
    )
    op.create_index("place_code_by_code", "place_code", ["code", "scheme"])
    op.create_table(
        "actor_version",
        sa.Column("position", POSITION, autoincrement=False, nullable=False),
        sa.Column("until", POSITION, nullable=True),
        sa.Column("actor", EXACT, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("side", EXACT, nullable=True),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_index("actor_version_by_actor", "actor_version", ["actor", "position"])
    op.create_table(
        "source_version",
        sa.Column("position", POSITION, autoincrement=False, nullable=False),
        sa.Column("until", POSITION, nullable=True),
        sa.Column("source", EXACT, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published", sa.Date(), nullable=True),
        sa.Column("reliability", sa.String(), nullable=True),
        sa.Column("affiliation", EXACT, nullable=True),
        sa.Column("sha256", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_index("source_version_by_affiliation", "source_version", ["affiliation"])
    op.create_index("source_version_by_source", "source_version", ["source", "position"])
    op.create_table(
        "event_place",
        sa.Column("position", POSITION, autoincrement=False, nullable=False),
        sa.Column("place", EXACT, nullable=False),
        sa.PrimaryKeyConstraint("position", "place"),
    )
    op.create_index("event_place_by_place", "event_place", ["place", "position"])
    op.create_table(
        "annulment",
        sa.Column("position", POSITION, autoincrement=False, nullable=False),
        sa.Column("target", POSITION, nullable=False),
        sa.Column("known", sa.Date(), nullable=False),
        sa.Column("correction", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_index("annulment_by_target", "annulment", ["target"])
    op.create_table(
        "fallen",
        sa.Column("position", POSITION, autoincrement=False, nullable=False),
        sa.Column("by", POSITION, nullable=False),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_table(
        "claim",
        sa.Column("position", POSITION, autoincrement=False, nullable=False),
        sa.Column("place", EXACT, nullable=False),
        sa.Column("changed", sa.Boolean(), nullable=False),
        sa.Column("holder", EXACT, nullable=True),
        sa.Column("loser", EXACT, nullable=True),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("occurred", sa.String(), nullable=False),
        sa.Column("manner", sa.String(), nullable=True),
        sa.Column("known", sa.Date(), nullable=False),
        sa.Column("source", EXACT, nullable=True),
        sa.Column("first_utterer", sa.Text(), nullable=True),
        sa.Column("credibility", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("position"),
    )
    op.create_index("claim_by_place", "claim", ["place", "position"])
    op.create_index("claim_by_source", "claim", ["source"])
    op.create_index("claim_by_utterer", "claim", ["first_utterer"])
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
        sa.PrimaryKeyConstraint("place", "policy", "start"),
    )
    op.execute("INSERT INTO projected (id, position) VALUES (1, 0)")
    for statement in SQLITE if op.get_bind().dialect.name == "sqlite" else POSTGRESQL:
        op.execute(statement)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        for function in ("log_is_append_only", "event_is_next", "batch_is_next"):
            op.execute(f"DROP FUNCTION {function}()")
