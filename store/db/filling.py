"""A PostgreSQL database before and after it is filled from a file."""

from collections.abc import Sequence

from sqlalchemy import text

from store.db.connections import Connection

_TABLES = text(
    "SELECT relname FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace"
    " WHERE relkind IN ('r', 'p', 'v', 'm', 'f') AND nspname !~ '^pg_' AND nspname <> 'information_schema'"
    " ORDER BY relname"
)


async def tables_there(conn: Connection) -> Sequence[str]:
    """The names of all tables and views that are not PostgreSQL's own."""
    return (await conn.execute(_TABLES)).scalars().all()


async def analyse(conn: Connection) -> None:
    """Let the planner know what there is now: without that its first plans are for empty tables."""
    await conn.execute(text("ANALYZE"))
