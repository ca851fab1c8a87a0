"""What is said of a series that is not there: an empty answer would look like days without a number."""

from domain.gazetteer.suggestions import suggestions
from store.db.connections import Connection
from store.read import measures


async def unmeasured(conn: Connection, measure: str, position: int) -> str | None:
    """Why nothing is measured under this id at a position of the log, with those like it; None where something is.

    `knownOn` is not asked: before a series was first published it has no points, and is no mistake.
    """
    if await measures.is_measured(conn, measure, position):
        return None
    alike = suggestions(measure, await measures.measure_ids(conn, position))
    meant = f"is {' or '.join(alike)} meant? All are" if alike else "all are"
    return f"no series has the id {measure}: {meant} listed by measures"
