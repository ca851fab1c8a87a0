"""Sources as a position of the log describes them; never filtered by `knownOn`."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select

from domain.values.terms import Reliability
from store.db import tables
from store.db.columns import in_force, listed
from store.db.connections import Connection


@dataclass(frozen=True, slots=True)
class SourceRow:
    """`published` is the day on the document itself; `reliability` the Admiralty letter.

    `licence` and `credit` are the terms under which others may use it, None where they are not known.
    """

    id: str
    name: str
    publisher: str | None
    title: str | None
    url: str | None
    published: date | None
    reliability: Reliability | None
    affiliation: str | None
    sha256: str | None
    licence: str | None
    credit: str | None


_SOURCE = tables.source_version


def _query(position: int | None) -> Any:
    return select(_SOURCE).where(in_force(_SOURCE, position)).order_by(_SOURCE.c.source)


async def _rows(conn: Connection, statement: Any) -> list[SourceRow]:
    return [_row(row) for row in await conn.execute(statement)]


def _row(row: Any) -> SourceRow:
    return SourceRow(
        id=row.source,
        name=row.name,
        publisher=row.publisher,
        title=row.title,
        url=row.url,
        published=row.published,
        reliability=Reliability(row.reliability) if row.reliability else None,
        affiliation=row.affiliation,
        sha256=row.sha256,
        licence=row.licence,
        credit=row.credit,
    )


async def sources_by_ids(conn: Connection, ids: Iterable[str], *, position: int | None = None) -> dict[str, SourceRow]:
    rows = await _rows(conn, _query(position).where(_SOURCE.c.source.in_(listed(ids))))
    return {source.id: source for source in rows}


async def list_sources(
    conn: Connection, *, position: int | None = None, after: str | None = None, first: int
) -> list[SourceRow]:
    """In order of id, those after the id `after`."""
    return await _rows(conn, _query(position).where(_SOURCE.c.source > (after or "")).limit(first))


async def count_sources(conn: Connection, *, position: int | None = None) -> int:
    query = select(func.count()).select_from(_SOURCE).where(in_force(_SOURCE, position))
    return (await conn.execute(query)).scalar_one()
