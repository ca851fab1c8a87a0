"""Reference data: places, actors and sources, as they are registered and described anew."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from domain.events.base import MANY, SOME, BaseEvent
from domain.events.references import PlaceRef
from domain.geo.geometry import Geometry
from domain.values.edtf import Day
from domain.values.knowledge import PublishedDay
from domain.values.model import Model
from domain.values.problems import FieldError
from domain.values.terms import ActorKind, PlaceKind, Reliability
from domain.values.text import Credit, Name, Slug, Url


def _readable(text: str) -> str:
    if not any(character.isalnum() for character in text):
        raise FieldError("NO_LETTERS", "has no letter and no digit: a place is found by its name")
    return text


class PlaceName(Model):
    """One name of a place, in one language and script."""

    text: Annotated[Name, AfterValidator(_readable)]
    """The name as it is written."""
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] | None = None
    """The language, as a BCP 47 tag. Null: not given."""
    script: Annotated[str, Field(pattern=r"^[A-Z][a-z]{3}$")] | None = None
    """The script, by its ISO 15924 code. Null: not given."""
    preferred: bool = False
    """Whether this is the name to show; at most one is."""


class PlaceCode(Model):
    """The code of a place in one edition of a scheme, in force from `validFrom` to the day before `validTo`."""

    scheme: Name
    """The list that the code belongs to, such as `ocha-cod-ab`."""
    edition: Name
    """The edition of the scheme, such as `2021-11-17`."""
    code: Name
    """The code itself, such as the P-code `AF1905`."""
    valid_from: Day | None = None
    """The first day on which the edition is in force. Null: no beginning is known."""
    valid_to: Day | None = None
    """The first day on which the edition is no longer in force. Null: no end is known."""


class _PlaceEvent(BaseEvent):
    """A whole description of a place; it takes the place of any earlier one."""

    PLACES = ("parent", "successor_of")

    place: Slug
    """Id of the place."""
    kind: PlaceKind
    """What the place is."""
    names: Annotated[tuple[PlaceName, ...], SOME]
    """Its names, in any language and script."""
    codes: Annotated[tuple[PlaceCode, ...], MANY] = ()
    """Its codes in the editions of gazetteers."""
    parent: PlaceRef | None = None
    """The place that it lies in. Null: in none."""
    longitude: Annotated[float, Field(ge=-180, le=180)] | None = None
    """Degrees east of Greenwich (WGS 84), of a point in the place. Null: not known."""
    latitude: Annotated[float, Field(ge=-90, le=90)] | None = None
    """Degrees north of the equator (WGS 84), of a point in the place. Null: not known."""
    geometry: Geometry | None = None
    """Its outline, as GeoJSON (RFC 7946). Null: not known."""
    exists_from: Day | None = None
    """The first day on which the place exists. Null: no beginning is known."""
    exists_to: Day | None = None
    """The first day on which the place no longer exists. Null: it has no known end."""
    successor_of: PlaceRef | None = None
    """The place that it was formed from. Null: from none."""

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

    With `occurred`, the description holds from its first day until the next description; without, on all days.
    """

    TYPE = "PlaceChanged"

    type: Literal["PlaceChanged"]
    version: Literal[1]


class ActorRegistered(BaseEvent):
    """An actor that holds, gains, loses or moves is registered, or described anew."""

    TYPE = "ActorRegistered"

    type: Literal["ActorRegistered"]
    version: Literal[1]
    actor: Slug
    """Id of the actor."""
    name: Name
    """The name to show."""
    kind: ActorKind
    """What the actor is, as ACLED classifies actors."""
    side: Slug | None = None
    """The belligerent side on which the actor fights. Null: it does not fight, or none is known."""


class SourceRegistered(BaseEvent):
    """A document or statement. `affiliation` is the actor whose gains this source has an interest in.

    `licence` names the terms of use, by SPDX identifier where there is one (`CC-BY-4.0`); `credit` is the
    line that is to be printed with it. Both are left out where they are not known. (`attribution`, which every event
    may have, is the chain of speakers.)
    """

    TYPE = "SourceRegistered"
    ACTORS = ("affiliation",)

    type: Literal["SourceRegistered"]
    version: Literal[1]
    source: Slug
    """Id of the document or statement."""
    published: PublishedDay | None = None
    """The day on which it was published. Null: not known."""
    name: Name
    """The name to show."""
    publisher: Name | None = None
    """Who published it. Null: not known."""
    title: Name | None = None
    """Its title. Null: it has none, or none is known."""
    url: Url | None = None
    """Where it can be read. Null: not known."""
    reliability: Reliability | None = None
    """Admiralty code (NATO AJP-2.1), first character: A to F. Null: not graded."""
    affiliation: Slug | None = None
    """Id of the actor whose gains this source has an interest in. Null: none is registered."""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = None
    """SHA-256 of the document, in lower-case hexadecimal. Null: not known."""
    # Younger than version 1, and no reason for a version 2: a line without them is read and written as it always was.
    licence: Name | None = None
    """The terms under which others may use it: an SPDX identifier where there is one. Null: not known."""
    credit: Credit | None = None
    """The line to be printed with it. Null: not known."""
