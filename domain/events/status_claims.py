"""Claims about whether a place can be used."""

from typing import Literal

from pydantic import field_validator

from domain.events.base import Claim
from domain.events.occurred import with_an_end
from domain.events.references import PlaceRef
from domain.values.terms import Direction, FacilityStatus


class StatusReported(Claim):
    """Whether a border crossing point, a bridge, an airport or a base can be used. It says nothing about who holds it.

    `occurred` a single date: it was so on that day, and became so some time before. An interval a/b: it was so at b and
    became so between a and b. A set [a..b]: it was so on one of these days. Any kind of place may have a status, since
    bridges and airports have no kind of their own.
    """

    TYPE = "StatusReported"
    PLACES = ("place",)

    type: Literal["StatusReported"]
    version: Literal[1]
    place: PlaceRef
    """The place that can, or cannot, be used."""
    status: FacilityStatus
    """Whether it can be used. UNKNOWN: the source says that nobody knows."""
    direction: Direction | None = None
    """The direction that the status is about. Null: the report does not say, so it is about both."""

    _closed = field_validator("occurred")(with_an_end)
