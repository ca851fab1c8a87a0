"""The events: a closed set of immutable records, each with a stable name and a schema version.

A claim says something about the world; the other events act on the log itself (corrections, retractions) or on its
reference data (places, actors, sources). The same models serve the log, the GraphQL inputs, the JSONL reader and the
JSON Schema. Field names are camelCase outside.

Dates: `occurred` is when it happened, in the local civil time of the place (EDTF); `published` is the day on which
the source said so, and `knownOn` filters on it.
"""

from typing import Annotated, ClassVar, Literal, Self

from pydantic import AfterValidator, Discriminator, Field, TypeAdapter, field_validator, model_validator

from domain.events.references import PlaceByCode, PlaceByName, PlaceRef
from domain.geo.geometry import Geometry
from domain.values import edtf, limits
from domain.values.counts import Count, Whole
from domain.values.edtf import Day, Edtf
from domain.values.model import Model
from domain.values.problems import FieldError
from domain.values.terms import (
    ActorKind,
    Admission,
    CasualtyKind,
    ControlLevel,
    Manner,
    PersonGroup,
    PlaceKind,
    Reliability,
    TallyBasis,
)
from domain.values.text import (
    Credit,
    EventId,
    Hedge,
    Name,
    Note,
    Slug,
    Url,
)

_MANY = Field(max_length=limits.LIST_ITEMS_MAX)
_SOME = Field(min_length=1, max_length=limits.LIST_ITEMS_MAX)
PlaceRefs = Annotated[tuple[PlaceRef, ...], _MANY]
Slugs = Annotated[tuple[Slug, ...], _MANY]
EventIds = Annotated[tuple[EventId, ...], _MANY]
CasualtyKinds = Annotated[tuple[CasualtyKind, ...], _SOME]
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
    attribution: Annotated[tuple[Name, ...], _MANY] = ()
    """Who told whom, first utterer first; ids of actors where they are registered."""
    hedges: Annotated[tuple[Hedge, ...], _MANY] = ()
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


def _told_until(occurred: str) -> str:
    if edtf.bounds(occurred).latest is None:
        raise FieldError("OPEN_END", "control is told up to some date: give the end, that of the report if no other")
    return occurred


class ControlChanged(Claim):
    """A place changed hands at some time in `occurred`. `gainer` null: nobody known holds it since."""

    TYPE = "ControlChanged"
    PLACES = ("place",)
    ACTORS = ("gainer", "loser")

    type: Literal["ControlChanged"]
    version: Literal[1]
    place: PlaceRef
    gainer: Slug | None
    loser: Slug | None = None
    level: ControlLevel = ControlLevel.CONTROL
    manner: Manner = Manner.UNKNOWN

    _closed = field_validator("occurred")(_told_until)

    @model_validator(mode="after")
    def _hands_change(self) -> Self:
        if self.gainer is not None and self.gainer == self.loser:
            raise FieldError(
                "NO_CHANGE", "gainer and loser are the same: use ControlAsserted for a state that is seen to hold"
            )
        return self


class ControlAsserted(Claim):
    """A state that was seen to hold, without a dated change.

    `occurred` a single date: it held on that day, and the change fell some time before. An interval a/b: it held at b
    and changed between a and b. `holder` null: nobody is known to hold it.
    """

    TYPE = "ControlAsserted"
    PLACES = ("place",)
    ACTORS = ("holder",)

    type: Literal["ControlAsserted"]
    version: Literal[1]
    place: PlaceRef
    holder: Slug | None
    level: ControlLevel = ControlLevel.CONTROL

    _closed = field_validator("occurred")(_told_until)


class ControlConfirmed(Claim):
    """A list or a map that its source keeps anew shows these places as its last edition did.

    `occurred` is the date of the edition. It says of each place what a ControlAsserted would, and is one record for all
    of them: what did not change is not told place by place.
    """

    TYPE = "ControlConfirmed"
    PLACES = ("places",)
    ACTORS = ("holder",)

    type: Literal["ControlConfirmed"]
    version: Literal[1]
    places: Annotated[tuple[PlaceRef, ...], _SOME]
    holder: Slug | None
    level: ControlLevel = ControlLevel.CONTROL

    _closed = field_validator("occurred")(_told_until)


