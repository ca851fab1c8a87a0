"""The lines of an exported log, to restore it: every byte is checked, and the first fault refuses the file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from domain.events import Event, interchange
from domain.events.log_line import Recorded, read_line
from domain.values.problems import Problem, Refused
from importers import limits
from importers.reading.decoding import BOM

_NO_WHOLE_LINE = "is cut off or no text, or it is too long for a line of an export: take another copy of the file"
_WITHOUT_END = (
    "the end of the file is missing: its last line does not say that the log ended there; take the whole file"
)
_EMPTY = "there is nothing in the file: an export of a log with events is wanted"


@dataclass(frozen=True, slots=True)
class ExportedLine:
    """`number` counts from 1, `end` is the byte of the file up to which it was read, `payload` the stored text."""

    number: int
    end: int
    event: Event
    payload: str
    recorded: Recorded


def lines(file: BinaryIO) -> Iterator[ExportedLine]:
    """The log from its first position to its head, in order. Raises Refused, with the number of the line as path."""
    number = end = 0
    before: Recorded | None = None
    while raw := file.readline(limits.EXPORTED_LINE_BYTES_MAX):
        number, end = number + 1, end + len(raw)
        try:
            line = _line(number, end, raw.removeprefix(BOM) if number == 1 else raw)
            _check_order(before, line.recorded)
        except Refused as refusal:
            raise Refused(*(problem.under(str(number)) for problem in refusal.problems)) from None
        before = line.recorded
        yield line
    if before is None:
        raise Refused(Problem(("1",), "EMPTY_FILE", _EMPTY))
    if before.head is None:
        raise Refused(Problem((str(number),), "CUT_OFF", _WITHOUT_END))


def _line(number: int, end: int, raw: bytes) -> ExportedLine:
    try:
        text = raw.decode().rstrip("\r\n")
    except UnicodeDecodeError:
        raise Refused(Problem((), "CUT_OFF", _NO_WHOLE_LINE)) from None
    if not text.endswith("}"):
        raise Refused(Problem((), "CUT_OFF", _NO_WHOLE_LINE))
    payload, recorded = read_line(text)
    return ExportedLine(number, end, interchange.read(payload), payload, recorded)


def _check_order(before: Recorded | None, recorded: Recorded) -> None:
    """Raises Refused where a position is missing or out of order, or a batch is not what its other events say."""
    expected = before.position + 1 if before else 1
    if recorded.position != expected:
        message = (
            f"position {expected} is missing, {recorded.position} stands in its place: lines were lost or moved, or "
            "it is an export with --after; take an export of the whole log"
        )
        raise Refused(Problem(("position",), "NOT_THE_NEXT", message))
    if recorded.batch != expected and (before is None or not _in_one_batch(before, recorded)):
        message = "is of another batch than the event before it, and does not begin one: take another copy of the file"
        raise Refused(Problem(("batch",), "NOT_THE_BATCH", message))
    if recorded.head not in (None, recorded.position):
        raise Refused(Problem(("head",), "NOT_THE_HEAD", "the log ended elsewhere: take another copy of the file"))


def _in_one_batch(before: Recorded, recorded: Recorded) -> bool:
    return all(
        getattr(before, name) == getattr(recorded, name)
        for name in ("batch", "key", "batch_sha256", "recorded_at", "recorded_by")
    )
