"""What every event may carry, and the base of those that say something about the world."""

from typing import Annotated, ClassVar

from pydantic import Field, field_validator

from domain.events.references import PlaceByCode, PlaceByName, PlaceRef
from domain.values import limits
from domain.values.edtf import Day, Edtf
from domain.values.model import Model
from domain.values.problems import FieldError
from domain.values.terms import CasualtyKind
from domain.values.text import EventId, Hedge, Name, Note, Slug

MANY = Field(max_length=limits.LIST_ITEMS_MAX)
SOME = Field(min_length=1, max_length=limits.LIST_ITEMS_MAX)
PlaceRefs = Annotated[tuple[PlaceRef, ...], MANY]
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
    occurred: Edtf | None = None
    published: Day | None = None
    source: Slug | None = None
    attribution: Annotated[tuple[Name, ...], MANY] = ()
    """Who told whom, first utterer first; ids of actors where they are registered."""
    hedges: Annotated[tuple[Hedge, ...], MANY] = ()
    credibility: Annotated[int, Field(ge=1, le=6, strict=True)] | None = None
    """Admiralty code, second character: 1 confirmed by other sources, 5 improbable, 6 cannot be judged."""
    incident: Name | None = None
    part_of: EventId | None = None
    note: Note | None = None
    span: tuple[Byte, Byte] | None = None
    """First byte and the one after the last in the source's text, UTF-8."""
    reported: Annotated[dict[str, PlaceByCode | PlaceByName], Field(default_factory=dict)]
    """How the report named the places, where the event was given a code or a name: filled when it is accepted."""

    @classmethod
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

    occurred: Edtf