class Included(Model):
    """Casualties among those who crossed; they are in the count already."""

    kinds: CasualtyKinds
    count: Count


class PersonsCrossedBorder(Claim):
    """People went from one country to another. `via` is the way that they took, as places."""

    TYPE = "PersonsCrossedBorder"
    PLACES = ("origin", "destination", "via")
    ACTORS = ("party",)

    type: Literal["PersonsCrossedBorder"]
    version: Literal[2]
    origin: PlaceRef
    destination: PlaceRef
    via: PlaceRefs = ()
    group: PersonGroup = PersonGroup.UNKNOWN
    count: Count
    admission: Admission = Admission.UNKNOWN
    party: Slug | None = None
    including: Annotated[tuple[Included, ...], _MANY] = ()


class ClashReported(Claim):
    TYPE = "ClashReported"
    PLACES = ("places",)
    ACTORS = ("parties",)

    type: Literal["ClashReported"]
    version: Literal[1]
    places: Annotated[tuple[PlaceRef, ...], _SOME]
    parties: Slugs = ()


class CasualtiesReported(Claim):
    """One number for all of `kinds` together: {KILLED, WOUNDED} up to 100 is 100 people, not 100 of each."""

    TYPE = "CasualtiesReported"
    PLACES = ("place",)
    ACTORS = ("party",)
    EVENTS = ("part_of", "disjoint_from")

    type: Literal["CasualtiesReported"]
    version: Literal[1]
    place: PlaceRef | None = None
    party: Slug | None = None
    kinds: CasualtyKinds
    count: Count
    disjoint_from: EventIds = ()


class TallyClaimed(Claim):
    """A total that somebody stated. It is never added to events; it is set beside what the log gives."""

    TYPE = "TallyClaimed"
    PLACES = ("within",)
    ACTORS = ("holder",)

    type: Literal["TallyClaimed"]
    version: Literal[1]
    within: PlaceRef
    kind: PlaceKind
    holder: Slug | None = None
    numerator: Count
    denominator: Whole | None = None
    basis: TallyBasis
    window: Edtf


class MeasureReported(Claim):
    """One value of a published series; `occurred` is the day, month or year that it measures."""

    TYPE = "MeasureReported"
    PLACES = ("place",)

    type: Literal["MeasureReported"]
    version: Literal[1]
    place: PlaceRef
    measure: Slug
    count: Count


class SituationAssessed(Claim):
    TYPE = "SituationAssessed"
    PLACES = ("place",)

    type: Literal["SituationAssessed"]
    version: Literal[1]
    place: PlaceRef
    assessment: Note
    forecast: bool = False


class EventRetracted(BaseEvent):
    """The event no longer stands, from the day on which this was published. A retraction can itself be retracted."""

    TYPE = "EventRetracted"
    EVENTS = ("part_of", "event")

    type: Literal["EventRetracted"]
    version: Literal[1]
    event: EventId
    reason: Note


def _readable(text: str) -> str:
    if not any(character.isalnum() for character in text):
        raise FieldError("NO_LETTERS", "has no letter and no digit: a place is found by its name")
    return text


class PlaceName(Model):
    text: Annotated[Name, AfterValidator(_readable)]
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] | None = None
    """BCP 47."""
    script: Annotated[str, Field(pattern=r"^[A-Z][a-z]{3}$")] | None = None
    """ISO 15924."""
    preferred: bool = False


class PlaceCode(Model):
    """A code of one edition of a scheme, with the days on which that edition is in force (`valid_to` excluded)."""

    scheme: Name
    edition: Name
    code: Name
    valid_from: Day | None = None
    valid_to: Day | None = None


