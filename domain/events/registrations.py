"""Reference data: places, actors and sources, as they are registered and described anew."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, model_validator

from domain.events.base import MANY, SOME, BaseEvent
from domain.events.references import PlaceRef
from domain.geo.geometry import Geometry
from domain.values.edtf import Day
from domain.values.model import Model
from domain.values.problems import FieldError
from domain.values.terms import ActorKind, PlaceKind, Reliability
from domain.values.text import Credit, Name, Slug, Url


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
    names: Annotated[tuple[PlaceName, ...], SOME]
    codes: Annotated[tuple[PlaceCode, ...], MANY] = ()
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
