"""What every event shows, and how an entry of the log becomes the GraphQL type of its event."""

from collections.abc import Sequence
from datetime import date
from typing import Annotated

import strawberry

from api.graphql.connections import page_size
from api.graphql.context import Info
from api.graphql.types.deprecated import deprecated
from api.graphql.types.disclosure import Disclosure, disclosure_of
from api.graphql.types.node import Node
from api.graphql.types.place import Place, several
from api.graphql.types.proof import EventProof, event_proof
from api.graphql.types.recording import recorded_at, recorded_by
from api.graphql.types.scalars import DateTime, Edtf, LocalDateTime, Position, moment_shown
from api.graphql.types.source import Source, source
from domain import events
from domain.values import edtf, knowledge
from domain.values.coordinates import Coordinates
from domain.values.terms import Interest
from service.asking.refusals import bad_input
from store.read.annulments import Standing
from store.read.entry import Entry

_moved = deprecated(
    "A cache by `id` mixes what two snapshots say of an event. Ask an EventView: `view`, `basisViews` and so on."
)


@strawberry.interface
class Event(Node):
    """One immutable record: a claim by a source about the world, or an act on the log or its registers.

    It is the same from everywhere. Whether it stands, and what its speaker had to gain, hang on what was known: an
    EventView says that, from `view` or from the lists of views beside the lists of events. A correction shows the
    places, the dates and the source of its replacement.
    """

    id: strawberry.ID = strawberry.field(description="The event's key, unique in the log.")
    entry: strawberry.Private[Entry]
    statement: strawberry.Private[events.Event]
    """The event itself, or the replacement inside a correction. (`event` is a field of some types.)"""
    at: strawberry.Private[Coordinates]

    @property
    def content(self) -> events.Event:
        return events.content(self.statement)

    @strawberry.field
    def position(self) -> Position:
        """Where it stands in the log."""
        return Position(self.entry.position)

    @strawberry.field
    def type(self) -> str:
        """The name of the type, as in the interchange format."""
        return self.statement.TYPE

    @strawberry.field
    def version(self) -> int:
        """The version of the type's schema; events of older versions are converted to it on reading."""
        return self.statement.version

    @strawberry.field
    def occurred(self) -> Edtf:
        """When it happened, in the civil time of the place; for a registration, the day from which it was known."""
        return Edtf(self.occurred_text)

    @strawberry.field
    def earliest(self) -> LocalDateTime | None:
        """The first second that `occurred` allows; null where it has no beginning."""
        first = edtf.interval(self.occurred_text).earliest
        return LocalDateTime(first) if first else None

    @strawberry.field
    def latest(self) -> LocalDateTime | None:
        """The latest second that `occurred` allows; null where it has no end."""
        last = edtf.interval(self.occurred_text).latest
        return LocalDateTime(last) if last else None

    @property
    def occurred_text(self) -> str:
        return self.content.occurred or self.entry.known.date().isoformat()

    @strawberry.field
    def published(self) -> date | None:
        """The day (UTC) on which the source published it, known from its end unless `publishedAt` has the moment.

        `knownOn` and `knownAt` filter on these, or on the moment of recording if null.
        """
        return knowledge.published_day(self._publication) if self._publication else None

    @strawberry.field
    def published_at(self) -> DateTime | None:
        """The moment at which the source published it. Null: only the day is given, or nothing."""
        return moment_shown(knowledge.published_moment(self._publication) if self._publication else None)

    @property
    def _publication(self) -> str | None:
        return self.statement.published or events.publication(self.entry.event)

    @strawberry.field
    def recorded_at(self, info: Info) -> DateTime:
        """When the log accepted it, UTC. Without a token only its day is given: 00:00."""
        return recorded_at(info, self.entry.recorded_at)

    @strawberry.field
    def recorded_by(self, info: Info) -> str:
        """Name of the token by which it was recorded: for those of the scopes curate and admin, "-" for others."""
        return recorded_by(info, self.entry.recorded_by)

    @strawberry.field
    async def disclosure(self, info: Info) -> Disclosure | None:
        """Who may open it, by what is said of it now: for those who read the record. Null for all others."""
        return await disclosure_of(info, self.entry.id)

    @strawberry.field
    async def proof(
        self,
        info: Info,
        size: Annotated[
            Position | None,
            strawberry.argument(description="The position up to which the log is proved. Null: its end."),
        ] = None,
    ) -> EventProof | None:
        """The proof that it stands in the log as it was recorded. Null: it was recorded after `size`."""
        return await event_proof(info, self.entry.position, self.entry.payload, size)

    @strawberry.field
    async def source(self, info: Info) -> Source | None:
        """The document or statement that it is taken from. Null: none is given."""
        return await source(info, self.at.position, self.content.source)

    @strawberry.field
    def attribution(self) -> list[str]:
        """The chain of speakers, first utterer first."""
        return list(self.content.attribution)

    @strawberry.field
    def hedges(self) -> list[str]:
        """How the source hedged: REPORTEDLY, UP_TO, ASSESSED_AS and the like."""
        return list(self.content.hedges)

    @strawberry.field
    def credibility(self) -> int | None:
        """Admiralty code (NATO AJP-2.1), second character: from 1, confirmed, to 5, improbable; 6: cannot be judged."""
        return self.content.credibility

    @strawberry.field
    async def places(self, info: Info) -> list[Place]:
        """All places that it is about."""
        ids = await info.context.reading.event_places.load((None, self.entry.position))
        return await several(info, self.at.described, ids or ())

    @strawberry.field
    def incident(self) -> strawberry.ID | None:
        """The key that the claims about one incident share: their counts are never added to each other."""
        return strawberry.ID(self.content.incident) if self.content.incident else None

    @strawberry.field
    def part_of(self) -> strawberry.ID | None:
        """The id of the event that this one is a part of."""
        return strawberry.ID(self.content.part_of) if self.content.part_of else None

    @strawberry.field
    def copy_of(self) -> strawberry.ID | None:
        """The id of the event whose text this one repeats: it adds no voice and no later word. Null: it is no copy."""
        claim = self.content
        copied = claim.copy_of if isinstance(claim, events.Claim) else None
        return strawberry.ID(copied) if copied else None

    @strawberry.field
    def note(self) -> str | None:
        """Remarks of the person or program that recorded it. Null: none."""
        return self.statement.note

    @strawberry.field
    def span(self) -> list[int] | None:
        """[start, end] of the passage in bytes of the source's UTF-8 text, end excluded."""
        return self.content.span and list(self.content.span)

    @_moved
    async def interest(self, info: Info) -> Interest:
        """What the speaker of the claim stands to gain by it."""
        found = await info.context.reading.interests.load((self.at.position, self.entry.position))
        return found or Interest.UNKNOWN

    @_moved
    async def standing(self, info: Info) -> bool:
        """Whether it is neither corrected nor retracted."""
        return (await self._standing(info)).stands

    @_moved
    async def corrected_by(self, info: Info) -> "Event | None":
        """The correction because of which it does not stand. Null: none."""
        return await self._other(info, (await self._standing(info)).corrected_by)

    @_moved
    async def retracted_by(self, info: Info) -> "Event | None":
        """The retraction because of which it does not stand. Null: none."""
        return await self._other(info, (await self._standing(info)).retracted_by)

    async def _standing(self, info: Info) -> Standing:
        return await info.context.reading.standing_of(self.at, self.entry.position)

    async def _other(self, info: Info, position: int | None) -> "Event | None":
        return None if position is None else (await events_at(info, self.at, (position,)))[0]


