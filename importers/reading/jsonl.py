"""The interchange format in a file: JSON Lines, one event a line, UTF-8. Streamed: a file may be larger than memory.

Windows line ends, a byte order mark and blank lines are tolerated. Everything else that is not an event is reported
with its line, and reading goes on, so that one run names every bad line. Only a file that is not UTF-8 text at all,
or not one object a line, is given up at its first line.
"""

import json
from collections.abc import Iterator
from typing import BinaryIO

from domain.events import VisibilitySet, interchange
from domain.events.log_line import is_recorded, without_recording
from domain.values import limits as domain_limits
from domain.values.problems import Problem, Refused
from importers import limits
from importers.reading.decoding import BOM, other_than_text
from importers.reading.line import Line

_UTF_16 = {
    b"\xff\xfe": ("NOT_UTF_8", "the file is UTF-16: save it as UTF-8, or convert it: iconv -f UTF-16 -t UTF-8"),
    b"\xfe\xff": ("NOT_UTF_8", "the file is UTF-16: save it as UTF-8, or convert it: iconv -f UTF-16 -t UTF-8"),
    b"{\0": ("NOT_UTF_8", "the file is UTF-16: save it as UTF-8, or convert it: iconv -f UTF-16LE -t UTF-8"),
    b"\0{": ("NOT_UTF_8", "the file is UTF-16: save it as UTF-8, or convert it: iconv -f UTF-16BE -t UTF-8"),
}
_NUL = ("NOT_TEXT", "has NUL bytes: it is no text, or it was damaged when it was copied; get the file anew")
_ONE_OBJECT_A_LINE = (
    "NOT_JSON_LINES",
    "the file is JSON over several lines; one event a line is wanted: jq -c '.[]' FILE makes that of an array",
)
_COMMENT = ("COMMENT", "JSON Lines has no comments: remove the line, or put the text into the `note` of an event")
_CUT_OFF = ("CUT_OFF", "the last line is cut off in the middle: get the whole file, or remove what is left of the line")
_LATIN = ", or convert it if it is in a Western one-byte encoding: iconv -f WINDOWS-1252 -t UTF-8"


def lines(file: BinaryIO) -> Iterator[Line]:
    """Every line that is not blank. A file that cannot be read at all gives one line that says why."""
    if problem := other_than_text(file):
        yield Line(1, 0, problems=(problem,))
        return
    for number, (raw, end) in enumerate(_raw_lines(file), start=1):
        text = raw.removeprefix(BOM) if number == 1 else raw
        if number == 1 and (problem := _not_json_lines(text)):
            yield Line(number, end, problems=(problem,))
            return
        if text.strip():
            yield _line(number, end, text)


def _raw_lines(file: BinaryIO) -> Iterator[tuple[bytes, int]]:
    """Each line with the byte after it. Of a line that is too long only so much as shows it."""
    longest = domain_limits.EVENT_BYTES_MAX + len(BOM) + len(b"\r\n")
    end = 0
    while raw := file.readline(longest):
        end += len(raw)
        if len(raw) == longest:
            end += _rest_of_line(file, raw)
        yield raw, end


def _rest_of_line(file: BinaryIO, raw: bytes) -> int:
    length = 0
    while raw and not raw.endswith(b"\n"):
        raw = file.readline(limits.CHUNK_BYTES)
        length += len(raw)
    return length


def _not_json_lines(first: bytes) -> Problem | None:
    for beginning, fault in _UTF_16.items():
        if first.startswith(beginning):
            return Problem((), *fault)
    if first.startswith(b"\0"):
        return Problem((), *_NUL)
    return Problem((), *_ONE_OBJECT_A_LINE) if first.strip() in (b"[", b"{") else None


def _line(number: int, end: int, raw: bytes) -> Line:
    text = raw.strip()
    if text.startswith(b"#"):
        return Line(number, end, problems=(Problem((), *_COMMENT),))
    try:
        record = interchange.load(text)
        event = interchange.parse(without_recording(record))
        return Line(number, end, (event,), exported=is_recorded(record))
    except Refused as refusal:
        problems = tuple(_explained(problem, raw) for problem in refusal.problems)
        return Line(number, end, problems=problems, withholds=_seems_to_withhold(text))


def _seems_to_withhold(text: bytes) -> bool:
    """Whether a line that cannot be read may say who may open others: cut off, or with its letters escaped."""
    try:
        return bool(json.loads(text)["type"] == VisibilitySet.TYPE)
    except (ValueError, KeyError, TypeError, RecursionError):
        return b"Visib" in text or b"\\u" in text.partition(b",")[0]


def _explained(problem: Problem, raw: bytes) -> Problem:
    """Only the last line can lack its end: the file was not written, or not copied, to its end."""
    if b"\0" in raw:
        return Problem((), *_NUL)
    if problem.code in ("NOT_JSON", "NOT_UTF_8") and not raw.endswith(b"\n"):
        return Problem((), *_CUT_OFF)
    if problem.code == "NOT_UTF_8":
        return Problem((), problem.code, problem.message + _LATIN)
    return problem
