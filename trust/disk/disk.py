"""Every write, truncation, deletion and fsync of SQLite's files in this process, noted, and refused on demand."""

import ctypes
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from trust.disk import sqlite_vfs as c


class Kind(StrEnum):
    WRITE = "write"
    TRUNCATE = "truncate"
    SYNC = "sync"
    DELETE = "delete"
    NOTE = "note"
    """Nothing that SQLite did: what whoever uses the database has heard by then."""


@dataclass(frozen=True, slots=True)
class Operation:
    """`at` is the first byte that is written, or the new size of a file that is cut."""

    kind: Kind
    file: str
    at: int = 0
    data: bytes = b""


class Disk:
    """Used by every connection that is opened within its context; all of them have to be closed before its end.

    `refuses` gives the result code with which an operation fails, or 0 where it is done.
    """

    def __init__(self) -> None:
        self.operations: list[Operation] = []
        self.refuses: Callable[[Operation], int] = lambda operation: 0
        self._library = c.library()
        self._real = self._library.sqlite3_vfs_find(None)
        self._names: dict[int, str] = {}
        self._methods: dict[int, c.Methods] = {}
        self._vfs = c.copy_of(self._real.contents)
        self._vfs.name = f"timeline-{id(self)}".encode()
        self._vfs.open, self._vfs.delete = c.OPEN(self._open), c.DELETE(self._delete)
        _KEPT.append(self)

    def __enter__(self) -> Self:
        self._library.sqlite3_vfs_register(ctypes.byref(self._vfs), 1)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._library.sqlite3_vfs_unregister(ctypes.byref(self._vfs))
        self._library.sqlite3_vfs_register(self._real, 1)

    def note(self, what: str) -> None:
        self.operations.append(Operation(Kind.NOTE, what))

    def _done(self, operation: Operation, do: Callable[[], int]) -> int:
        if code := self.refuses(operation):
            return code
        self.operations.append(operation)
        return do()

    def _open(self, _: Any, name: int, file: int, flags: int, out: Any) -> int:
        result: int = self._real.contents.open(ctypes.cast(self._real, ctypes.c_void_p), name, file, flags, out)
        if result == 0 and flags & c.WATCHED_FILES:
            opened = ctypes.cast(file, ctypes.POINTER(c.OpenFile)).contents
            self._names[file] = _file_name(name)
            opened.methods = ctypes.pointer(self._watched(opened.methods.contents))
        return result

    def _delete(self, _: Any, name: int, sync_folder: int) -> int:
        def delete() -> int:
            return int(self._real.contents.delete(ctypes.cast(self._real, ctypes.c_void_p), name, sync_folder))

        return self._done(Operation(Kind.DELETE, _file_name(name)), delete)

    def _watched(self, real: c.Methods) -> c.Methods:
        """Those methods, with these three in place of their own."""
        key = ctypes.addressof(real)
        if key in self._methods:
            return self._methods[key]

        def write(file: int, data: int, size: int, at: int) -> int:
            operation = Operation(Kind.WRITE, self._names[file], at, ctypes.string_at(data, size))
            return self._done(operation, lambda: real.write(file, data, size, at))

        def truncate(file: int, size: int) -> int:
            operation = Operation(Kind.TRUNCATE, self._names[file], size)
            return self._done(operation, lambda: real.truncate(file, size))

        def sync(file: int, flags: int) -> int:
            return self._done(Operation(Kind.SYNC, self._names[file]), lambda: real.sync(file, flags))

        found = self._methods[key] = c.copy_of(real)
        found.write, found.truncate, found.sync = c.WRITE(write), c.TRUNCATE(truncate), c.SYNC(sync)
        return found


def _file_name(at: int) -> str:
    return Path(ctypes.string_at(at).decode()).name


_KEPT: list[Any] = []
"""What C may still point to: a connection that somebody has left open uses it at its end."""
