"""A sealed value is erased: from the vault first, and then the log says so.

In this order a crash between the two leaves a value that is erased and not yet said to be, which the same command
completes. The other way round the log would say that a source is safe who is not.
"""

from dataclasses import dataclass
from datetime import datetime

from domain.events import SealedValueErased, interchange
from domain.values.problems import Problem, Refused
from service.record_event import record_event
from service.vault.vault import Vault
from store.db.connections import Database
from store.read import log, sealed_values


@dataclass(frozen=True, slots=True)
class Erasure:
    """`position` is that of the tombstone; `before`: it was on record."""

    position: int
    before: bool


def tombstone(sealed: str, reason: str) -> SealedValueErased:
    """The event that says so. Of each value it has the same id, so that the log has it once. Raises Refused."""
    record = {"type": SealedValueErased.TYPE, "id": f"{sealed}/erased", "sealed": sealed, "reason": reason}
    event = interchange.parse(record)
    assert isinstance(event, SealedValueErased)
    return event


def erase(vault: Vault, sealed: str) -> None:
    """From the vault. Raises Refused where that has never had it: in another folder it may still be; OSError."""
    if not vault.has(sealed):
        message = (
            f"{vault.folder} has never had it: name the folder that has. Where none has it any more, --gone says so"
        )
        raise Refused(Problem((), "NOT_IN_VAULT", message))
    vault.erase(sealed)


async def record_erasure(db: Database, event: SealedValueErased, *, by: str, now: datetime) -> Erasure:
    """Once, whatever the reason that is given later, and by whomever. Raises Refused, StoreError."""
    try:
        done = await record_event(db, event, key=None, by=by, now=now)
    except Refused:
        if (position := await _recorded(db, event)) is None:
            raise
        return Erasure(position, True)
    return Erasure(done.position, done.replayed)


async def record_gone(db: Database, event: SealedValueErased, *, by: str, now: datetime) -> Erasure:
    """As `record_erasure`, of a value that no vault has any more. Raises Refused where no event has it either."""
    async with db.read() as conn:
        if not await sealed_values.is_mentioned(conn, event.sealed):
            message = "no event of the log has it: check the digits"
            raise Refused(Problem(("sealed",), "UNKNOWN_SEALED_VALUE", message))
    return await record_erasure(db, event, by=by, now=now)


async def _recorded(db: Database, event: SealedValueErased) -> int | None:
    async with db.read() as conn:
        entries = await log.by_ids(conn, [event.id or ""])
    return entries[event.id or ""].position if entries else None
