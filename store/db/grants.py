"""What a role of PostgreSQL needs that owns nothing: it reads, appends, and writes projections, and changes no table.

So a server that is broken into can neither take the guards off the log nor change what stands in it.
"""

import re

from sqlalchemy import text

from store.db import tables
from store.db.connections import Connection
from store.db.errors import StoreError

KEPT = (tables.event, tables.batch, tables.import_report, tables.tree_hash, tables.checkpoint)
"""To which rows are only added."""
_ROLE = re.compile(r"[A-Za-z_][\w$]{0,62}", re.ASCII)


FOLLOWED = ("position", "id", "type", "version", "recorded_at", "sha256", "payload")
"""What a follower reads of each event (store/read/outbox.py): not who recorded it."""


class NoRole(StoreError):
    code = "NO_ROLE"
    remedy = "the role of PostgreSQL is the name of one that exists: CREATE ROLE timeline_app LOGIN"


async def grant(conn: Connection, role: str) -> None:
    """Give a role all that a server needs, and take from it whatever else it had on these tables. Raises StoreError."""
    kept = ", ".join(table.name for table in KEPT)
    others = ", ".join(table.name for table in tables.event.metadata.sorted_tables if table not in KEPT)
    await _given(
        conn,
        role,
        f'GRANT SELECT ON {kept}, {others}, alembic_version TO "{role}"',
        f'GRANT INSERT ON {kept} TO "{role}"',
        f'GRANT INSERT, UPDATE, DELETE ON {others} TO "{role}"',
    )


async def grant_following(conn: Connection, role: str) -> None:
    """Let a role read the messages of the log and the tree over it, and nothing else. Raises StoreError."""
    followed = f"GRANT SELECT ({', '.join(FOLLOWED)}) ON {tables.event.name}"
    await _given(conn, role, f'{followed} TO "{role}"', f'GRANT SELECT ON {tables.tree_hash.name} TO "{role}"')


async def _given(conn: Connection, role: str, *grants: str) -> None:
    known = await conn.execute(text("SELECT 1 FROM pg_roles WHERE rolname = :role"), {"role": role})
    if not _ROLE.fullmatch(role) or known.first() is None:
        raise NoRole
    every = ", ".join(table.name for table in tables.event.metadata.sorted_tables)
    for statement in (f'REVOKE ALL ON {every}, alembic_version FROM "{role}"', *grants):
        await conn.execute(text(statement))
