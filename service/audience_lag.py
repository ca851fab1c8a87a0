"""How far each audience is behind the record: how much of it was not looked at, and how long something waits that the
audience could open.

Usually that is nothing, or a moment: the server that publishes looks within a second, and when an embargo ends.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from domain.events import VisibilitySet
from domain.values.terms import Visibility
from store.db import limits
from store.db.connections import Connection, Database
from store.db.errors import StoreError
from store.read import audiences, disclosures, log
from store.read.disclosures import Seen
from store.write.audience_logs import Opened, that_can_be_given

_EVER = datetime(1, 1, 2, tzinfo=UTC)
"""Before every embargo."""


@dataclass(frozen=True, slots=True)
class AudienceLag:
    """`events`: of the record that were not looked at for the audience. `seconds`: for how long the oldest of those
    waits that it could open and has not; 0 where there is none. `withheld`: how many it could not be given so far.
    """

    events: int
    seconds: float
    withheld: int


async def audience_lags(
    conn: Connection, logs: Mapping[Visibility, Database], now: datetime
) -> dict[Visibility, AudienceLag]:
    """By audience, the widest first, at the head of the record. `logs` may lack some: then what waits there is taken to
    wait for nothing else. `now` (aware) is the clock by which embargoes end. Raises StoreError.
    """
    head, reached = (await log.head(conn)).position, await audiences.reached(conn)
    return {to: await _lag(conn, to, logs.get(to), head - at, Seen(now, at)) for to, at in reached.items()}


async def _lag(conn: Connection, audience: Visibility, db: Database | None, events: int, looked: Seen) -> AudienceLag:
    """`looked`: now, and the position up to which everything was looked at."""
    waiting = [each.at for each in await _withheld_and_open(conn, audience, db, looked)]
    waiting += await _not_looked_at(conn, audience, looked) if events > 0 else []
    seconds = (looked.now - min(waiting, default=looked.now)).total_seconds()
    return AudienceLag(max(0, events), max(0.0, seconds), await audiences.count_withheld(conn, audience))


async def _withheld_and_open(
    conn: Connection, audience: Visibility, db: Database | None, looked: Seen
) -> Sequence[Opened]:
    """Events that were withheld when they were looked at, and can be given: their embargo has ended, or that was said.
    The first ones, by their positions.
    """
    since, after = Seen(_EVER, looked.position), 0
    first = limits.GIVEN_AT_A_TIME
    while positions := await disclosures.to_be_opened(
        conn, audience, looked.now, since=since, after=after, first=first
    ):
        if found := await _could_be_given(db, await _opened(conn, positions)):
            return found
        after = positions[-1]
    return []


async def _opened(conn: Connection, positions: Sequence[int]) -> list[Opened]:
    """Those of these events, of which something is said, that are not better left."""
    entries = await log.by_positions(conn, positions)
    by_id = await disclosures.disclosed(conn, [entry.id for entry in entries.values()])
    said = {position: by_id[entry.id] for position, entry in entries.items()}
    for position in await disclosures.better_left(conn, said):
        del entries[position]
    actors = await audiences.speakers(conn, entries.values())
    return [Opened(entry, said[at].opens_at, actors[at]) for at, entry in entries.items()]


async def _could_be_given(db: Database | None, opened: Sequence[Opened]) -> Sequence[Opened]:
    """Without those that refer to something that the audience may not open."""
    if db is None or not opened:
        return opened
    try:
        return await that_can_be_given(db, opened)
    except StoreError:
        # They wait for the database at least.
        return opened


async def _not_looked_at(conn: Connection, audience: Visibility, looked: Seen) -> list[datetime]:
    """From when an audience could open what comes next in the record, as far as something of it is open."""
    after = looked.position
    while entries := await log.entries(conn, after=after, first=limits.GIVEN_AT_A_TIME):
        events = [entry for entry in entries if not isinstance(entry.event, VisibilitySet)]
        said = await disclosures.disclosed(conn, [entry.id for entry in events])
        opened = [
            said[entry.id].opens_at if entry.id in said else entry.recorded_at
            for entry in events
            if entry.id not in said or said[entry.id].disclosure.opens_to(audience, looked.now)
        ]
        if opened:
            return opened
        after = entries[-1].position
    return []
