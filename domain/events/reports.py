"""Claims of other kinds: clashes, stated totals, measured values, assessments."""

from typing import Annotated, Literal

from pydantic import field_validator

from domain.events.base import SOME, Claim, Slugs, SomePlaceRefs
from domain.events.references import PlaceRef
from domain.values import edtf
from domain.values.counts import Count, Whole
from domain.values.edtf import Edtf
from domain.values.problems import FieldError
from domain.values.terms import ControlLevel, PlaceKind, TallyBasis
from domain.values.text import Note, Slug


class ClashReported(Claim):
    """Two or more parties fought. It says nothing about who holds the places."""

    TYPE = "ClashReported"
    PLACES = ("places",)
    ACTORS = ("parties",)

    type: Literal["ClashReported"]
    version: Literal[1]
    places: SomePlaceRefs
    """Where they fought."""
    parties: Slugs = ()
    """Ids of the actors that fought. Empty: the report names none."""


class TallyClaimed(Claim):
    """A total that somebody stated. It is never added to events; it is shown beside what the log counts."""

    TYPE = "TallyClaimed"
    PLACES = ("within",)
    ACTORS = ("holder",)

    type: Literal["TallyClaimed"]
    version: Literal[1]
    within: PlaceRef
    """The area that the total is about."""
    kind: PlaceKind
    """The kind of places counted."""
    holder: Slug | None = None
    """Id of the actor that holds, or took, the places counted. Null: the report names none."""
    numerator: Count
    """How many places are this holder's."""
    denominator: Whole | None = None
    """How many places of the kind there are in all, according to the report. Null: it does not say."""
    basis: TallyBasis
    """Which of the places that were the holder's at some time are counted."""
    window: Edtf
    """The period that the total covers, in local civil time, as EDTF (ISO 8601-2)."""
    # Younger than version 1, and no reason for a version 2: a line without it is read and written as it always was.
    levels: Annotated[tuple[ControlLevel, ...], SOME] = (ControlLevel.CONTROL,)
    """The levels of control that are counted: CONTROL and CONTESTED for "captured or contested"."""


class MeasureReported(Claim):
    """One value of a published series; `occurred` is the day, month or year that it measures."""

    TYPE = "MeasureReported"
    PLACES = ("place",)

    type: Literal["MeasureReported"]
    version: Literal[1]
    place: PlaceRef
    """Where it is measured."""
    measure: Slug
    """Id of the published series: what is measured."""
    count: Count
    """The value, in the unit of the series."""

    @field_validator("occurred")
    @classmethod
    def _is_of_one_time(cls, occurred: str) -> str:
        if edtf.is_set(occurred):
            raise FieldError("SET_OF_DATES", "a value measures one day, month or year: write which, or an interval a/b")
        return occurred


class SituationAssessed(Claim):
    """An assessment or a forecast in words, as the source gives it. It changes no state."""

    TYPE = "SituationAssessed"
    PLACES = ("place",)

    type: Literal["SituationAssessed"]
    version: Literal[1]
    place: PlaceRef
    """The place assessed."""
    assessment: Note
    """What the source says of the situation."""
    forecast: bool = False
    """Whether it is about what is to come rather than what is."""
