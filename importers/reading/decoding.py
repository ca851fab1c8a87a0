"""The lines of a text file in whatever encoding it came, streamed. What was mended is named, never silent.

UTF-8 with or without a byte order mark, UTF-16, and a line in a Western one-byte encoding inside a file of
UTF-8 (cells pasted from elsewhere) are read. What is compressed is refused by name and not unpacked: so nothing can
unfold to more than it is.
"""

import io
import re
from collections import deque
from collections.abc import Iterator
from typing import BinaryIO

from domain.values.problems import Problem
from importers import limits

OTHER_ENCODING = "OTHER_ENCODING"
"""Repair: a line that is not UTF-8, taken for WINDOWS-1252."""
_NOT_WESTERN = re.compile(rb"[\xc0-\xff][\xa1-\xff][\xc0-\xff]")
"""Three letters in a row that are not of ASCII: hardly a Western word has them, and every Cyrillic or Arabic one."""
_NUL = ("NUL", "has a NUL byte: it was damaged when it was copied; get it anew")
_HALF = ("CUT_OFF", "has half a character: the file was cut off, or damaged when it was copied; get it anew")
_OTHER_SCRIPT = (
    "UNKNOWN_ENCODING",
    'is neither UTF-8 nor Western: name its encoding at the top of the mapping, encoding = "windows-1251" say',
)
_END = re.compile(rb"\r\n?|\n")
_WIDE = ("utf-16-le", "utf-16-be", "utf-16", "utf-32", "utf-32-le", "utf-32-be")
_MARKUP = (b"<!doctype", b"<html", b"<?xml")
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
BOM = b"\xef\xbb\xbf"
_REFUSED = {
    b"\x1f\x8b": ("COMPRESSED", "the file is compressed: gunzip -c FILE > PLAIN, then import that"),
    b"BZh": ("COMPRESSED", "the file is compressed: bunzip2 -c FILE > PLAIN, then import that"),
    b"\xfd7zXZ": ("COMPRESSED", "the file is compressed: xz -dc FILE > PLAIN, then import that"),
    b"(\xb5/\xfd": ("COMPRESSED", "the file is compressed: zstd -dc FILE > PLAIN, then import that"),
    b"PK\x03\x04": (
        "COMPRESSED",
        "the file is a ZIP archive and no workbook or shapefile: unpack it, then import what is in it",
    ),
    b"\xd0\xcf\x11\xe0": (
        "NOT_TEXT",
        "the file is an old Excel workbook, or one with a password: save it as XLSX without one, or as CSV UTF-8",
    ),
    b"SQLite format 3": ("NOT_TEXT", "the file is a database: export the table as CSV first"),
}


def whole_file_problem(file: BinaryIO, encoding: str | None = None) -> Problem | None:
    """Why the file cannot be read as text at all. Leaves it at its beginning."""
    first = _beginning(file)
    if problem := _other_than_text(first):
        return problem
    if not first.removeprefix(BOM).strip():
        return Problem((), "EMPTY_FILE", "there is nothing in the file: was it written, or copied, to its end?")
    if first.count(b"\0") > len(first) // 10 and not first.startswith(UTF_16) and encoding not in _WIDE:
        message = 'has NUL bytes: it is no text, or UTF-16 without a mark: say encoding = "utf-16-le" in the mapping'
        return Problem((), "NOT_TEXT", message)
    return None


def other_than_text(file: BinaryIO) -> Problem | None:
    """What the file is instead of text: compressed, a workbook, a web page. Leaves it at its beginning."""
    return _other_than_text(_beginning(file))


def _beginning(file: BinaryIO) -> bytes:
    first = file.read(4096)
    file.seek(0)
    return first


def _other_than_text(first: bytes) -> Problem | None:
    for beginning, fault in _REFUSED.items():
        if first.startswith(beginning):
            return Problem((), *fault)
    if first.lstrip(BOM + b" \r\n\t").lower().startswith(_MARKUP):
        return Problem((), "WEB_PAGE", "the file is a web page or XML and no table: get the data itself")
    return None