class _PlaceEvent(BaseEvent):
    """A whole description of a place; it takes the place of any earlier one."""

    PLACES = ("parent", "successor_of")

    place: Slug
    kind: PlaceKind
    names: Annotated[tuple[PlaceName, ...], _SOME]
    codes: Annotated[tuple[PlaceCode, ...], _MANY] = ()
    parent: PlaceRef | None = None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    geometry: Geometry | None = None
    exists_from: Day | None = None
    exists_to: Day | None = None
    """The first day on which the place no longer exists."""
    successor_of: PlaceRef | None = None

    @model_validator(mode="after")
    def _is_somewhere_at_some_time(self) -> Self:
        if (self.longitude is None) != (self.latitude is None):
            raise FieldError("HALF_A_POINT", "longitude and latitude come together: give both or neither")
        if self.exists_from and self.exists_to and self.exists_from >= self.exists_to:
            raise FieldError("BOUNDS_CROSS", "existsFrom must lie before existsTo: check the dates")
        if self.parent == self.place:
            raise FieldError("CYCLIC_PARENT", "a place cannot be its own parent: name the place that it lies in")
        return self

    @model_validator(mode="after")
    def _has_one_preferred_name(self) -> Self:
        if sum(name.preferred for name in self.names) > 1:
            raise FieldError("TWO_PREFERRED_NAMES", "more than one name is preferred: mark the one to show")
        return self


class PlaceRegistered(_PlaceEvent):
    """A place enters the gazetteer."""

    TYPE = "PlaceRegistered"

    type: Literal["PlaceRegistered"]
    version: Literal[1]


class PlaceChanged(_PlaceEvent):
    """A registered place is described anew, whole: renamed, moved to another parent, ended.

    With `occurred` it tells of the days from its first day on, until the next description; without, of all days.
    """

    TYPE = "PlaceChanged"

    type: Literal["PlaceChanged"]
    version: Literal[1]


class ActorRegistered(BaseEvent):
    TYPE = "ActorRegistered"

    type: Literal["ActorRegistered"]
    version: Literal[1]
    actor: Slug
    name: Name
    kind: ActorKind
    side: Slug | None = None
    """The belligerent side on which the actor fights; absent for those who do not fight."""


class SourceRegistered(BaseEvent):
    """A document or statement. `affiliation` is the actor whose gains this source has an interest in.

    `licence` is under which terms others may use it, an SPDX identifier where there is one (`CC-BY-4.0`); `credit` the
    line that is to be printed with it. Both are left out where they are not known. (`attribution`, which every event
    may have, is who told whom.)
    """

    TYPE = "SourceRegistered"
    ACTORS = ("affiliation",)

    type: Literal["SourceRegistered"]
    version: Literal[1]
    source: Slug
    name: Name
    publisher: Name | None = None
    title: Name | None = None
    url: Url | None = None
    reliability: Reliability | None = None
    affiliation: Slug | None = None
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    # Younger than version 1, and no reason for a version 2: a line without them is read and written as it always was.
    licence: Name | None = None
    credit: Credit | None = None


Correctable = (
    ControlChanged
    | ControlAsserted
    | ControlConfirmed
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
    """The event stands no longer as it was told; `replacement` stands in its place, under this event's id.

    Known from the day this correction was published; where that is missing, from the replacement's; and never before
    the event that it corrects.
    """

    TYPE = "EventCorrected"
    EVENTS = ("part_of", "event")

    type: Literal["EventCorrected"]
    version: Literal[1]
    event: EventId
    replacement: Annotated[Correctable, Discriminator("type")]
    reason: Note


Event = Correctable | EventCorrected | EventRetracted
TYPES: dict[str, type[BaseEvent]] = {model.TYPE: model for model in Event.__args__}
ADAPTER: TypeAdapter[Event] = TypeAdapter(Annotated[Event, Discriminator("type")])


def content(event: Event) -> Event:
    """What the event says: the replacement of a correction, else the event itself."""
    return event.replacement if isinstance(event, EventCorrected) else event


Control = ControlChanged | ControlAsserted | ControlConfirmed
"""What says who holds a place."""


def target(event: Event) -> str | None:
    """Id of the event that this one annuls: the corrected or the retracted one."""
    return event.event if isinstance(event, EventCorrected | EventRetracted) else None


def known_from(event: Event) -> "Day | None":
    """The day on which the source said so, if it is told: the `published` that `knownOn` filters on."""
    return event.published or (event.replacement.published if isinstance(event, EventCorrected) else None)
