"""What drivers raise, translated into the family of errors.py: here and nowhere else.

The detail of each names what failed, and nothing that anybody said. Faults of our own (a wrong statement, say) are not
in the family and pass through as they are.
"""

import socket
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError, InterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from store.db.errors import (
    DatabaseBusy,
    DatabaseDamaged,
    DatabaseForbidden,
    DatabaseFull,
    DatabaseIo,
    DatabaseNotOpened,
    DatabaseReadOnly,
    DatabaseUnreachable,
    MigrationNeeded,
    OutcomeUnknown,
    StatementTimeout,
    StoreError,
)

_Known = tuple[type[StoreError], str]
"""Which error it is, and what failed in words."""

_CUT = "the connection was cut"
_LOGIN = "the server refuses the name or the password"
_NOT_NOW = "the server is starting or ending"
_BY_SQLSTATE: dict[str, _Known] = {
    "08": (DatabaseUnreachable, _CUT),
    "25006": (DatabaseReadOnly, "it is a standby, or was made read-only"),
    "25P03": (DatabaseUnreachable, _CUT),
    "28": (DatabaseUnreachable, _LOGIN),
    "3D000": (DatabaseUnreachable, "the server has no database of this name"),
    "40": (DatabaseBusy, "another transaction, or on a standby the replay of one, stood in the way"),
    "42501": (DatabaseForbidden, "a right is missing"),
    "42703": (MigrationNeeded, ""),
    "42P01": (MigrationNeeded, ""),
    "53": (DatabaseBusy, "the server is short of something"),
    "53100": (DatabaseFull, ""),
    "53200": (DatabaseBusy, "the server has no memory left"),
    "53300": (DatabaseBusy, "the server takes no more connections"),
    "55P03": (DatabaseBusy, "a lock was not to be had"),
    "57014": (StatementTimeout, ""),
    "57P": (DatabaseUnreachable, _NOT_NOW),
    "58": (DatabaseIo, "of the server"),
    "XX001": (DatabaseDamaged, "a table"),
    "XX002": (DatabaseDamaged, "an index"),
}
"""PostgreSQL's error codes (its manual, appendix A), or how they begin."""

_BY_SQLITE_CODE: dict[int, _Known] = {
    sqlite3.SQLITE_PERM: (DatabaseForbidden, ""),
    sqlite3.SQLITE_BUSY: (DatabaseBusy, "the file is locked"),
    sqlite3.SQLITE_LOCKED: (DatabaseBusy, "a table is locked"),
    sqlite3.SQLITE_READONLY: (DatabaseReadOnly, ""),
    sqlite3.SQLITE_INTERRUPT: (StatementTimeout, ""),
    sqlite3.SQLITE_IOERR: (DatabaseIo, ""),
    sqlite3.SQLITE_CORRUPT: (DatabaseDamaged, ""),
    sqlite3.SQLITE_FULL: (DatabaseFull, ""),
    sqlite3.SQLITE_CANTOPEN: (DatabaseNotOpened, ""),
    sqlite3.SQLITE_PROTOCOL: (DatabaseBusy, "the file is locked"),
    sqlite3.SQLITE_NOLFS: (DatabaseFull, "its file system takes no larger file"),
    sqlite3.SQLITE_AUTH: (DatabaseForbidden, ""),
    sqlite3.SQLITE_FORMAT: (DatabaseDamaged, ""),
    sqlite3.SQLITE_NOTADB: (DatabaseDamaged, ""),
}
_PRIMARY = 0xFF
"""The low byte of SQLite's extended result codes."""


@contextmanager
def translated() -> Iterator[None]:
    """Raise a driver's error as one of the family, where it belongs to it; all others pass."""
    try:
        yield
    except PoolTimeout as error:
        raise DatabaseBusy("all connections are in use") from error
    except DBAPIError as error:
        if family := _driver_error(error):
            raise family from error
        raise


@contextmanager
def committing() -> Iterator[None]:
    """As `translated`, while a transaction is committed: where nobody answers, or the disk fails, it may be stored."""
    try:
        with translated():
            yield
    except (DatabaseUnreachable, DatabaseIo, OSError) as error:
        raise OutcomeUnknown from error


@contextmanager
def connecting() -> Iterator[None]:
    """As `translated`, while a connection is made: then the network fails too, and asyncpg raises errors of its own."""
    try:
        with translated():
            yield
    except OSError as error:  # a timeout is one
        raise DatabaseUnreachable(_of_the_network(error)) from error
    except Exception as error:
        if family := _server_error(getattr(error, "sqlstate", None) or ""):
            raise family from error
        raise


@contextmanager
def in_temporary_file() -> Iterator[None]:
    """The same for a file of SQLite's own that is used without SQLAlchemy, in the folder for temporary files."""
    try:
        yield
    except sqlite3.Error as error:
        if family := file_error(error):
            raise type(family)("in the folder for temporary files") from error
        raise


def _of_the_network(error: OSError) -> str:
    match error:
        case socket.gaierror():
            return "its host name is not known"
        case ConnectionRefusedError():
            return "the connection is refused"
        case TimeoutError():
            return "it does not answer in time"
        case ConnectionError():
            return _CUT
        case _:
            return error.strerror or "the network failed"


def _driver_error(error: DBAPIError) -> StoreError | None:
    if state := getattr(error.orig, "sqlstate", None):
        return _server_error(state)
    if error.connection_invalidated or isinstance(error, InterfaceError):
        return DatabaseUnreachable(_CUT)
    return file_error(error.orig)


def _server_error(state: str) -> StoreError | None:
    for length in (5, 3, 2):
        if known := _BY_SQLSTATE.get(state[:length]):
            family, what = known
            return family(what)
    return None


def file_error(error: BaseException | None) -> StoreError | None:
    """What SQLite's own driver raised, as one of the family where it belongs to it."""
    code = getattr(error, "sqlite_errorcode", 0)
    if code & _PRIMARY == sqlite3.SQLITE_ERROR and str(error).startswith(("no such table", "no such column")):
        return MigrationNeeded()  # these two have no code of their own
    if known := _BY_SQLITE_CODE.get(code & _PRIMARY):
        family, what = known
        # An extended code names the operation: SQLITE_IOERR_FSYNC.
        return family(what or (getattr(error, "sqlite_errorname", "") if code > _PRIMARY else ""))
    return None
