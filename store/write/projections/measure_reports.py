"""The values that published series report, each with the edition that it belongs to."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import select

from domain.events import MeasureReported, content
from domain.values import edtf, knowledge
from store.db import tables
from store.db.columns import positions_listed
from store.db.connections import Connection
from store.read.entry import Entry
from store.write.rows import Row, insert_rows

_REPORT = tables.measure_report


async def write(conn: Connection, entries: Sequence[Entry]) -> None:
    """A correction stays in the edition of what it corrects; what has a `published` of its own counts from that."""
    reports = [(entry, event) for entry in entries if isinstance(event := content(entry.event), MeasureReported)]
    targets = [entry.target for entry, _ in reports if entry.target]
    editions = await _editions(conn, targets) if targets else {}
    rows = []
    for entry, event in reports:
        known, edition = editions.get(entry.target or 0, (entry.known, entry.position))
        own = event.published and knowledge.published_by(event.published)
        editions[entry.position] = own or known, edition
        rows.append(_row(entry, event, *editions[entry.position]))
    await insert_rows(conn, _REPORT, rows)


async def _editions(conn: Connection, positions: Iterable[int]) -> dict[int, tuple[datetime, int]]:
    query = select(_REPORT.c.position, _REPORT.c.edition_known, _REPORT.c.edition)
    rows = await conn.execute(query.where(_REPORT.c.position.in_(positions_listed(positions))))
    return {position: (known, edition) for position, known, edition in rows}


def _row(entry: Entry, event: MeasureReported, edition_known: datetime, edition: int) -> Row:
    measured, count = edtf.interval(event.occurred), event.count
    first = measured.earliest or measured.latest
    assert first is not None, "EDTF with both ends open is refused"
    return {
        "position": entry.position,
        "measure": event.measure,
        "place": event.place,
        "occurred": event.occurred,
        "day": first.date(),
        "known": entry.known,
        "edition_known": edition_known,
        "edition": edition,
        "source": event.source,
        "low": count.low,
        "best": count.best,
        "high": count.high,
        "qualifier": count.qualifier.value,
        "verbatim": count.verbatim,
    }
