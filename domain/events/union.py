"""The closed set of events: some act on the log, all others say or register something."""

from typing import Annotated, Literal

from pydantic import Discriminator, TypeAdapter

from domain.events.base import SOME, BaseEvent
from domain.events.control_claims import Control, ControlAsserted, ControlChanged, ControlConfirmed
from domain.events.people_claims import CasualtiesReported, PersonsCrossedBorder
from domain.events.registrations import ActorRegistered, PlaceChanged, PlaceRegistered, SourceRegistered
from domain.events.reports import ClashReported, MeasureReported, SituationAssessed, TallyClaimed
from domain.events.status_claims import StatusReported
from domain.values.knowledge import Moment
from domain.values.sealed import SealedText
from domain.values.terms import Visibility
from domain.values.text import EventId, Note


class EventRetracted(BaseEvent):
    """The event no longer stands, from when this was published. A retraction can itself be retracted."""

    TYPE = "EventRetracted"
    EVENTS = ("part_of", "event")

    type: Literal["EventRetracted"]
    version: Literal[1]
    event: EventId
    """Id of the event that is retracted."""
    reason: Note
    """Why it is retracted."""


class SealedValueErased(BaseEvent):
    """What a sealed value says, and its salt, are erased from the vault: nobody can open it any more.

    It says nothing about the world and changes no answer. The events with the sealed value stand as they were recorded,
    and so do the proofs of them.
    """

    TYPE = "SealedValueErased"

    type: Literal["SealedValueErased"]
    version: Literal[1]
    sealed: SealedText
    """The sealed value, as it stands in events: `sealed:` and 64 hexadecimal digits."""
    reason: Note
    """Why it is erased."""


Correctable = (
    ControlChanged
    | ControlAsserted
    | ControlConfirmed
    | StatusReported
    | PersonsCrossedBorder
    | ClashReported
    | CasualtiesReported
    | TallyClaimed
    | MeasureReported
    | SituationAssessed
    | PlaceRegistered
    | PlaceChanged
    | ActorRegistered
    | SourceRegistered
)


class EventCorrected(BaseEvent):
    """The event no longer stands as recorded: `replacement` takes its place, under the id of this correction.

    Known from when this correction was published, or else its replacement; never before the event that it
    corrects.
    """

    TYPE = "EventCorrected"
    EVENTS = ("part_of", "event")

    type: Literal["EventCorrected"]
    version: Literal[1]
    event: EventId
    """Id of the event that is corrected."""
    replacement: Annotated[Correctable, Discriminator("type")]
    """The whole event as it should have been."""
    reason: Note
    """Why it is corrected."""


class VisibilitySet(BaseEvent):
    """Who may open these events, from now on: until `releaseAt` those who read the record itself, then also everybody
    up to `visibility`. Of an event that none of these names, everybody may open it.

    What refers to an event that somebody may not open, he may not open either. What somebody may have opened already
    is not taken back. Only the record has these events themselves.
    """

    TYPE = "VisibilitySet"
    EVENTS = ("part_of", "events")

    type: Literal["VisibilitySet"]
    version: Literal[1]
    events: Annotated[tuple[EventId, ...], SOME]
    """Ids of the events; of a source, an actor or a place the id of the event that registered it."""
    visibility: Visibility
    """Who may open them."""
    release_at: Moment | None = None
    """The embargo: from which moment, with its offset from UTC. Null: at once."""


StateClaim = Control | StatusReported
"""What says in which state a place is: who holds it, or whether it can be used."""
Event = Correctable | EventCorrected | EventRetracted | SealedValueErased | VisibilitySet
LASTING = (SealedValueErased, VisibilitySet)
"""What is never corrected or retracted: it was done, and cannot be undone by saying so."""
TYPES: dict[str, type[BaseEvent]] = {model.TYPE: model for model in Event.__args__}
ADAPTER: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Discriminator("type")])


def content(event: Event) -> Event:
    """What the event says: the replacement of a correction, else the event itself."""
    return event.replacement if type(event) is EventCorrected else event


def target(event: Event) -> str | None:
    """Id of the event that this one annuls: the corrected or the retracted one."""
    return event.event if isinstance(event, EventCorrected | EventRetracted) else None


def publication(event: Event) -> str | None:
    """When the source published it, as it was given; a correction without it has its replacement's."""
    return event.published or (event.replacement.published if isinstance(event, EventCorrected) else None)
