"""What recording a batch would change: nothing of it is stored."""

from collections.abc import Coroutine
from datetime import date
from typing import Any, Self, TypeVar

import strawberry

from api.graphql.connections import page_size
from api.graphql.context import Info
from api.graphql.types.actor import Actor, actor
from api.graphql.types.counts import Count, of_figure
from api.graphql.types.place import Place, place, place_from_row, several
from api.graphql.types.problem import Problem
from api.graphql.types.scalars import DateTime, Edtf, Position
from api.http.deadline import in_time
from domain.control.aspects import Aspect
from domain.counting.people_query import PeopleQuery
from domain.values.coordinates import Coordinates
from domain.values.terms import CasualtyKind, Certainty, ControlLevel, Direction, FacilityStatus, Manner, Policy
from service.answer_previews import AnswerPreview, PreviewedChange
from service.dry_run import PreviewedSum, TriedBatch
from store.read.entry import Entry

T = TypeVar("T")


@strawberry.type
class StatePreview:
    """An answer about a place as it is, or as it would be: who holds it, or whether it can be used."""

    holder: Actor | None = strawberry.field(
        description="Who holds the place. Null: nobody is known to, or the answer is about the status."
    )
    level: ControlLevel | None = strawberry.field(
        description="How firmly it is held. UNKNOWN never means the government. Null: the answer is about the status."
    )
    certainty: Certainty = strawberry.field(description="How well the standing claims support the answer.")
    level_certainty: Certainty | None = strawberry.field(
        description="How well they support the level, where the holder is the one given. Null: the answer is about the "
        "status."
    )
    status: FacilityStatus | None = strawberry.field(
        description="Whether the place can be used. Null: the answer is about control."
    )
    direction: Direction | None = strawberry.field(
        description="The direction that the status is about. Null: not known, or the answer is about control."
    )
    since: Edtf | None = strawberry.field(
        description="When the change to it happened, as narrowly as the claims allow, in the civil time of the place. "
        "Null: not known."
    )
    manner: Manner | None = strawberry.field(description="How it changed hands. Null: not reported.")
    last_word: date | None = strawberry.field(
        description="The latest day, up to the last of the days that differ, for which anything in the basis vouches. "
        "Null: no such day."
    )
    basis_voices: int = strawberry.field(description="How many different voices back it. Copies are none.")
    text: str = strawberry.field(description="Why it is so, in one English sentence, with the actors by name.")

    @classmethod
    def from_preview(cls, preview: AnswerPreview) -> Self:
        return cls(
            holder=Actor.from_row(preview.holder) if preview.holder else None,
            level=preview.level,
            certainty=preview.certainty,
            level_certainty=preview.level_certainty,
            status=preview.status,
            direction=preview.direction,
            since=Edtf(preview.since) if preview.since else None,
            manner=preview.manner,
            last_word=preview.last_word,
            basis_voices=preview.voices,
            text=preview.text,
        )


@strawberry.type
class AnswerChange:
    """Civil days in a row, of one place, of which the answer would be another once the batch is recorded."""

    place: Place = strawberry.field(description="The place, as the batch itself or the log describes it last.")
    aspect: Aspect = strawberry.field(description="What the answer is about: who holds it, or whether it can be used.")
    from_: date = strawberry.field(name="from", description="The first of the days.")
    to: date | None = strawberry.field(description="The day after the last; null: there is no end.")
    before: StatePreview = strawberry.field(description="The answer without the batch.")
    after: StatePreview = strawberry.field(description="The answer with it.")

    @classmethod
    def from_change(cls, change: PreviewedChange, at: Coordinates) -> Self:
        return cls(
            place=place_from_row(change.place, at),
            aspect=change.aspect,
            from_=change.days.since,
            to=None if change.days.until == date.max else change.days.until,
            before=StatePreview.from_preview(change.before),
            after=StatePreview.from_preview(change.after),
        )


