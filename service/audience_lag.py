"""How far each audience is behind the record: how much of it was not looked at, and how long something waits that the
audience could open.

Usually that is nothing, or a moment: the server that publishes looks within a second, and when an embargo ends.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.events import VisibilitySet
from domain.events.disclosure import TO_ALL, disclosure_by
from domain.values.terms import Visibility
from store.db import limits
from store.db.connections import Connection, Database
from store.db.errors import StoreError
from store.read import audiences, log
from store.read.audiences import Disclosed
from store.read.entry import Entry
from store.write.audience_logs import Opened, that_can_be_given


@dataclass(frozen=True, slots=True)
class AudienceLag:
    """`events`: of the record that were not looked at for the audience. `seconds`: for how long the oldest of those
    waits that it could open and has not; 0 where there is none. `withheld`: how many it could not be given so far.
    """

    events: int
    seconds: float
    withheld: int


@dataclass(slots=True)
class AudienceLags:
    """Of one record. `logs` may lack some: then what waits there is taken to wait for nothing else.

    What was said about visibility is read once, and afterwards only what is new.
    """

    record: Database
    logs: Mapping[Visibility, Database]
    _read_to: int = 0
    _embargoed: dict[str, Disclosed] = field(default_factory=dict)
    """The newest that was said about events of which it names an embargo."""

    async def at(self, now: datetime) -> dict[Visibility, AudienceLag]:
        """By audience, the widest first. `now` (aware) is the clock by which embargoes end. Raises StoreError."""
        async with self.record.read() as conn:
            await self._learn(conn)
            head, reached = (await log.head(conn)).position, await audiences.reached(conn)
            return {to: await self._lag(conn, to, at, head, now) for to, at in reached.items()}

    async def _learn(self, conn: Connection) -> None:
        for said in await audiences.disclosed(conn, self._read_to):
            self._read_to = said.position
            for id in said.events:
                if said.disclosure.release_at:
                    self._embargoed[id] = said
                else:
                    self._embargoed.pop(id, None)

    async def _lag(self, conn: Connection, audience: Visibility, reached: int, head: int, now: datetime) -> AudienceLag:
        withheld = await audiences.withheld_from(conn, audience)
        waiting = await _not_looked_at(conn, audience, reached, now) if reached < head else []
        waiting += await self._ended_embargoes(conn, audience, withheld, now)
        oldest = min(waiting, default=now)
        return AudienceLag(max(0, head - reached), max(0.0, (now - oldest).total_seconds()), len(withheld))

    async def _ended_embargoes(
        self, conn: Connection, audience: Visibility, withheld: set[int], now: datetime
    ) -> list[datetime]:
        """When embargoes ended of which the events can be given, and were not."""
        ended = [id for id, said in self._embargoed.items() if said.disclosure.opens_to(audience, now)]
        entries = [entry for entry in (await log.by_ids(conn, ended)).values() if entry.position in withheld]
        gone = await audiences.taken_back(conn, [entry.position for entry in entries])
        actors = await audiences.speakers(conn, entries)
        opened = [
            Opened(entry, _since(self._embargoed[entry.id]), actors[entry.position])
            for entry in entries
            if entry.position not in gone
        ][: limits.GIVEN_AT_A_TIME]
        return [each.at for each in await _could_be_given(self.logs.get(audience), opened)]


async def _could_be_given(db: Database | None, opened: Sequence[Opened]) -> Sequence[Opened]:
    """Without those that refer to something that the audience may not open."""
    if db is None or not opened:
        return opened
    try:
        return await that_can_be_given(db, opened)
    except StoreError:
        # They wait for the database at least.
        return opened


async def _not_looked_at(conn: Connection, audience: Visibility, reached: int, now: datetime) -> list[datetime]:
    """From when an audience could open what comes next in the record, as far as something of it is open."""
    # What is said about an event comes after it.
    said = {id: each for each in await audiences.disclosed(conn, reached) for id in each.events}
    while entries := await log.entries(conn, after=reached, first=limits.GIVEN_AT_A_TIME):
        if opened := [*_open(entries, said, audience, now)]:
            return opened
        reached = entries[-1].position
    return []


def _open(
    entries: Iterable[Entry], said: Mapping[str, Disclosed], audience: Visibility, now: datetime
) -> Iterable[datetime]:
    for entry in entries:
        if isinstance(entry.event, VisibilitySet):
            about = Disclosed(entry.position, entry.recorded_at, (), disclosure_by(entry.event))
        else:
            about = said.get(entry.id) or Disclosed(entry.position, entry.recorded_at, (), TO_ALL)
        if about.disclosure.opens_to(audience, now):
            yield _since(about)


def _since(said: Disclosed) -> datetime:
    return max(said.recorded_at, said.disclosure.release_at or said.recorded_at)
