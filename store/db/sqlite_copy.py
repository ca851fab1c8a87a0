"""A copy of an SQLite database, while others read and write it: one state of it, whole."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from store.db import limits
from store.db.driver_errors import file_error
from store.db.errors import DatabaseDamaged

HEADER = b"SQLite format 3\x00"
"""The first bytes of every SQLite database."""
COMPANIONS = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside a database that is in use. A database without its own is not whole."""
_PAGES_AT_ONCE = 1_000
_HEADER_BYTES = 100
_LARGEST_PAGE = 65_536
"""Of which the header has a 1."""


def copy(source: Path, target: Path, progress: Callable[[int, int], None]) -> None:
    """Write the state in which the source is now to the target, by SQLite's online backup.

    Never by copying the file: what was committed last lies in another file beside it. `progress` receives the pages
    that are done, and all pages. Raises StoreError and OSError.
    """
    with _driver_errors(), closing(_there(source)) as origin:
        # The state of this transaction is what is copied: without it the copy would begin anew after every commit.
        origin.execute("BEGIN")
        origin.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with closing(sqlite3.connect(target, isolation_level=None)) as written:
            origin.backup(
                written, pages=_PAGES_AT_ONCE, progress=lambda _, left, pages: progress(pages - left, pages), sleep=0
            )
            seal_connection(written)


def is_cut_off(file: Path) -> bool:
    """Whether a database has lost its end. SQLite reads what is missing of a page as zeros, which it may have been; how
    many pages there are, the header says (https://sqlite.org/fileformat.html#the_database_header).
    """
    with file.open("rb") as opened:
        header = opened.read(_HEADER_BYTES)
    page_bytes, pages = (int.from_bytes(header[start:end], "big") for start, end in ((16, 18), (28, 32)))
    return file.stat().st_size < (_LARGEST_PAGE if page_bytes == 1 else page_bytes) * pages


def seal(file: Path) -> None:
    """Make one file of a database that nobody else has open, so that it can be renamed or carried away."""
    with _driver_errors(), closing(sqlite3.connect(file, isolation_level=None)) as connection:
        seal_connection(connection)


def seal_connection(connection: sqlite3.Connection) -> None:
    connection.execute("PRAGMA synchronous=FULL")
    mode = connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0]
    if mode != "delete":
        raise sqlite3.OperationalError(f"the journal mode stayed {mode}")


def _there(file: Path) -> sqlite3.Connection:
    """For what is only read, and never made. SQLite writes where a server that was killed has left work beside it."""
    address = f"{file.absolute().as_uri()}?mode=rw"
    return sqlite3.connect(address, uri=True, isolation_level=None, timeout=limits.WRITE_TIMEOUT_S)


@contextmanager
def _driver_errors() -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise file_error(error) or DatabaseDamaged(str(error)) from error
