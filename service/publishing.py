"""Every audience is given what it may open, when it may open it: the record is followed for each of them.

An event that somebody may not open is never handed to his log, so no answer from there can depend on it.
"""

import asyncio
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.events import VisibilitySet
from domain.events.disclosure import TO_ALL
from domain.values.terms import Visibility
from store.db import limits
from store.db.connections import Database
from store.db.errors import AudiencesMissing, NotAnAudience
from store.read import audiences, log
from store.read.audiences import Disclosed, TakenBack
from store.read.change_feed import ChangeFeed
from store.read.entry import Entry
from store.write.audience_logs import Opened, begin_again, give, note_filled, note_progress, register
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
    embargoes: list[Disclosed] = field(default_factory=list)
    """Those that have not ended yet."""
    is_known: bool = False
    """Whether all that is withheld has been looked at, so that only what changes need be."""
    is_filled: bool = False
    """Whether its log says that it has been given everything once."""


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
        found = []
        async with self.record.read() as conn:
            reached = await audiences.reached(conn)
            for visibility, db in self.logs.items():
                positions = await audiences.withheld_from(conn, visibility)
                withheld = {entry.id: at for at, entry in (await log.by_positions(conn, positions)).items()}
                found.append(_Audience(visibility, db, reached[visibility], withheld))
        self._audiences = found
        await self.publish(limits.GIVEN_AT_ONCE, progress)

    async def _begin_again_if_lost(self, visibility: Visibility, db: Database) -> None:
        """A log that was made anew, or is an older copy, is given everything once more: what it has is passed over."""
        async with db.read() as conn:
            head = (await log.head(conn)).position
        async with self.record.read() as conn:
            is_whole = await audiences.has_everything(conn, visibility, head)
        if not is_whole:
            await begin_again(self.record, visibility, db)

    async def publish(
        self, at_once: int = limits.GIVEN_AT_A_TIME, progress: Progress = lambda reached, head: None
    ) -> None:
        """Give every audience what it may open by now. Raises an error, once all have had their turn."""
        # Before it is read what is said: an embargo that was moved meanwhile must not end by an older word.
        now = self.clock()
        async with self.record.read() as conn:
            head = (await log.head(conn)).position
            news = await audiences.disclosed(conn, self._said[-1].position if self._said else 0)
        self._said += news
        self._about |= {id: each for each in news for id in each.events}
        failures = []
        for audience in self._audiences:
            try:
                await _Round(self, audience, now).publish(news, head, at_once)
                if not audience.is_filled:
                    await note_filled(audience.db)
                    audience.is_filled = True
            except Exception as error:
                audience.is_known = False
                failures.append(error)
            progress(audience.reached, head)
        if failures:
            raise failures[0]

    def disclosure(self, id: str) -> Disclosed | None:
        """The newest that was said about an event; None: nothing was."""
        return self._about.get(id)

    async def run(self, news: ChangeFeed, report: Callable[[Exception], None]) -> None:
        """Publish whenever the record has grown, or an embargo ends, until the feed is stopped; first `begin`, where
        that has failed.
        """
        while await self._woken(news):
            try:
                await (self.publish() if self._audiences else self.begin())
            except Exception as error:
                # Whatever it was: it must not end here, and nobody notice that nothing is published any more.
                report(error)
                await asyncio.sleep(_RETRY_S)

    async def _woken(self, news: ChangeFeed) -> bool:
        reached = min((audience.reached for audience in self._audiences), default=-1)
        try:
            return await asyncio.wait_for(news.beyond(reached), self._seconds_to_release())
        except TimeoutError:
            return True

    def _seconds_to_release(self) -> float:
        now = self.clock()
        ends = [(at - now).total_seconds() for each in self._said if (at := each.disclosure.release_at) and at > now]
        return min([_LOOK_AGAIN_S, *ends])


