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
    """What happened to these people; the count is for all of these kinds together."""
    count: Count
    """How many people, out of those who crossed."""


class PersonsCrossedBorder(Claim):
    """People crossed, or came to, the border from one country to another."""

    TYPE = "PersonsCrossedBorder"
    PLACES = ("origin", "destination", "via")
    ACTORS = ("party",)

    type: Literal["PersonsCrossedBorder"]
    version: Literal[2]
    origin: PlaceRef
    """The place that they left."""
    destination: PlaceRef
    """The place that they went to."""
    via: PlaceRefs = ()
    """Border crossing points, posts or areas on their way. Empty: the report names none."""
    group: PersonGroup = PersonGroup.UNKNOWN
    """Who they are."""
    count: Count
    """How many people crossed."""
    admission: Admission = Admission.UNKNOWN
    """What the country of destination did with them."""
    party: Slug | None = None
    """Id of the actor that they belong to, such as an army. Null: none, or not reported."""
    including: Annotated[tuple[Included, ...], MANY] = ()
    """Casualties among them; they are in `count` already."""


class CasualtiesReported(Claim):
    """One number for all of `kinds` together: {KILLED, WOUNDED} up to 100 is 100 people, not 100 of each."""

    TYPE = "CasualtiesReported"
    PLACES = ("place",)
    ACTORS = ("party",)
    EVENTS = ("part_of", "copy_of", "disjoint_from")

    type: Literal["CasualtiesReported"]
    version: Literal[1]
    place: PlaceRef | None = None
    """Where they came to harm. Null: the report does not say."""
    party: Slug | None = None
    """Id of the actor that the casualties belong to. Null: the report does not say."""
    kinds: CasualtyKinds
    """What happened to them; the count is for all of these kinds together."""
    count: Count
    """How many people, of all kinds together."""
    disjoint_from: EventIds = ()
    """Ids of reports that count other people: their counts may be added to this one."""
