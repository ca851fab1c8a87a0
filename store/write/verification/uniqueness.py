"""What no two events and no two batches share. A unique index keeps it so, but an index can be dropped."""

from sqlalchemy import UniqueConstraint, func, select

from store.db import tables
from store.db.connections import Connection
from store.write.verification.finding import Code, Verification

_PLACES = {tables.event: tables.event.c.position, tables.batch: tables.batch.c.first}
_CODES = {tables.event: Code.ID_TWICE, tables.batch: Code.KEY_TWICE}


async def check_uniqueness(conn: Connection, verification: Verification) -> None:
    """For every set of columns that a table of the log declares unique, apart from its key."""
    for table, place in _PLACES.items():
        for constraint in table.constraints:
            if isinstance(constraint, UniqueConstraint):
                twice = select(func.max(place)).group_by(*constraint.columns).having(func.count() > 1)
                names = ", ".join(column.name for column in constraint.columns)
                for position in (await conn.execute(twice)).scalars():
                    message = f"what begins here has the same {names} as something before it in table {table.name}"
                    verification.add(position, _CODES[table], message)
