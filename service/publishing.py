"""Every audience is given what it may open, when it may open it: the record is followed for each of them.

An event that somebody may not open is never handed to his log, so no answer from there can depend on it.
"""

import asyncio
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from domain.events import VisibilitySet
from domain.events.disclosure import TO_ALL
from domain.values.terms import Visibility
from store.db import limits
from store.db.connections import Connection, Database
from store.db.errors import AudiencesMissing, DamagedProjection, NotAnAudience, StoreError
from store.read import audiences, disclosures, log
from store.read.change_feed import ChangeFeed
from store.read.disclosures import Disclosed, Seen
from store.read.entry import Entry
from store.write.audience_logs import Opened, begin_again, give, note_filled, note_progress, register

_LOOK_AGAIN_S = 60.0
_LOOK_SOON_S = 0.01
_RETRY_S = 2.0
Progress = Callable[[int, int], None]
"""Called with the position reached and the head of the record."""


class _Disclosable(NamedTuple):
    """An event of the record, and the newest that was said of who may open it; None: nothing was."""

    entry: Entry
    said: Disclosed | None


@dataclass(slots=True)
class _Audience:
    """`reached`: the position of the record up to which everything was looked at for it."""

    visibility: Visibility
    db: Database
    reached: int
    seen: Seen | None = None
    """Up to when all that is withheld has been looked at, so that only what changes need be. None: not yet."""
    is_filled: bool = False
    """Whether its log says that it has been given everything once."""


@dataclass(slots=True)
class Publisher:
    """One for a record and the logs of its audiences. Two that run at the same time do not disturb each other."""

    record: Database
    logs: Mapping[Visibility, Database]
    clock: Callable[[], datetime]
    _audiences: list[_Audience] = field(default_factory=list)
    _next_release: datetime | None = None
    """When (UTC) the next embargo ends, as of the last time that something was published."""
    _complete_until: int = 0
    """The position up to which nothing is missing of what is said of visibility."""

    async def begin(self, progress: Progress = lambda reached, head: None) -> None:
        """Bring every log up to the record; one that is new is filled. Raises StoreError, once all have had their turn;
        called again, it goes on with those logs that could not be used.
        """
        failures = []
        begun = {audience.visibility for audience in self._audiences}
        for visibility in [each for each in self.logs if each not in begun]:
            try:
                self._audiences.append(await self._begun(visibility, self.logs[visibility]))
            except StoreError as error:
                failures.append(error)
        await self.publish(limits.GIVEN_AT_ONCE, progress)
        if failures:
            raise failures[0]

    @property
    def _has_begun(self) -> bool:
        return len(self._audiences) == len(self.logs) > 0

    async def _begun(self, visibility: Visibility, db: Database) -> _Audience:
        await register(self.record, {visibility: db})
        await self._begin_again_if_lost(visibility, db)
        async with self.record.read() as conn:
            return _Audience(visibility, db, (await audiences.reached(conn))[visibility])

    async def _begin_again_if_lost(self, visibility: Visibility, db: Database) -> None:
        """A log that was made anew, or is an older copy, is given everything once more: what it has is passed over."""
        async with self.record.read() as conn:
            given = await audiences.count_given(conn, visibility)
        async with db.read() as conn:
            is_lost = (await log.head(conn)).position < given
        if is_lost:
            await begin_again(self.record, visibility, db)

    async def publish(
        self, at_once: int = limits.GIVEN_AT_A_TIME, progress: Progress = lambda reached, head: None
    ) -> None:
        """Give every audience what it may open by now. Raises an error, once all have had their turn."""
        # Before it is read what is said: an embargo that was moved meanwhile must not end by an older word.
        now = self.clock()
        async with self.record.read() as conn:
            head = await log.head(conn)
            are_complete = await disclosures.are_complete(conn, self._complete_until, head.position)
            if head.projection < head.position or not are_complete:
                raise DamagedProjection  # what is not read of what is said would be given away
            self._complete_until = head.position
            self._next_release = await disclosures.next_release(conn, now)
        failures = []
        for audience in self._audiences:
            try:
                await _Round(self.record, audience, Seen(now, head.position)).publish(at_once)
                if not audience.is_filled:
                    await note_filled(audience.db)
                    audience.is_filled = True
            except Exception as error:
                failures.append(error)
            progress(audience.reached, head.position)
        if failures:
            raise failures[0]

    async def run(self, news: ChangeFeed, report: Callable[[Exception], None]) -> None:
        """Publish whenever the record has grown, or an embargo ends, until the feed is stopped; `begin` what has not
        begun, since its log could not be used.
        """
        while await self._woken(news):
            try:
                await (self.publish() if self._has_begun else self.begin())
            except Exception as error:
                # Whatever it was: it must not end here, and nobody notice that nothing is published any more.
                report(error)
                await asyncio.sleep(_RETRY_S)

    async def _woken(self, news: ChangeFeed) -> bool:
        # At once, where some have not begun.
        reached = min(audience.reached for audience in self._audiences) if self._has_begun else -1
        try:
            return await asyncio.wait_for(news.beyond(reached), self._seconds_to_release())
        except TimeoutError:
            return True

    def _seconds_to_release(self) -> float:
        if self._next_release is None:
            return _LOOK_AGAIN_S
        # An embargo may have ended while others were published; and a feed that was stopped must be heard.
        return min(_LOOK_AGAIN_S, max(_LOOK_SOON_S, (self._next_release - self.clock()).total_seconds()))


