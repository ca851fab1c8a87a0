"""The lines of a text file in whatever encoding it came, streamed. What was mended is named, never silent.

UTF-8 with or without a byte order mark, UTF-16 with one, and a line in a Western one-byte encoding inside a file of
UTF-8 (cells pasted from elsewhere) are read. What is compressed is refused by name and not unpacked: so nothing can
unfold to more than it is.
"""

import io
from collections.abc import Iterator
from typing import Any, BinaryIO

from domain.problems import Problem
from importers import limits

OTHER_ENCODING = "OTHER_ENCODING"
"""Repair: a line that is not UTF-8, taken for WINDOWS-1252."""
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
BOM = b"\xef\xbb\xbf"
_REFUSED = {
    b"\x1f\x8b": ("COMPRESSED", "the file is compressed: gunzip -c FILE > PLAIN, then import that"),
    b"BZh": ("COMPRESSED", "the file is compressed: bunzip2 -c FILE > PLAIN, then import that"),
    b"\xfd7zXZ": ("COMPRESSED", "the file is compressed: xz -dc FILE > PLAIN, then import that"),
    b"(\xb5/\xfd": ("COMPRESSED", "the file is compressed: zstd -dc FILE > PLAIN, then import that"),
    b"PK\x03\x04": (
        "COMPRESSED",
        "the file is a ZIP archive, or a workbook: unpack it, or save the sheet as CSV UTF-8",
    ),
    b"\xd0\xcf\x11\xe0": ("NOT_TEXT", "the file is an old Excel workbook: save the sheet as CSV UTF-8"),
    b"PAR1": ("NOT_TEXT", "the file is Parquet: write it as CSV or JSON Lines first"),
    b"SQLite format 3": ("NOT_TEXT", "the file is a database: export the table as CSV first"),
}


def whole_file_problem(file: BinaryIO) -> Problem | None:
    """Why the file cannot be read as text at all. Leaves it at its beginning."""
    first = file.read(4096)
    file.seek(0)
    for beginning, told in _REFUSED.items():
        if first.startswith(beginning):
            return Problem((), *told)
    if not first.strip():
        return Problem((), "EMPTY_FILE", "there is nothing in the file: was it written, or copied, to its end?")
    if b"\0" in first and not first.startswith(_UTF_16):
        return Problem((), "NOT_TEXT", "has NUL bytes: it is no text, or it was damaged when it was copied")
    return None


class LineTooLong(Exception):
    """Nobody meant this as one line. It was read to its end and not kept: the next line can be had."""

    problem = Problem(
        (), "TOO_LONG", f"one line has {limits.LINE_BYTES_MAX:,} bytes and more: is the file written without line ends?"
    )


class TextLines(Iterator[str]):
    """Lines with their ends, for the csv module and others. `end` is the byte after the last; `number` counts from 1.

    Raises LineTooLong in the place of such a line. `ended` tells whether the last line had an end; `repairs` is emptied
    by whoever reads it.
    """

    def __init__(self, file: BinaryIO, encoding: str | None = None):
        first = file.read(len(BOM))
        file.seek(len(BOM) if first == BOM else 0)
        self._file = file
        self._encoding = encoding or "utf-8"
        self._text = io.TextIOWrapper(file, "utf-16", newline="") if first.startswith(_UTF_16) else None
        self.end = self.number = 0
        self.ended = True
        self.repairs: list[str] = []

    def __next__(self) -> str:
        file: Any = self._text or self._file
        line = file.readline(limits.LINE_BYTES_MAX)
        if not line:
            raise StopIteration
        self.number += 1
        is_whole = len(line) < limits.LINE_BYTES_MAX or _is_ended(line)
        if not is_whole:
            while (rest := file.readline(limits.CHUNK_BYTES)) and not _is_ended(rest):
                pass
        self.ended = _is_ended(line if is_whole else rest)
        self.end = self._file.tell()
        if not is_whole:
            raise LineTooLong
        return line if self._text else self._decoded(line)

    def close(self) -> None:
        """Leaves the file open for whoever opened it."""
        if self._text:
            self._text.detach()

    def _decoded(self, raw: bytes) -> str:
        try:
            return raw.decode(self._encoding)
        except UnicodeDecodeError:
            self.repairs.append(OTHER_ENCODING)
            return raw.decode("cp1252", errors="replace")


def _is_ended(line: str | bytes) -> bool:
    return line[-1:] in ("\n", "\r", b"\n", b"\r")
