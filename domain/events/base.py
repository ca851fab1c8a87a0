"""What every event may carry, and the base of those that say something about the world."""

from functools import cache
from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from domain.events.references import EveryPlace, ListedPlaceRef, PlaceByCode, PlaceByName
from domain.values import limits
from domain.values.edtf import Edtf
from domain.values.knowledge import Published
from domain.values.model import Model
from domain.values.problems import FieldError
from domain.values.terms import CasualtyKind
from domain.values.text import EventId, Hedge, Name, Note, Slug

MANY = Field(max_length=limits.LIST_ITEMS_MAX)
SOME = Field(min_length=1, max_length=limits.LIST_ITEMS_MAX)
PlaceRefs = Annotated[tuple[ListedPlaceRef, ...], MANY]
SomePlaceRefs = Annotated[tuple[ListedPlaceRef, ...], SOME]
Slugs = Annotated[tuple[Slug, ...], MANY]
EventIds = Annotated[tuple[EventId, ...], MANY]
CasualtyKinds = Annotated[tuple[CasualtyKind, ...], SOME]
Byte = Annotated[int, Field(ge=0, le=limits.SPAN_BYTES_MAX, strict=True)]


class BaseEvent(Model):
    """What every event may carry."""

    TYPE: ClassVar[str]
    PLACES: ClassVar[tuple[str, ...]] = ()
    """The fields that refer to places."""
    ACTORS: ClassVar[tuple[str, ...]] = ()
    EVENTS: ClassVar[tuple[str, ...]] = ("part_of",)

    id: EventId | None = None
    """Your own key for the event, unique in the log; one is assigned where none is given."""
    occurred: Edtf | None = None
    """When it happened, in the local civil time of the place, as EDTF (ISO 8601-2). Every claim needs it."""
    published: Published | None = None
    """When the source published it: a day, known from its end (UTC), or a moment with its offset, known from itself.

    `knownOn` and `knownAt` filter on it. Null: the moment of recording stands in.
    """
    source: Slug | None = None
    """Id of the registered document or statement that the event is taken from."""
    attribution: Annotated[tuple[Name, ...], MANY] = ()
    """The chain of speakers, first utterer first; ids of actors where they are registered."""
    hedges: Annotated[tuple[Hedge, ...], MANY] = ()
    """How the source hedged: REPORTEDLY, UP_TO, ASSESSED_AS and the like."""
    credibility: Annotated[int, Field(ge=1, le=6, strict=True)] | None = None
    """Admiralty code (NATO AJP-2.1), second character: from 1, confirmed, to 5, improbable; 6: cannot be judged."""
    incident: Name | None = None
    """The key that the claims about one incident share: their counts are never added to each other."""
    part_of: EventId | None = None
    """Id of the event that this one is a part of."""
    note: Note | None = None
    """Remarks of the person or program that records the event."""
    span: tuple[Byte, Byte] | None = None
    """[start, end] of the passage in bytes of the source's UTF-8 text, end excluded."""
    reported: Annotated[dict[str, PlaceByCode | PlaceByName | EveryPlace], Field(default_factory=dict)]
    """How the report named the places, where the event was given a code, a name or `every`: filled when it is accepted.

    The key is the field (`place`), with the index in a list (`places.0`), or with the first and the last index of the
    places that an `every` was written out to (`places.0-6`).
    """

    @classmethod
    @cache
    def place_fields(cls) -> tuple[tuple[str, str], ...]:
        return tuple((name, cls.model_fields[name].alias or name) for name in cls.PLACES)

    @field_validator("span")
    @classmethod
    def _span_runs_forward(cls, span: tuple[int, int] | None) -> tuple[int, int] | None:
        if span and span[0] >= span[1]:
            raise FieldError("SPAN_IS_EMPTY", "the span ends before it begins: give [start, end] in bytes")
        return span


class Claim(BaseEvent):
    """An event that says something about the world."""

    EVENTS: ClassVar[tuple[str, ...]] = ("part_of", "copy_of")

    occurred: Edtf
    """When it happened, in the local civil time of the place, as EDTF (ISO 8601-2)."""
    # Younger than version 1 of the claims, and no reason for a version 2: a line without it is read as it always was.
    copy_of: EventId | None = None
    """Id of the event whose text this one repeats: the same voice at the same time, and no voice of its own."""
