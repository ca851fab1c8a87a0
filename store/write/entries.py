"""Events as the log keeps them, each with the moment from which it is known."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from domain.events import Event, EventCorrected, publication
from domain.values import knowledge
from store.db import tables
from store.db.columns import positions_listed
from store.db.connections import Connection
from store.read.entry import Entry
from store.write.admission import Accepted


async def recorded_entries(
    conn: Connection, accepted: Sequence[Accepted], stamps: Sequence[tuple[datetime, str]]
) -> list[Entry]:
    """The accepted events, with the moment (UTC) at which each was recorded, and by whom.

    A correction is not known before what it corrects: otherwise both would count for a while.
    """
    known = await _known(conn, [each.target for each in accepted if each.target])
    entries = []
    for each, (recorded_at, by) in zip(accepted, stamps, strict=True):
        since = known_since(each.event, recorded_at, known[each.target] if each.target else None)
        known[each.position] = since
        entries.append(Entry(each.position, each.event, recorded_at, by, each.payload, since, each.target))
    return entries


def known_since(event: Event, recorded_at: datetime, target_known: datetime | None) -> datetime:
    """The moment from which an event counts. `target_known`: that of the event which it corrects or retracts."""
    since = knowledge.known_from(publication(event), recorded_at)
    return max(since, target_known) if isinstance(event, EventCorrected) and target_known else since


async def _known(conn: Connection, positions: Sequence[int]) -> dict[int, datetime]:
    if not positions:
        return {}
    event = tables.event.c
    query = select(event.position, event.known).where(event.position.in_(positions_listed(positions)))
    return dict((await conn.execute(query)).all())