OBJECT_TYPES: dict[str, type[Event]] = {}
"""The object type of every event by its name. event_types.py makes them from the models, and enters them here."""


def shown(entry: Entry, at: Coordinates, statement: events.Event | None = None) -> Event:
    """The entry as the GraphQL type of its event, or of the replacement in it."""
    statement = statement or entry.event
    return OBJECT_TYPES[statement.TYPE](id=strawberry.ID(entry.id), entry=entry, statement=statement, at=at)


async def events_at(info: Info, at: Coordinates, positions: Sequence[int]) -> list[Event]:
    entries = await info.context.reading.events.load_many([(None, position) for position in positions])
    return [shown(entry, at) for entry in entries]


async def some_events(
    info: Info, at: Coordinates, positions: Sequence[int], first: int, after: str | None
) -> list[Event]:
    """The next few of a list that never changes, after the event with this id; none of a list that does not have it,
    since one question asks many lists. Raises ClientError where the log has no such event.
    """
    page_size(first)
    if after is None:
        return await events_at(info, at, positions[:first])
    last = await info.context.reading.events_by_id.load((None, after))
    if last is None:
        raise bad_input("`after` is no event of the log: give the id of the last claim that you have")
    begin = positions.index(last.position) + 1 if last.position in positions else len(positions)
    return await events_at(info, at, positions[begin : begin + first])


async def event_by_id(info: Info, at: Coordinates, id: str | None) -> Event | None:
    entry = await info.context.reading.events_by_id.load((None, id)) if id else None
    return shown(entry, at) if entry else None
