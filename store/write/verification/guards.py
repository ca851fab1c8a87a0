"""The guards of the log: triggers by which the database itself refuses every change of what was recorded."""

from collections.abc import Mapping

from sqlalchemy import text

from store.db.connections import Connection
from store.db.guards import GUARDED, GUARDS
from store.write.verification.finding import Code, Verification

_INSTALLED = {
    "sqlite": text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"),
    "postgresql": text(
        "SELECT tgname,"
        " pg_get_triggerdef(trigger.oid, true) || ' ENABLE ' || CAST(tgenabled AS text) || ': ' || prosrc"
        " FROM pg_trigger AS trigger JOIN pg_proc ON pg_proc.oid = tgfoid"
        " JOIN pg_class ON pg_class.oid = tgrelid WHERE NOT tgisinternal AND pg_table_is_visible(tgrelid)"
    ),
}


async def check_guards(conn: Connection, verification: Verification) -> None:
    """Also, on SQLite, whether the pages of the log and of its indexes fit together."""
    found = await installed(conn)
    for name, definition in GUARDS[conn.dialect.name].items():
        if name not in found:
            verification.add(None, Code.GUARD_MISSING, f"the trigger {name} is not there")
        elif found[name] != definition:
            verification.add(None, Code.GUARD_CHANGED, f"the trigger {name} is not the one that was installed")
    if conn.dialect.name == "sqlite":
        for table in GUARDED:
            for row in await conn.execute(text(f"PRAGMA integrity_check({table})")):
                if row[0] != "ok":
                    verification.add(None, Code.FILE_DAMAGED, f"table {table}: {row[0]}")


async def installed(conn: Connection) -> Mapping[str, str]:
    """The definition of every trigger, by its name, with runs of white space made one space."""
    rows = await conn.execute(_INSTALLED[conn.dialect.name])
    return {name: " ".join(definition.split()) for name, definition in rows}