@dataclass(frozen=True, slots=True)
class _Round:
    """What an audience may open at a moment, and has not got: up to the head of the record at `looked`."""

    record: Database
    audience: _Audience
    looked: Seen

    async def publish(self, at_once: int) -> None:
        audience = self.audience
        # Where it breaks off, all that is withheld is looked at again.
        seen, audience.seen = audience.seen, None
        others_may_follow = seen is None or await self._give_withheld(seen)
        while audience.reached < self.looked.position:
            others_may_follow |= await self._follow(at_once)
        # What was opened may have been all that something else waited for, and so on.
        while others_may_follow:
            others_may_follow = await self._give_withheld()
        audience.seen = self.looked

    async def _give_withheld(self, since: Seen | None = None) -> bool:
        """Whether anything could be given of what is withheld. `since`: only of what could not be opened then."""
        any_given, last = False, 0
        while opened := await self._opened(since, last):
            given = await self._give(opened, waited=True)
            if given:
                await note_progress(self.record, self.audience.visibility, self.audience.reached, (), given)
                any_given = True
            last = opened[-1].entry.position
        return any_given

    async def _opened(self, since: Seen | None, after: int) -> list[_Disclosable]:
        """The next few withheld events after a position that the audience may open."""
        to, now, first = self.audience.visibility, self.looked.now, limits.GIVEN_AT_A_TIME
        async with self.record.read() as conn:
            positions = await disclosures.to_be_opened(conn, to, now, since=since, after=after, first=first)
            return await _with_disclosures(conn, (await log.by_positions(conn, positions)).values())

    async def _follow(self, at_once: int) -> bool:
        """Give what comes next in the record, up to where it was looked at. Whether any that was left out may follow:
        an embargo that has ended meanwhile opened later what it refers to.
        """
        audience, before = self.audience, self.looked.position + 1
        async with self.record.read() as conn:
            entries = await log.entries(conn, after=audience.reached, before=before, first=at_once)
            others = [entry for entry in entries if not isinstance(entry.event, VisibilitySet)]
            events = await _with_disclosures(conn, others)
        may_open = [each for each in events if self._may_open(each)]
        given = await self._give(may_open, waited=False)
        withheld = {each.entry.position for each in events} - given
        await note_progress(self.record, audience.visibility, entries[-1].position, withheld, ())
        audience.reached = entries[-1].position
        return len(given) < len(may_open) and any(
            each.said and each.said.opens_at > each.entry.recorded_at and each.entry.position in given
            for each in may_open
        )

    async def _give(self, events: Sequence[_Disclosable], *, waited: bool) -> set[int]:
        """In the order in which they could be opened. Returns the positions of those that could be given."""
        entries = [each.entry for each in events]
        said = {each.entry.position: each.said for each in events if each.said}
        async with self.record.read() as conn:
            actors = await audiences.speakers(conn, entries)
            better_left = await disclosures.better_left(conn, said)
        opened = [
            Opened(each.entry, self._since(each, waited), actors[each.entry.position])
            for each in events
            if each.entry.position not in better_left
        ]
        ordered = sorted(opened, key=lambda each: (each.at, each.entry.position))
        left = {each.entry.position for each in await give(self.audience.db, ordered)}
        return {each.entry.position for each in opened} - left

    def _may_open(self, event: _Disclosable) -> bool:
        disclosure = event.said.disclosure if event.said else TO_ALL
        return disclosure.opens_to(self.audience.visibility, self.looked.now)

    def _since(self, event: _Disclosable, waited: bool) -> datetime:
        """From when the audience may open it; `waited`: it could not when it was recorded."""
        if event.said:
            return event.said.opens_at
        return self.looked.now if waited else event.entry.recorded_at


async def _with_disclosures(conn: Connection, entries: Collection[Entry]) -> list[_Disclosable]:
    said = await disclosures.disclosed(conn, [entry.id for entry in entries])
    return [_Disclosable(entry, said.get(entry.id)) for entry in entries]


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
