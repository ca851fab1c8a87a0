"""Every audience is given what it may open, when it may open it: the record is followed for each of them.

An event that somebody may not open is never handed to his log, so no answer from there can depend on it.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from domain.events import VisibilitySet
from domain.events.disclosure import TO_ALL
from domain.values.terms import Visibility
from store.db import limits
from store.db.connections import Database
from store.db.errors import AudiencesMissing, NotAnAudience, StoreError
from store.read import audiences, log
from store.read.audiences import Disclosed
from store.read.change_feed import ChangeFeed
from store.read.entry import Entry
from store.write.audience_logs import Opened, begin_again, give, note_progress, register
from store.write.batch import in_parts

_LOOK_AGAIN_S = 60.0
_RETRY_S = 2.0
Progress = Callable[[int, int], None]
"""Called with the position reached and the head of the record."""


@dataclass(slots=True)
class _Audience:
    """`withheld`: the events up to `reached` that it has not been given, by id, with their positions in the record."""

    visibility: Visibility
    db: Database
    reached: int
    withheld: dict[str, int]
    looked_at: datetime | None = None
    """When it was last given what it may open; None: all that is withheld is to be looked at."""


@dataclass(slots=True)
class Publisher:
    """One for a record and the logs of its audiences. Two that run at the same time do not disturb each other."""

    record: Database
    logs: Mapping[Visibility, Database]
    clock: Callable[[], datetime]
    _said: list[Disclosed] = field(default_factory=list)
    _about: dict[str, Disclosed] = field(default_factory=dict)
    """The newest that was said about each event of which anything was said."""
    _audiences: list[_Audience] = field(default_factory=list)

    async def begin(self, progress: Progress = lambda reached, head: None) -> None:
        """Bring every log up to the record; one that is new is filled. Raises StoreError."""
        await register(self.record, self.logs)
        for visibility, db in self.logs.items():
            await self._begin_again_if_lost(visibility, db)
        async with self.record.read() as conn:
            reached = await audiences.reached(conn)
            for visibility, db in self.logs.items():
                positions = await audiences.withheld_from(conn, visibility)
                withheld = {entry.id: at for at, entry in (await log.by_positions(conn, positions)).items()}
                self._audiences.append(_Audience(visibility, db, reached[visibility], withheld))
        await self.publish(limits.GIVEN_AT_ONCE, progress)

    async def _begin_again_if_lost(self, visibility: Visibility, db: Database) -> None:
        """A log that was made anew, or is an older copy, is given everything once more: what it has is passed over."""
        async with db.read() as conn:
            head = (await log.head(conn)).position
        async with self.record.read() as conn:
            is_whole = await audiences.has_everything(conn, visibility, head)
        if not is_whole:
            await begin_again(self.record, visibility)

    async def publish(
        self, at_once: int = limits.GIVEN_AT_A_TIME, progress: Progress = lambda reached, head: None
    ) -> None:
        """Give every audience what it may open by now. Raises StoreError, once all have had their turn."""
        async with self.record.read() as conn:
            head = (await log.head(conn)).position
            news = await audiences.disclosed(conn, self._said[-1].position if self._said else 0)
        self._said += news
        self._about |= {id: each for each in news for id in each.events}
        failures = []
        for audience in self._audiences:
            try:
                await self._publish_to(audience, news, head, at_once)
            except StoreError as error:
                audience.looked_at = None
                failures.append(error)
            progress(audience.reached, head)
        if failures:
            raise failures[0]

    async def run(self, news: ChangeFeed, report: Callable[[Exception], None]) -> None:
        """Publish whenever the record has grown, or an embargo ends, until the feed is stopped."""
        while await self._woken(news):
            try:
                await self.publish()
            except Exception as error:
                # Whatever it was: it must not end here, and nobody notice that nothing is published any more.
                report(error)
                await asyncio.sleep(_RETRY_S)

    async def _woken(self, news: ChangeFeed) -> bool:
        reached = min(audience.reached for audience in self._audiences)
        try:
            return await asyncio.wait_for(news.beyond(reached), self._seconds_to_release())
        except TimeoutError:
            return True

    def _seconds_to_release(self) -> float:
        now = self.clock()
        ends = [(at - now).total_seconds() for each in self._said if (at := each.disclosure.release_at) and at > now]
        return min([_LOOK_AGAIN_S, *ends])

    async def _publish_to(self, audience: _Audience, news: Sequence[Disclosed], head: int, at_once: int) -> None:
        since, audience.looked_at = audience.looked_at, self.clock()
        others_may_follow = since is None or await self._give_withheld(audience, self._due(audience, news, since))
        # What is recorded after `head` waits: what is said of it may have been read only in part.
        while audience.reached < head:
            await self._follow(audience, head, at_once)
        # What was opened may have been all that something else waited for, and so on.
        while others_may_follow and audience.withheld:
            others_may_follow = await self._give_withheld(audience, audience.withheld)

    def _due(self, audience: _Audience, news: Sequence[Disclosed], since: datetime) -> Iterator[str]:
        """The withheld events of which something was said anew, and those whose embargo has ended."""
        now = self.clock()
        ended = (each for each in self._said if (end := each.disclosure.release_at) and since < end <= now)
        return (id for each in (*news, *ended) for id in each.events if id in audience.withheld)

    async def _give_withheld(self, audience: _Audience, ids: Iterable[str]) -> bool:
        """Whether any of these could be given."""
        positions = sorted({audience.withheld[id] for id in ids if self._may_open(audience, id)})
        any_given = False
        for part in in_parts(positions, limits.GIVEN_AT_A_TIME):
            async with self.record.read() as conn:
                entries = await log.by_positions(conn, part)
            left = await self._give(audience, entries.values())
            if given := entries.keys() - left:
                await note_progress(self.record, audience.visibility, audience.reached, (), given)
                any_given = True
            for position in given:
                del audience.withheld[entries[position].id]
        return any_given

    async def _follow(self, audience: _Audience, head: int, at_once: int) -> None:
        """Give what comes next in the record, up to `head`."""
        async with self.record.read() as conn:
            entries = await log.entries(conn, after=audience.reached, before=head + 1, first=at_once)
        events = [entry for entry in entries if not isinstance(entry.event, VisibilitySet)]
        may_open = [entry for entry in events if self._may_open(audience, entry.id)]
        given = {entry.position for entry in may_open} - await self._give(audience, may_open)
        withheld = {entry.id: entry.position for entry in events if entry.position not in given}
        await note_progress(self.record, audience.visibility, entries[-1].position, withheld.values(), ())
        audience.withheld |= withheld
        audience.reached = entries[-1].position

    async def _give(self, audience: _Audience, entries: Iterable[Entry]) -> set[int]:
        """In the order in which they could be opened. The positions of those that had to be left out."""
        opened = [Opened(entry, self._since(entry)) for entry in entries]
        ordered = sorted(opened, key=lambda each: (each.at, each.entry.position))
        return {each.entry.position for each in await give(audience.db, ordered)}

    def _may_open(self, audience: _Audience, id: str) -> bool:
        said = self._about.get(id)
        return (said.disclosure if said else TO_ALL).opens_to(audience.visibility, self.clock())

    def _since(self, entry: Entry) -> datetime:
        said = self._about.get(entry.id)
        if said is None:
            return entry.recorded_at
        return max(said.recorded_at, said.disclosure.release_at or said.recorded_at)


async def require_audiences(record: Database, kept_for: Collection[Visibility]) -> None:
    """Raises AudiencesMissing where something is withheld from somebody, and everybody would read it; StoreError."""
    async with record.read() as conn:
        if not kept_for and await audiences.withholds_anything(conn):
            raise AudiencesMissing


async def require_given(db: Database) -> None:
    """Raises NotAnAudience where a database is no log of an audience, such as the record itself; StoreError."""
    async with db.read() as conn:
        if await audiences.has_events_of_its_own(conn):
            raise NotAnAudience


async def given_by_others(record: Database, wanted: Collection[Visibility]) -> None:
    """Wait until another process has given these audiences what the record has now. Raises StoreError."""
    async with record.read() as conn:
        head = (await log.head(conn)).position
    while True:
        async with record.read() as conn:
            reached = await audiences.reached(conn)
        if all(reached.get(each, -1) >= head for each in wanted):
            return
        await asyncio.sleep(limits.POLL_S)


@asynccontextmanager
async def publishing(
    publisher: Publisher, news: ChangeFeed, progress: Progress, report: Callable[[Exception], None]
) -> AsyncIterator[None]:
    """Every audience has what it may open, and gets more as soon as it may, while the context lasts. The feed of the
    record is stopped with it. Raises StoreError.
    """
    await publisher.begin(progress)
    following = asyncio.create_task(publisher.run(news, report))
    try:
        yield
    finally:
        news.stop()
        await following
