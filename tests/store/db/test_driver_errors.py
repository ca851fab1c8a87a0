"""Each error of a driver names what failed, with a remedy, on both engines, and repeats nothing that anybody said."""

import socket
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from store.db import errors
from store.db.connections import Database
from store.db.driver_errors import committing, connecting, translated
from tests.support.builders import actor
from tests.support.recording import head, record
from trust.disk.disk import Disk, Kind

SECRET = "the village by the river"
SERVER = {
    "08006": (errors.DatabaseUnreachable, "cut"),
    "08001": (errors.DatabaseUnreachable, "cut"),
    "25006": (errors.DatabaseReadOnly, "standby"),
    "28P01": (errors.DatabaseUnreachable, "password"),
    "28000": (errors.DatabaseUnreachable, "password"),
    "3D000": (errors.DatabaseUnreachable, "no database of this name"),
    "40001": (errors.DatabaseBusy, "another transaction"),
    "40P01": (errors.DatabaseBusy, "another transaction"),
    "42501": (errors.DatabaseForbidden, "right"),
    "42P01": (errors.MigrationNeeded, "serve"),
    "53100": (errors.DatabaseFull, "make room"),
    "53200": (errors.DatabaseBusy, "memory"),
    "53300": (errors.DatabaseBusy, "connections"),
    "55P03": (errors.DatabaseBusy, "lock"),
    "57014": (errors.StatementTimeout, "longer"),
    "57P01": (errors.DatabaseUnreachable, "starting or ending"),
    "57P03": (errors.DatabaseUnreachable, "starting or ending"),
    "58030": (errors.DatabaseIo, "disk"),
    "XX001": (errors.DatabaseDamaged, "table"),
    "XX002": (errors.DatabaseDamaged, "index"),
}
FILE = {
    "SQLITE_PERM": errors.DatabaseForbidden,
    "SQLITE_BUSY": errors.DatabaseBusy,
    "SQLITE_BUSY_SNAPSHOT": errors.DatabaseBusy,
    "SQLITE_LOCKED_SHAREDCACHE": errors.DatabaseBusy,
    "SQLITE_READONLY": errors.DatabaseReadOnly,
    "SQLITE_READONLY_DBMOVED": errors.DatabaseReadOnly,
    "SQLITE_READONLY_DIRECTORY": errors.DatabaseReadOnly,
    "SQLITE_IOERR_WRITE": errors.DatabaseIo,
    "SQLITE_IOERR_FSYNC": errors.DatabaseIo,
    "SQLITE_IOERR_READ": errors.DatabaseIo,
    "SQLITE_IOERR_SHMSIZE": errors.DatabaseIo,
    "SQLITE_CORRUPT_VTAB": errors.DatabaseDamaged,
    "SQLITE_FULL": errors.DatabaseFull,
    "SQLITE_CANTOPEN_ISDIR": errors.DatabaseNotOpened,
    "SQLITE_NOTADB": errors.DatabaseDamaged,
}
NETWORK = {
    ConnectionRefusedError(111, SECRET): "refused",
    ConnectionResetError(104, SECRET): "cut",
    TimeoutError(SECRET): "in time",
    socket.gaierror(-2, SECRET): "host name",
}


def of_server(state: str) -> DBAPIError:
    cause = Exception(SECRET)
    cause.sqlstate = state  # type: ignore[attr-defined]
    return DBAPIError("SELECT", None, cause)


def of_file(name: str) -> DBAPIError:
    cause = sqlite3.OperationalError(SECRET)
    cause.sqlite_errorcode, cause.sqlite_errorname = getattr(sqlite3, name), name
    return DBAPIError("SELECT", None, cause)


def become(error: Exception, through: Any = translated) -> errors.StoreError:
    with pytest.raises(errors.StoreError) as raised, through():
        raise error
    assert SECRET not in str(raised.value)
    return raised.value


@pytest.mark.parametrize(("state", "expected"), SERVER.items(), ids=SERVER)
def test_an_error_of_the_server_says_what_failed(state: str, expected: tuple[type, str]) -> None:
    found = become(of_server(state))

    assert type(found) is expected[0]
    assert expected[1] in found.message


@pytest.mark.parametrize(("name", "expected"), FILE.items(), ids=FILE)
def test_an_error_of_the_file_names_its_operation(name: str, expected: type) -> None:
    found = become(of_file(name))

    assert type(found) is expected
    assert name.count("_") == 1 or isinstance(found, errors.DatabaseBusy) or name in found.message


@pytest.mark.parametrize("error", NETWORK, ids=lambda error: type(error).__name__)
def test_a_server_that_is_out_of_reach_says_why(error: OSError) -> None:
    assert NETWORK[error] in become(error, connecting).message


def test_waiting_in_vain_for_a_connection_is_said_so() -> None:
    assert "connections" in become(PoolTimeout()).message


@pytest.mark.parametrize("error", [of_server("08006"), of_server("57P01"), of_file("SQLITE_IOERR_FSYNC"), OSError()])
def test_a_commit_that_nobody_confirms_may_be_stored(error: Exception) -> None:
    assert isinstance(become(error, committing), errors.OutcomeUnknown)


@pytest.mark.parametrize("error", [of_server("53100"), of_file("SQLITE_FULL"), of_file("SQLITE_BUSY")])
def test_a_commit_that_is_refused_is_not(error: Exception) -> None:
    assert not isinstance(become(error, committing), errors.OutcomeUnknown)


async def test_a_folder_in_place_of_the_file(tmp_path: Path) -> None:
    db = Database.open(f"sqlite:///{tmp_path}")
    with pytest.raises(errors.DatabaseNotOpened):
        await record(db, actor("a"))
    await db.close()


@pytest.mark.parametrize(
    ("code", "expected"),
    [(sqlite3.SQLITE_FULL, errors.DatabaseFull), (sqlite3.SQLITE_IOERR_FSYNC, errors.OutcomeUnknown)],
)
async def test_a_disk_that_fails_and_is_mended(sqlite_url: str, code: int, expected: type) -> None:
    """given a disk that fails when a batch is committed; when it is mended; then the same batch is recorded once"""
    with Disk() as disk:
        db = Database.open(sqlite_url)
        await record(db, actor("a"))
        disk.refuses = lambda operation: code if operation.kind in (Kind.WRITE, Kind.SYNC) else 0
        with pytest.raises(expected):
            await record(db, actor("b"), key="k")
        disk.refuses = lambda operation: 0

        assert (await record(db, actor("b"), key="k")).last == 2
        assert await head(db) == 2
        await db.close()