class LineTooLong(Exception):
    """Nobody meant this as one line. It was read to its end and not kept: the next line can be had."""

    problem = Problem(
        (),
        "TOO_LONG",
        f"one line has {limits.LINE_BYTES_MAX:,} bytes and more: has the file no line ends, or is a quotation mark "
        "never closed?",
    )


class TextLines(Iterator[str]):
    """Lines with their ends, CR, LF or both, for the csv module and others. `end` is the byte up to which was read;
    `number` counts from 1.

    Raises LineTooLong in the place of such a line. `ended` tells whether the last line had an end; `repairs` and
    `faults` are emptied by whoever reads them. A fault is why the row cannot be trusted.
    """

    def __init__(self, file: BinaryIO, encoding: str | None = None):
        first = file.read(len(BOM))
        file.seek(len(BOM) if first == BOM else 0)
        self._file = file
        self._encoding = encoding or "utf-8"
        wide = "utf-16" if first.startswith(UTF_16) else encoding if encoding in _WIDE else None
        self._text = io.TextIOWrapper(file, wide, errors="replace", newline="") if wide else None
        self._waiting: deque[bytes] = deque()
        self._again: str | None = None
        self.end = self.number = 0
        self.ended = True
        self.repairs: list[str] = []
        self.faults: list[Problem] = []

    def __next__(self) -> str:
        again, self._again = self._again, None
        line = again or (self._text.readline(limits.LINE_BYTES_MAX) if self._text else self._raw())
        if not line:
            raise StopIteration
        self.number += 1
        too_long = len(line) >= limits.LINE_BYTES_MAX and not _is_ended(line)
        self.ended = self._pass_over() if too_long else _is_ended(line)
        self.end = self._file.tell()
        if too_long:
            raise LineTooLong
        text = self._decoded(line) if isinstance(line, bytes) else line
        if "\0" in text:
            self.faults.append(Problem((), *_NUL))
        if self._text and "\ufffd" in text:
            self.faults.append(Problem((), *_HALF))
        return text

    def back(self, line: str) -> None:
        """Take back the line that was read last."""
        self._again = line
        self.number -= 1

    def close(self) -> None:
        """Leaves the file open for whoever opened it."""
        if self._text:
            self._text.detach()

    def _raw(self) -> bytes:
        """One line. What old spreadsheets end with CR alone comes in one piece, and is cut here."""
        if not self._waiting:
            read = self._piece(limits.LINE_BYTES_MAX)
            if b"\r" not in read.removesuffix(b"\r\n"):
                return read
            self._waiting.extend(read.replace(b"\r\n", b"\n").replace(b"\r", b"\n").splitlines(keepends=True))
            cut = len(read) >= limits.LINE_BYTES_MAX and not _is_ended(read)
            if cut and len(self._waiting) > 1:
                self._file.seek(-len(self._waiting.pop()), io.SEEK_CUR)
        return self._waiting.popleft() if self._waiting else b""

    def _piece(self, size: int) -> bytes:
        """Up to LF, or to about `size`, and never to between CR and LF."""
        read = self._file.readline(size)
        return read + self._file.readline(1) if read.endswith(b"\r") else read

    def _pass_over(self) -> bool:
        """Reads a line that is too long to its end, and tells whether it has one."""
        if self._text:
            while (text := self._text.readline(limits.CHUNK_BYTES)) and not _is_ended(text):
                pass
            return _is_ended(text)
        while read := self._piece(limits.CHUNK_BYTES):
            if found := _END.search(read):
                self._file.seek(found.end() - len(read), io.SEEK_CUR)
                return True
        return False

    def _decoded(self, raw: bytes) -> str:
        try:
            return raw.decode(self._encoding)
        except UnicodeDecodeError:
            if _NOT_WESTERN.search(raw):
                self.faults.append(Problem((), *_OTHER_SCRIPT))
            else:
                self.repairs.append(OTHER_ENCODING)
            return raw.decode("cp1252", errors="replace")


def _is_ended(line: str | bytes) -> bool:
    return line[-1:] in ("\n", "\r", b"\n", b"\r")