@dataclass(frozen=True, slots=True)
class _Round:
    """What an audience may open at a moment, and has not got."""

    publisher: Publisher
    audience: _Audience
    now: datetime

    async def publish(self, news: Sequence[Disclosed], head: int, at_once: int) -> None:
        """`news`: what was said about visibility since the last round; all of it is known for events up to `head`."""
        audience = self.audience
        others_may_follow = not audience.is_known or await self._give_withheld(self._due(news))
        while audience.reached < head:
            await self._follow(head, at_once)
        # What was opened may have been all that something else waited for, and so on.
        while others_may_follow and audience.withheld:
            others_may_follow = await self._give_withheld(audience.withheld)
        audience.embargoes = [each for each in (*audience.embargoes, *news) if self._lasts(each)]
        audience.is_known = True

    def _lasts(self, said: Disclosed) -> bool:
        return said.disclosure.release_at is not None and said.disclosure.release_at > self.now

    def _due(self, news: Sequence[Disclosed]) -> Iterator[str]:
        """The withheld events of which something was said anew, and those whose embargo has ended."""
        ended = (each for each in self.audience.embargoes if not self._lasts(each))
        return (id for each in (*news, *ended) for id in each.events if id in self.audience.withheld)

    async def _give_withheld(self, ids: Iterable[str]) -> bool:
        """Whether any of these could be given."""
        record, audience = self.publisher.record, self.audience
        positions = sorted({audience.withheld[id] for id in ids if self._may_open(id)})
        any_given = False
        for part in in_parts(positions, limits.GIVEN_AT_A_TIME):
            async with record.read() as conn:
                entries = await log.by_positions(conn, part)
            given = await self._give(entries.values(), waited=True)
            if given:
                await note_progress(record, audience.visibility, audience.reached, (), given)
                any_given = True
            for position in given:
                del audience.withheld[entries[position].id]
        return any_given

    async def _follow(self, head: int, at_once: int) -> None:
        """Give what comes next in the record, up to `head`."""
        record, audience = self.publisher.record, self.audience
        async with record.read() as conn:
            entries = await log.entries(conn, after=audience.reached, before=head + 1, first=at_once)
        events = [entry for entry in entries if not isinstance(entry.event, VisibilitySet)]
        may_open = [entry for entry in events if self._may_open(entry.id)]
        given = await self._give(may_open, waited=False)
        withheld = {entry.id: entry.position for entry in events if entry.position not in given}
        await note_progress(record, audience.visibility, entries[-1].position, withheld.values(), ())
        audience.withheld |= withheld
        audience.reached = entries[-1].position

    async def _give(self, entries: Collection[Entry], *, waited: bool) -> set[int]:
        """In the order in which they could be opened. Returns the positions of those that could be given."""
        async with self.publisher.record.read() as conn:
            actors = await audiences.speakers(conn, entries)
            taken_back = await audiences.taken_back(conn, [entry.position for entry in entries])
        opened = [
            Opened(entry, self._since(entry, waited), actors[entry.position])
            for entry in entries
            if not self._is_better_left(entry, taken_back.get(entry.position))
        ]
        ordered = sorted(opened, key=lambda each: (each.at, each.entry.position))
        left = {each.entry.position for each in await give(self.audience.db, ordered)}
        return {each.entry.position for each in opened} - left

    def _may_open(self, id: str) -> bool:
        said = self.publisher.disclosure(id)
        return (said.disclosure if said else TO_ALL).opens_to(self.audience.visibility, self.now)

    def _is_better_left(self, entry: Entry, taken_back: TakenBack | None) -> bool:
        """Whether it was corrected or retracted before it could be opened: then it comes out only if that was said
        afterwards, in so many words.
        """
        said = self.publisher.disclosure(entry.id)
        if said is None or taken_back is None:
            return False
        return taken_back.at < self._since(entry, waited=True) and said.position < taken_back.by

    def _since(self, entry: Entry, waited: bool) -> datetime:
        """From when the audience may open it; `waited`: it could not when it was recorded."""
        said = self.publisher.disclosure(entry.id)
        if said is None:
            return self.now if waited else entry.recorded_at
        return max(said.recorded_at, said.disclosure.release_at or said.recorded_at)


async def require_audiences(record: Database, kept_for: Collection[Visibility]) -> None:
    """Raises AudiencesMissing where something is withheld from somebody, and everybody would read it; StoreError."""
    async with record.read() as conn:
        if not kept_for and await audiences.withholds_anything(conn):
            raise AudiencesMissing


async def require_log_of(audience: Visibility, db: Database) -> None:
    """Raises NotAnAudience where a database is not the log of an audience, but the record or another's; StoreError."""
    async with db.read() as conn:
        if not await audiences.is_log_of(conn, audience):
            raise NotAnAudience
