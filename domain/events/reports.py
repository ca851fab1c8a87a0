"""Claims of other kinds: clashes, stated totals, measured values, assessments."""

from typing import Annotated, Literal

from domain.events.base import SOME, Claim, Slugs
from domain.events.references import PlaceRef
from domain.values.counts import Count, Whole
from domain.values.edtf import Edtf
from domain.values.terms import PlaceKind, TallyBasis
from domain.values.text import Note, Slug


class ClashReported(Claim):
    TYPE = "ClashReported"
    PLACES = ("places",)
    ACTORS = ("parties",)

    type: Literal["ClashReported"]
    version: Literal[1]
    places: Annotated[tuple[PlaceRef, ...], SOME]
    parties: Slugs = ()


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
