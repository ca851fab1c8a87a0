"""Under which terms what leaves here may be used: the sources of it, with their licences and attributions."""

from collections.abc import Iterable
from typing import Any

from store.db.connections import Connection
from store.read import sources
from store.read.sources import SourceRow

COLUMNS = ("source", "name", "publisher", "title", "url", "published", "licence", "attribution")


def terms_of(row: SourceRow) -> dict[str, Any]:
    """In the order of COLUMNS. `licence` null: the terms are not known, which is no permission."""
    return {
        "source": row.id,
        "name": row.name,
        "publisher": row.publisher,
        "title": row.title,
        "url": row.url,
        "published": row.published and row.published.isoformat(),
        "licence": row.licence,
        "attribution": row.credit,
    }


async def of_sources(conn: Connection, ids: Iterable[str], position: int) -> list[dict[str, Any]]:
    """The terms of these sources as they were registered at a position of the log, in order of id."""
    rows = await sources.sources_by_ids(conn, ids, position=position)
    return [terms_of(rows[id]) for id in sorted(rows)]
