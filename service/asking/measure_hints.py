"""Hints for an unknown series: an empty answer would look like days without a value."""

from domain.gazetteer.suggestions import suggestions
from store.db.connections import Connection
from store.read import measures


async def unmeasured(conn: Connection, measure: str, position: int) -> str | None:
    """The reason why no series has this id at a position of the log, with similar ids; None where one has.

    `knownOn` plays no part: a series without points yet, before it was first published, is no mistake.
    """
    if await measures.is_measured(conn, measure, position):
        return None
    alike = suggestions(measure, await measures.measure_ids(conn, position))
    meant = f"is {' or '.join(alike)} meant? All are" if alike else "all are"
    return f"no series has the id {measure}: {meant} listed by measures"