@strawberry.type
class SumChange:
    """A number of people over the days of a claim of the batch, or of one that it takes back, without it and with it.

    The question is that of `crossings` from its origin to its destination, or of `casualties` at its place, of its
    party and its kinds.
    """

    from_: date = strawberry.field(name="from", description="The first civil day of the question.")
    to: date = strawberry.field(description="The last civil day of the question, included.")
    kinds: list[CasualtyKind] = strawberry.field(
        description="What happened to the people; empty where they crossed a border."
    )
    before: Count = strawberry.field(description="The sum without the batch, as bounds.")
    after: Count = strawberry.field(description="The sum with it, as bounds.")
    query: strawberry.Private[PeopleQuery]
    at: strawberry.Private[Coordinates]

    @strawberry.field
    async def origin(self, info: Info) -> Place | None:
        """The place that they left. Null: they crossed no border."""
        return await place(info, self.at, self.query.origin)

    @strawberry.field
    async def destination(self, info: Info) -> Place | None:
        """The place that they went to. Null: they crossed no border."""
        return await place(info, self.at, self.query.destination)

    @strawberry.field
    async def place(self, info: Info) -> Place | None:
        """The place at which they came to harm. Null: anywhere, or they crossed a border."""
        return await place(info, self.at, self.query.within)

    @strawberry.field
    async def party(self, info: Info) -> Actor | None:
        """The actor that they belong to. Null: any."""
        return await actor(info, self.at.position, self.query.party)

    @classmethod
    def from_sum(cls, sum: PreviewedSum, at: Coordinates) -> Self:
        query = sum.query
        return cls(
            from_=query.first,
            to=query.last,
            kinds=[kind for kind in CasualtyKind if kind in query.kinds],
            before=of_figure(sum.before),
            after=of_figure(sum.after),
            query=query,
            at=at,
        )


@strawberry.type
class DraftedEvent:
    """An event of the batch as it would be recorded."""

    entry: strawberry.Private[Entry]
    place_ids: strawberry.Private[tuple[str, ...]]
    at: strawberry.Private[Coordinates]

    @strawberry.field
    def key(self) -> strawberry.ID:
        """The id that it would have: its own, or the one that it would be given."""
        return strawberry.ID(self.entry.id)

    @strawberry.field
    def type(self) -> str:
        """The name of the type, as in the interchange format."""
        return self.entry.event.TYPE

    @strawberry.field
    def known_at(self) -> DateTime:
        """The moment (UTC) from which it would count as known: by when it was published, else that of recording."""
        return DateTime(self.entry.known)

    @strawberry.field
    async def places(self, info: Info) -> list[Place]:
        """The places that it would be about, with names and codes resolved."""
        return await several(info, self.at, self.place_ids)


@strawberry.type
class DryRun:
    """The batch could be recorded, and this is what that would change. Nothing is stored, and its key stays free."""

    position: Position = strawberry.field(
        description="The head of the log, after which it was tried: give it as `expectedPosition` to record just that."
    )
    warnings: list[Problem] = strawberry.field(
        description="What to look at, as recording would give it. UTTERER_LIKE_ACTOR: a first utterer that is like a "
        "registered actor and is none; each text once."
    )
    events: list[DraftedEvent] = strawberry.field(description="The events as they would be recorded.")
    tried: strawberry.Private[TriedBatch]

    @strawberry.field
    async def changes(
        self, info: Info, first: int = 100, policy: Policy = Policy.AGAINST_INTEREST
    ) -> list[AnswerChange]:
        """The places and days of which the answer would differ, with everything known.

        By id of the place, control before status, then in order of time. Another voice for the same answer is a
        difference too, and so is a later last word.
        """
        page_size(first)
        previews = await in_time_for(info, self.tried.previews(policy, first))
        return [AnswerChange.from_change(preview, self.tried.at) for preview in previews]

    @strawberry.field
    async def change_count(self, info: Info, policy: Policy = Policy.AGAINST_INTEREST) -> int:
        """How many `changes` there are in all."""
        return len(await in_time_for(info, self.tried.changes(policy)))

    @strawberry.field
    async def sums(self, info: Info) -> list[SumChange]:
        """The numbers of people that the batch is about: one for each claim of them in it, ten at most."""
        return [SumChange.from_sum(sum, self.tried.at) for sum in await in_time_for(info, self.tried.sums())]

    @classmethod
    def from_tried(cls, tried: TriedBatch, warnings: list[Problem]) -> Self:
        result = tried.result
        return cls(
            position=Position(result.position),
            warnings=warnings,
            events=[
                DraftedEvent(entry=entry, place_ids=tuple(sorted(result.event_places[entry.position])), at=tried.at)
                for entry in result.entries
            ],
            tried=tried,
        )


async def in_time_for(info: Info, work: Coroutine[Any, Any, T]) -> T:
    """Like a question, and unlike a write, it is broken off when it takes too long, or when its client has gone."""
    return await in_time(work, info.context.receive, info.context.answer_by)
