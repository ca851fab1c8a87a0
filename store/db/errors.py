"""What can go wrong between us and the database: a closed family, each with a stable code and a remedy.

Drivers' errors are translated here and nowhere else. Faults of our own (a wrong statement, say) are not in
the family and pass through as they are.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeout


class StoreError(Exception):
    """The database failed or refused. Nothing of the statement or the batch was stored, unless its class says so."""

    code = "STORE"
    remedy = ""
    position: int | None = None
    """The event that it is about, where it is about one."""

    def __init__(self, detail: str = ""):
        self.message = ": ".join(filter(None, (detail, self.remedy)))
        super().__init__(self.message)


class BadDatabaseUrl(StoreError):
    code = "BAD_DATABASE_URL"
    remedy = "give sqlite:///FILE or postgresql://USER@HOST/DATABASE"


class DatabaseUnreachable(StoreError):
    code = "DATABASE_UNREACHABLE"
    remedy = "the database cannot be reached: check that it runs, and its address, name and password"


class DatabaseBusy(StoreError):
    code = "DATABASE_BUSY"
    remedy = "another writer or too many readers hold the database: try again"


class DatabaseReadOnly(StoreError):
    code = "DATABASE_READ_ONLY"
    remedy = "the database cannot be written to: check the rights on its file, or use the primary server"


class DatabaseFull(StoreError):
    code = "DATABASE_FULL"
    remedy = "the disk of the database is full: make room and try again"


class DatabaseDamaged(StoreError):
    code = "DATABASE_DAMAGED"
    remedy = "the file is damaged or no database: restore it from a copy or from an export"


class OutcomeUnknown(StoreError):
    """The database failed while it committed, or nobody heard what it answered: what was sent may be stored or not."""

    code = "OUTCOME_UNKNOWN"
    remedy = (
        "it is not known whether this was recorded: send the same again under the same idempotency key, or load the "
        "same file again, and it is recorded once"
    )


class RecordedUnread(StoreError):
    """The batch that ends at `position` is recorded; what failed came afterwards, and `cause` is its code."""

    code = "RECORDED_UNREAD"
    remedy = "sent again under the same idempotency key it is not recorded twice"

    def __init__(self, position: int, cause: str, why: str):
        self.position, self.cause = position, cause
        super().__init__(f"recorded, up to position {position}, but the answer could not be read ({why})")


class DamagedRow(StoreError):
    """What the log has at `position` is no longer what was recorded there. Nothing was wrong with the question."""

    code = "DAMAGED_ROW"
    remedy = (
        "the database was changed from outside, or its disk fails: restore it from a backup or an export made before "
        "that. Events at other positions can be read"
    )

    def __init__(self, position: int, what: str):
        self.position = position
        super().__init__(f"the event at position {position} {what}")


class MigrationNeeded(StoreError):
    code = "MIGRATION_NEEDED"
    remedy = "the tables are missing or old: run `timeline serve`, which migrates at its start"


class StatementTimeout(StoreError):
    code = "STATEMENT_TIMEOUT"
    remedy = "it took longer than the statement timeout: ask for fewer places, or raise the timeout"


_BY_SQLSTATE: dict[str, type[StoreError]] = {
    "57014": StatementTimeout,
    "25006": DatabaseReadOnly,
    "42P01": MigrationNeeded,
    "42703": MigrationNeeded,
    "53100": DatabaseFull,
    "53300": DatabaseBusy,
    "55P03": DatabaseBusy,
    "3D000": DatabaseUnreachable,
    "28P01": DatabaseUnreachable,
    "28000": DatabaseUnreachable,
    "57P01": DatabaseUnreachable,
    "57P02": DatabaseUnreachable,
    "57P03": DatabaseUnreachable,
}
"""PostgreSQL's error codes (its manual, appendix A)."""

_BY_SQLITE_CODE: dict[int, type[StoreError]] = {
    sqlite3.SQLITE_INTERRUPT: StatementTimeout,
    sqlite3.SQLITE_READONLY: DatabaseReadOnly,
    sqlite3.SQLITE_FULL: DatabaseFull,
    sqlite3.SQLITE_BUSY: DatabaseBusy,
    sqlite3.SQLITE_LOCKED: DatabaseBusy,
    sqlite3.SQLITE_CANTOPEN: DatabaseUnreachable,
    sqlite3.SQLITE_IOERR: DatabaseUnreachable,
    sqlite3.SQLITE_CORRUPT: DatabaseDamaged,
    sqlite3.SQLITE_NOTADB: DatabaseDamaged,
}
_PRIMARY = 0xFF
"""The low byte of SQLite's extended result codes."""


@contextmanager
def translated() -> Iterator[None]:
    """Raise a driver's error as one of the family, where it belongs to it; all others pass."""
    try:
        yield
    except PoolTimeout as error:
        raise DatabaseBusy from error
    except DBAPIError as error:
        if family := _driver_error(error):
            raise family from error
        raise


@contextmanager
def committing() -> Iterator[None]:
    """As `translated`, while a transaction is committed: where nobody answers, it may be stored."""
    try:
        with translated():
            yield
    except (DatabaseUnreachable, OSError) as error:
        raise OutcomeUnknown from error


@contextmanager
def connecting() -> Iterator[None]:
    """As `translated`, while a connection is made: then the network fails too, and asyncpg raises errors of its own."""
    try:
        with translated():
            yield
    except OSError as error:  # a timeout is one
        raise DatabaseUnreachable from error
    except Exception as error:
        if family := _BY_SQLSTATE.get(getattr(error, "sqlstate", None) or ""):
            raise family from error
        raise


def _driver_error(error: DBAPIError) -> type[StoreError] | None:
    if state := getattr(error.orig, "sqlstate", None):
        return _BY_SQLSTATE.get(state) or (DatabaseUnreachable if state.startswith("08") else None)
    if error.connection_invalidated or isinstance(error, InterfaceError):
        return DatabaseUnreachable
    code = getattr(error.orig, "sqlite_errorcode", 0) & _PRIMARY
    if code == sqlite3.SQLITE_ERROR and str(error.orig).startswith(("no such table", "no such column")):
        return MigrationNeeded  # these two have no code of their own
    return _BY_SQLITE_CODE.get(code)
