"""Claims about who holds a place."""

from typing import Annotated, Literal, Self

from pydantic import field_validator, model_validator

from domain.events.base import SOME, Claim
from domain.events.references import PlaceRef
from domain.values import edtf
from domain.values.problems import FieldError
from domain.values.terms import ControlLevel, Manner
from domain.values.text import Slug


def _told_until(occurred: str) -> str:
    if edtf.interval(occurred).latest is None:
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
    places: Annotated[tuple[PlaceRef, ...], SOME]
    holder: Slug | None
    level: ControlLevel = ControlLevel.CONTROL

    _closed = field_validator("occurred")(_told_until)


Control = ControlChanged | ControlAsserted | ControlConfirmed
"""What says who holds a place."""
