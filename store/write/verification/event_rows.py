"""Stored rows of the log, held against what an append of their texts would have written."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from functools import cache
from typing import Any, NamedTuple

from sqlalchemy import Dialect
from sqlalchemy.engine import URL

from domain.events import Event, EventCorrected, EventRetracted, stored, target
from domain.proofs.leaves import leaf_hashes
from store.db import tables
from store.read.entry import Entry, to_row
from store.write.entries import known_since
from store.write.rows import driver_values
from store.write.tree import leaf
from store.write.verification.finding import Code

_ACTS = (EventCorrected.TYPE, EventRetracted.TYPE)


class Fault(NamedTuple):
    position: int
    code: Code
    message: str


class Target(NamedTuple):
    """The event that a correction or a retraction names, as the log has it: its position, and when it was known."""

    position: int
    known: Any


class StoredRow(NamedTuple):
    """The columns of the table of events, each with the value that the driver gives."""

    position: int
    id: Any
    type: Any
    version: Any
    recorded_at: Any
    recorded_by: Any
    published: Any
    known: Any
    earliest: Any
    latest: Any
    occurred: Any
    source: Any
    target: Any
    payload: Any
    sha256: Any


class StoredBatch(NamedTuple):
    """Likewise of the table of batches, what the events of a batch have to fit."""

    first: int
    last: Any
    key: Any
    sha256: Any
    recorded_at: Any
    recorded_by: Any


class Recorded(NamedTuple):
    """A row, with the batch that it came in, and the hash that was put under the tree for it; None: there is none."""

    row: StoredRow
    batch: StoredBatch | None
    leaf: bytes | None


def faults(recorded: Sequence[Recorded], annulled: Mapping[str, Target], engine: str) -> list[Fault]:
    """What is wrong with the rows, the worst of each. `annulled` has what they correct or retract, by id; `engine` is
    the name of a driver of SQLAlchemy. Of plain data, so that another process can do it.
    """
    wrong: list[Fault] = []
    whole, expected = [], []
    for each in recorded:
        values = _read(each.row, annulled)
        if isinstance(values, Fault):
            wrong.append(values)
        else:
            whole.append(each)
            expected.append(values)
    if expected:
        written = driver_values(tables.event, expected, _dialect(engine))
        for each, typed, as_driven in zip(whole, expected, written, strict=True):
            fault = _differing(each.row, as_driven) if each.row != as_driven else _misplaced(each, typed)
            wrong += [fault] if fault else []
    return wrong


def _misplaced(recorded: Recorded, values: dict[str, Any]) -> Fault | None:
    """Whether the event fits its batch, and both the tree. `values` are those of the row, with their types."""
    row, batch, stored_leaf = recorded
    if batch is None:
        return None  # that the batch is missing is found where the batches are looked at
    if (row.recorded_at, row.recorded_by) != (batch.recorded_at, batch.recorded_by):
        message = "it was recorded at another moment, or by somebody else, than its batch says"
        return Fault(row.position, Code.BATCH_DIFFERS, message)
    if stored_leaf is None:
        return Fault(row.position, Code.TREE_DIFFERS, "the tree has no leaf for it: it was not recorded by an append")
    if leaf_hashes([leaf(values, batch._asdict())]) != [stored_leaf]:
        message = "the event, or its batch, is not what was put under the tree when it was recorded"
        return Fault(row.position, Code.TREE_DIFFERS, message)
    return None


@cache
def _dialect(engine: str) -> Dialect:
    return URL.create(engine).get_dialect()()


def _read(row: StoredRow, annulled: Mapping[str, Target]) -> dict[str, Any] | Fault:
    """What an append of its text would have written."""
    if not isinstance(row.payload, str):
        return Fault(row.position, Code.UNREADABLE, "the text of the event is no text")
    if hashlib.sha256(row.payload.encode(errors="replace")).hexdigest() != row.sha256:
        message = "the text of the event, or its SHA-256, is not the one that was recorded"
        return Fault(row.position, Code.PAYLOAD_CHANGED, message)
    try:
        event = stored.read(row.payload)
        return _expected(row, event, annulled.get(target(event) or ""))
    except Exception:  # text that was changed can fail anywhere
        message = "the text is no event that this version of the program can read, or a date of its row is none"
        return Fault(row.position, Code.UNREADABLE, message)


def _differing(row: StoredRow, expected: Sequence[Any]) -> Fault:
    pairs = zip(row._fields, row, expected, strict=True)
    names = ", ".join(name for name, value, wanted in pairs if value != wanted)
    return Fault(row.position, Code.COLUMNS_DIFFER, f"the text of the event says otherwise than its row: {names}")


def _expected(row: StoredRow, event: Event, annulled: Target | None) -> dict[str, Any]:
    recorded_at = _moment(row.recorded_at)
    known = known_since(event, recorded_at, _moment(annulled.known) if annulled else None)
    position = annulled.position if annulled else None
    values = to_row(Entry(row.position, event, recorded_at, row.recorded_by, row.payload, known, position))
    if row.version != values["version"]:
        # Text of an older version is raised to the current one as it is read.
        values["version"] = stored.version(row.payload)
    return values


def _moment(value: Any) -> datetime:
    """A moment (UTC) as the driver gives it. Raises ValueError, TypeError."""
    moment = value if isinstance(value, datetime) else datetime.fromisoformat(value)
    return moment.replace(tzinfo=UTC)


def targets(rows: Sequence[StoredRow]) -> set[str]:
    """The ids of what these correct or retract, as far as they say so."""
    found = set()
    for row in rows:
        if row.type in _ACTS:
            with suppress(ValueError, TypeError, KeyError):
                found.add(str(json.loads(row.payload)["event"]))
    return found
