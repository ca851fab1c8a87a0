"""The part of SQLite's C interface by which it reaches its files (https://sqlite.org/vfs.html), through ctypes.

Only what is watched is replaced; everything else stays SQLite's own.
"""

import _sqlite3
import ctypes
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_int64, c_void_p
from typing import Any

VfsPointer = c_void_p
FileName = c_void_p
"""Not c_char_p: SQLite keeps parameters in the memory behind the name, and a copy would have others there."""
OPEN = CFUNCTYPE(c_int, VfsPointer, FileName, c_void_p, c_int, POINTER(c_int))
DELETE = CFUNCTYPE(c_int, VfsPointer, FileName, c_int)
WRITE = CFUNCTYPE(c_int, c_void_p, c_void_p, c_int, c_int64)
TRUNCATE = CFUNCTYPE(c_int, c_void_p, c_int64)
SYNC = CFUNCTYPE(c_int, c_void_p, c_int)

WATCHED_FILES = 0x0100 | 0x0800 | 0x80000
"""SQLITE_OPEN_MAIN_DB, SQLITE_OPEN_MAIN_JOURNAL, SQLITE_OPEN_WAL."""


class Vfs(Structure):
    _fields_ = [
        ("version", c_int),
        ("file_size", c_int),
        ("path_max", c_int),
        ("next", c_void_p),
        ("name", c_char_p),
        ("data", c_void_p),
        ("open", OPEN),
        ("delete", DELETE),
        *((f"other_{number}", c_void_p) for number in range(14)),
    ]


class Methods(Structure):
    """Of an open file. A file begins with a pointer to its methods."""

    _fields_ = [
        ("version", c_int),
        ("close", c_void_p),
        ("read", c_void_p),
        ("write", WRITE),
        ("truncate", TRUNCATE),
        ("sync", SYNC),
        *((f"other_{number}", c_void_p) for number in range(13)),
    ]


class OpenFile(Structure):
    _fields_ = [("methods", POINTER(Methods))]


def library() -> Any:
    """The SQLite that the driver uses."""
    built_in = not hasattr(_sqlite3, "__file__")
    found = ctypes.CDLL(None if built_in else _sqlite3.__file__)
    found.sqlite3_vfs_find.restype = POINTER(Vfs)
    found.sqlite3_vfs_register.argtypes = [POINTER(Vfs), c_int]
    found.sqlite3_vfs_unregister.argtypes = [POINTER(Vfs)]
    return found


def copy_of(structure: Any) -> Any:
    made = type(structure)()
    ctypes.memmove(ctypes.byref(made), ctypes.byref(structure), ctypes.sizeof(structure))
    return made
