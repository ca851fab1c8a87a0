"""The imports on record: which file brought which events, worked out from the batches of the log.

An import is what one file brought in one run: consecutive batches of one moment, under keys with the name of the file.
Beside them only the number of rows that were refused is stored, so a log that is copied with its batches knows its
imports too.
"""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Integer, cast, func, select

from domain.events import (
    LASTING,
    ActorRegistered,
    EventCorrected,
    EventRetracted,
    PlaceChanged,
    PlaceRegistered,
    SourceRegistered,
)
from store.db import tables
from store.db.columns import positions_listed
from store.db.connections import Connection
from store.read.annulments import stands_at_head
from store.read.entry import Entry, entries_where

IMPORT, UNDO = "import:", "undo:"
"""How the keys of batches begin that a file brought, or that undo an import."""
_FILE_MARK = "/"
_NUMBER, _PART, _LAST_PART = "@", "+", "."
"""`import:DIGEST@41+/events.jsonl` is a part of import 41, with `.` its last one."""
_PART_KEY = re.compile(r"import:([^/@]*)@([0-9]{1,18})([+.])/")
_DESCRIPTIONS = (PlaceRegistered.TYPE, PlaceChanged.TYPE, ActorRegistered.TYPE, SourceRegistered.TYPE)
_NO_CLAIMS = (*_DESCRIPTIONS, EventCorrected.TYPE, EventRetracted.TYPE, *(each.TYPE for each in LASTING))


@dataclass(frozen=True, slots=True)
class Span:
    """The positions of the first and the last event that a file brought, and when it was loaded (UTC).

    Between the parts of a long file others may have written: `parts` are the positions that are its own, each run of
    them by its first and its last, in order. `is_whole`: its last part was recorded.
    """

    first: int
    last: int
    file: str | None
    recorded_at: datetime
    parts: tuple[tuple[int, int], ...] = ()
    is_whole: bool = True

    def has(self, position: int) -> bool:
        """Whether the event at this position is its own."""
        at = bisect_right(self.parts, (position, sys.maxsize))
        return bool(at) and position <= self.parts[at - 1][1]

    def joined(self, first: int, last: int, is_whole: bool) -> "Span":
        """With one more batch, after all others."""
        *before, (begin, end) = self.parts
        parts = (*before, (begin, last)) if end + 1 == first else (*self.parts, (first, last))
        return replace(self, last=last, parts=parts, is_whole=is_whole)


@dataclass(frozen=True, slots=True)
class PartOfImport:
    """What the key of a batch tells that is one part of a long file. `number` is that of the import."""

    digest: str
    file: str
    number: int
    is_last: bool

    @property
    def key(self) -> str:
        mark = _LAST_PART if self.is_last else _PART
        return f"{IMPORT}{self.digest}{_NUMBER}{self.number}{mark}{_FILE_MARK}{self.file}"

    @classmethod
    def of_key(cls, key: str) -> "PartOfImport | None":
        part = _PART_KEY.match(key)
        return cls(part[1], key[part.end() :], int(part[2]), part[3] == _LAST_PART) if part else None


@dataclass(frozen=True, slots=True)
class Import:
    """One import by its events. `span.first` is also its number.

    `known_from` and `known_to` (UTC) are the first and the last moment from which its sources say that they were
    known: its edition, or editions. None where they do not say. `claims`, `corrected`, `retracted` and `described`
    count its events by kind; `standing` counts those of its claims and corrections that stand at the head of the log.
    """

    span: Span
    recorded_by: str
    known_from: datetime | None
    known_to: datetime | None
    claims: int
    corrected: int
    retracted: int
    described: int
    standing: int
    refused: int | None
    """Rows; None where no report is on record, as of a log that was copied."""


def import_key(digest: str, file: str) -> str:
    """The key of a batch that a file brought. The name of the file is in it: by that its editions are told apart."""
    return f"{IMPORT}{digest}{_FILE_MARK}{file}"


def undo_key(first: int, head: int) -> str:
    """The key of a batch that undoes the import with this number; `head` is where the log ended before it."""
    return f"{UNDO}{first}{_FILE_MARK}{head}"


def file_of(key: str | None) -> str | None:
    """The name of the file by which a batch came, from its key; None where it was no import."""
    return key.partition(_FILE_MARK)[2] or None if key and key.startswith(IMPORT) else None


async def spans(conn: Connection) -> list[Span]:
    """Every import, the newest first. One statement, which reads a row for each batch of an import."""
    batch = tables.batch.c
    query = select(batch.first, batch.last, batch.key, batch.recorded_at).where(
        batch.key >= IMPORT, batch.key < _after(IMPORT)
    )
    found: dict[int, Span] = {}
    newest = 0
    for first, last, key, recorded_at in await conn.execute(query.order_by(batch.first)):
        part, file, before = PartOfImport.of_key(key), file_of(key), found.get(newest)
        goes_on = before and (before.last + 1, before.file, before.recorded_at) == (first, file, recorded_at)
        newest = part.number if part and part.number in found else newest if goes_on and not part else first
        is_whole = part is None or part.is_last
        begun = found.get(newest) or Span(first, last, file, recorded_at, ((first, last),))
        found[newest] = begun.joined(first, last, is_whole) if newest in found else replace(begun, is_whole=is_whole)
    return sorted(found.values(), key=lambda span: span.first, reverse=True)


