"""Changes of a log by somebody with all rights, who takes the guards off first."""

from pathlib import Path

from sqlalchemy.engine import make_url

from store.db.connections import Database
from store.db.guards import GUARDED, GUARDS
from store.write.verification.finding import Code, Verification
from store.write.verification.verify import verify
from tests.support import postgres
from trust import tampering


def tamper(url: str, *statements: str) -> None:
    """Carry out statements that the guards would refuse, and put the guards back as if nothing had been."""
    target = make_url(url)
    if target.get_backend_name() == "sqlite":
        tampering.tamper(Path(str(target.database)), *statements)
    else:
        off = [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in GUARDED]
        on = [f"ALTER TABLE {table} ENABLE ALWAYS TRIGGER {name}" for name, table in _guarded()]
        postgres.execute(target, *off, *statements, *on)


def _guarded() -> list[tuple[str, str]]:
    return [(name, table) for name in GUARDS["postgresql"] for table in GUARDED if name.startswith(f"{table}_")]


def execute(url: str, *statements: str) -> None:
    """As an owner of the database may, from a connection that is not ours."""
    target = make_url(url)
    if target.get_backend_name() == "sqlite":
        tampering.execute(Path(str(target.database)), *statements)
    else:
        postgres.execute(target, *statements)


async def verified(db: Database) -> Verification:
    async with db.read() as conn:
        return await verify(conn)


async def findings(db: Database) -> list[tuple[int | None, Code]]:
    """Where each finding is, and of which kind."""
    return [(finding.position, finding.code) for finding in (await verified(db)).findings]
