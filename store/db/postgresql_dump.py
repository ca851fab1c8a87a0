"""A PostgreSQL database as one file, by pg_dump and pg_restore, and a look at the events in it."""

import hashlib
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sqlalchemy.engine import URL

from store.db.errors import DatabaseDamaged
from store.db.postgresql_tools import running, tool

HEADER = b"PGDMP"
"""The first bytes of pg_dump's custom format."""
_COPY = re.compile(rb"COPY \S*\bevent \((?P<columns>[^)]*)\) FROM stdin;")
_ESCAPED = re.compile(rb"\\(.)", re.DOTALL)
_ESCAPES = {b"b": b"\b", b"f": b"\f", b"n": b"\n", b"r": b"\r", b"t": b"\t", b"v": b"\v"}


class DumpedEvent(NamedTuple):
    """`is_whole`: the text of the event has the digest that was stored with it."""

    position: int
    is_whole: bool


def dump(url: URL, target: Path, server: int) -> None:
    """Write one state of the database to a file; others read and write meanwhile. Owners and rights are left out: those
    of the server into which it is restored hold. `server` is its major version. Raises StoreError.
    """
    words = ["--format=custom", "--no-owner", "--no-privileges", "--file"]
    with running([tool("pg_dump", server), *words, target], url):
        pass


def restore(url: URL, source: Path, server: int) -> None:
    """Fill an empty database, completely or not at all. Raises StoreError."""
    words = ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges"]
    with running([tool("pg_restore", server), *words, "--dbname", url.database or "", source], url):
        pass


def dumped_events(source: Path, server: int) -> Iterator[DumpedEvent]:
    """The events in a file that was dumped, in the order in which they lie there. Raises StoreError."""
    words = ["--data-only", "--table=event", "--file=-"]
    with running([tool("pg_restore", server), *words, source]) as output:
        columns: list[bytes] = []
        for line in output:
            if columns and line == b"\\.\n":
                columns = []
            elif columns:
                yield _event(columns, line)
            elif matched := _COPY.match(line):
                columns = matched["columns"].replace(b'"', b"").split(b", ")


def _event(columns: list[bytes], line: bytes) -> DumpedEvent:
    try:
        row = dict(zip(columns, line.rstrip(b"\n").split(b"\t"), strict=True))
        is_whole = hashlib.sha256(_plain(row[b"payload"])).hexdigest().encode() == row[b"sha256"]
        return DumpedEvent(int(row[b"position"]), is_whole)
    except (ValueError, KeyError) as error:
        raise DatabaseDamaged from error


def _plain(cell: bytes) -> bytes:
    """A value without the escapes of the text format of COPY (PostgreSQL's manual, COPY)."""
    return _ESCAPED.sub(lambda matched: _ESCAPES.get(matched[1], matched[1]), cell) if b"\\" in cell else cell
