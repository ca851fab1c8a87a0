"""One line of an exported log: the text of an event as it is stored, and behind it how it was recorded.

`{"type":...,"position":7,"recordedAt":"...","recordedBy":"...","batch":5,"key":"...",...,"lineSha256":"..."}`: an event
of the interchange format with more fields, which are in this order and last, so that the stored text can be cut out of
the line to the byte. `read_line(write_line(line)) == line`, and only what `write_line` gives is read.
"""

import hashlib
import json
from datetime import datetime
from typing import Annotated, Any, Self

from pydantic import AfterValidator, Field, model_validator

from domain.values import knowledge, limits
from domain.values.model import Model
from domain.values.problems import FieldError, Problem, Refused
from domain.values.text import encodable

Position = Annotated[int, Field(strict=True, ge=1, le=limits.POSITION_MAX)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


def _storable(text: str) -> str:
    if "\0" in text:
        raise FieldError("CONTROL_CHARACTER", "has the control character U+0000: it was damaged")
    return encodable(text)


class Recorded(Model):
    """How the log has an event. `recorded_at` is RFC 3339 in UTC, a batch is named by the position of its first event.

    `batch_sha256` is the digest of the batch as it was handed in, `event_sha256` that of the stored text. `head` stands
    in the last line of an export only: without it the end of the file is missing.
    """

    position: Position
    recorded_at: str
    recorded_by: Annotated[str, AfterValidator(_storable)]
    batch: Position
    key: Annotated[str, Field(pattern=r"^[ -~]+$")]
    batch_sha256: Sha256
    event_sha256: Sha256
    head: Position | None = None

    @property
    def moment(self) -> datetime:
        return knowledge.moment(self.recorded_at)

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if knowledge.written_moment(self.moment) != self.recorded_at:
            raise FieldError("IMPOSSIBLE_DATE", "recordedAt is a moment in UTC, as the log writes it")
        if self.batch > self.position:
            raise FieldError("BATCH_AFTER_EVENT", "the batch begins after the event")
        return self


_FIRST, _LAST = ',"position":', ',"lineSha256":"'
FIELDS = frozenset({*(field.alias or name for name, field in Recorded.model_fields.items()), "lineSha256"})
"""What a line has beside its event. No event has a field of one of these names."""


def write_line(payload: str, recorded: Recorded) -> str:
    """The line, without its end. `payload` is the stored text of the event, one JSON object."""
    fields = json.dumps(
        recorded.model_dump(by_alias=True, exclude_none=True), ensure_ascii=False, separators=(",", ":")
    )
    line = f"{payload[:-1]},{fields[1:-1]}"
    return f'{line}{_LAST}{hashlib.sha256(line.encode()).hexdigest()}"}}'


def read_line(line: str) -> tuple[str, Recorded]:
    """The stored text of the event and how it was recorded. Raises Refused where a byte of the line was changed."""
    at = line.rfind(_FIRST)
    if at < 0 or _LAST not in line[at:]:
        message = (
            "does not say how it was recorded: --restore takes what `timeline export` writes; leave --restore out to "
            "record these events anew"
        )
        raise Refused(Problem((), "NOT_EXPORTED", message))
    payload = line[:at] + "}"
    recorded = _recorded("{" + line[at + 1 :])
    if recorded is None or write_line(payload, recorded) != line:
        message = "was changed since it was exported, its digest does not fit: take another copy of the file"
        raise Refused(Problem((), "DAMAGED", message))
    if _sha256(payload) != recorded.event_sha256:
        message = (
            "was changed in the database from which it was exported: take an older export, or a copy of the database"
        )
        raise Refused(Problem(("eventSha256",), "DAMAGED_BEFORE", message))
    return payload, recorded


def is_recorded(record: object) -> bool:
    """Whether a JSON value is a line of an exported log, whatever wrote it anew since."""
    return isinstance(record, dict) and "recordedAt" in record


def without_recording(record: Any) -> Any:
    """The event alone, of a line of an exported log; any other value as it is."""
    return {name: value for name, value in record.items() if name not in FIELDS} if is_recorded(record) else record


def _recorded(text: str) -> Recorded | None:
    try:
        fields = json.loads(text)
        fields.pop("lineSha256")
        return Recorded.model_validate(fields)
    except (ValueError, KeyError, RecursionError):  # FieldError and ValidationError are ValueErrors
        return None


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