async def imports(conn: Connection, *, before: int | None = None, first: int) -> list[Import]:
    """The newest imports, of those whose number is below `before`. Three statements."""
    chosen = list(islice((each for each in await spans(conn) if before is None or each.first < before), first))
    counted = await _counted(conn, chosen) if chosen else {}
    refused = await _refused(conn, [each.first for each in chosen])
    return [_import(each, counted[each.first], refused.get(each.first)) for each in chosen]


async def undo_acts(conn: Connection, positions: Iterable[int]) -> dict[int, list[Entry]]:
    """By the position of each event that an undo retracted: the retractions that do so. Others are left out."""
    act = tables.annulment.c
    query = select(act.target, act.position).where(
        act.target.in_(positions_listed(positions)),
        is_undone(act.target),
        stands_at_head(act.position),
        _is_of_undo(act.position),
    )
    targets = [(row.target, row.position) for row in await conn.execute(query.order_by(act.position))]
    acts = tables.event.c.position.in_(positions_listed(position for _, position in targets))
    entries = {entry.position: entry for entry in await entries_where(conn, acts)} if targets else {}
    found: dict[int, list[Entry]] = {}
    for target, position in targets:
        found.setdefault(target, []).append(entries[position])
    return found


def is_undone(position: Any) -> ColumnElement[bool]:
    """Whether the newest thing that annuls the event at a position, at the head of the log, is an undo."""
    annulled = tables.annulled.alias().c
    return select(annulled.position).where(annulled.position == position, _is_of_undo(annulled.by)).exists()


def _is_of_undo(position: Any) -> ColumnElement[bool]:
    batch = tables.batch.c
    undo = (batch.key >= UNDO) & (batch.key < _after(UNDO))
    return select(batch.first).where(position.between(batch.first, batch.last), undo).exists()


def _after(prefix: str) -> str:
    """Greater than every text that begins with the prefix, and smaller than all greater ones."""
    return prefix[:-1] + chr(ord(prefix[-1]) + 1)


async def _counted(conn: Connection, chosen: Sequence[Span]) -> dict[int, list[Any]]:
    """By number of the import: a row for each type of event."""
    event, batch = tables.event.c, tables.batch.c
    of_batch = event.position.between(batch.first, batch.last)
    dated = event.published.is_not(None)
    columns = (
        batch.first,
        event.type,
        func.count().label("events"),
        func.sum(cast(stands_at_head(event.position), Integer)).label("standing"),
        func.min(event.known).filter(dated).label("known_from"),
        func.max(event.known).filter(dated).label("known_to"),
        func.min(event.recorded_by).label("recorded_by"),
    )
    lowest, highest = chosen[-1].first, max(each.last for each in chosen)
    query = (
        select(*columns)
        .select_from(tables.batch.join(tables.event, of_batch))
        .where(batch.first.between(lowest, highest), batch.key >= IMPORT, batch.key < _after(IMPORT))
        .group_by(batch.first, event.type)
        .order_by(batch.first)
    )
    rows: dict[int, list[Any]] = {each.first: [] for each in chosen}
    parts = sorted((part, each.first) for each in chosen for part in each.parts)
    for row in await conn.execute(query):
        (_, last), number = parts[bisect_right(parts, row.first, key=lambda part: part[0][0]) - 1]
        if row.first <= last:
            rows[number].append(row)
    return rows


async def _refused(conn: Connection, numbers: Iterable[int]) -> dict[int, int]:
    report = tables.import_report.c
    query = select(report.first, report.refused).where(report.first.in_(positions_listed(numbers)))
    return dict((await conn.execute(query)).all())


def _import(span: Span, rows: Sequence[Any], refused: int | None) -> Import:
    claims = [row for row in rows if row.type not in _NO_CLAIMS]
    corrected = [row for row in rows if row.type == EventCorrected.TYPE]
    return Import(
        span=span,
        recorded_by=rows[0].recorded_by,
        known_from=min((row.known_from for row in (*claims, *corrected) if row.known_from), default=None),
        known_to=max((row.known_to for row in (*claims, *corrected) if row.known_to), default=None),
        claims=_events(claims),
        corrected=_events(corrected),
        retracted=_events(row for row in rows if row.type == EventRetracted.TYPE),
        described=_events(row for row in rows if row.type in _DESCRIPTIONS),
        standing=sum(row.standing for row in (*claims, *corrected)),
        refused=refused,
    )


def _events(rows: Iterable[Any]) -> int:
    return sum(row.events for row in rows)
