"""Claims that number people: who crossed a border, who came to harm."""

from typing import Annotated, Literal

from domain.events.base import MANY, CasualtyKinds, Claim, EventIds, PlaceRefs
from domain.events.references import PlaceRef
from domain.values.counts import Count
from domain.values.model import Model
from domain.values.terms import Admission, PersonGroup
from domain.values.text import Slug


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
    including: Annotated[tuple[Included, ...], MANY] = ()


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
