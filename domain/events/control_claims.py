"""Claims about who holds a place."""

from typing import Annotated, Literal, Self

from pydantic import Field, field_validator, model_validator

from domain.events.base import Claim, SomePlaceRefs
from domain.events.occurred import with_an_end
from domain.events.references import PlaceRef
from domain.values.problems import FieldError
from domain.values.terms import ControlLevel, Manner
from domain.values.text import Slug


class ControlChanged(Claim):
    """A place changed hands at some time in `occurred`. `gainer` null: nobody is known to hold it since."""

    TYPE = "ControlChanged"
    PLACES = ("place",)
    ACTORS = ("gainer", "loser")

    type: Literal["ControlChanged"]
    version: Literal[1]
    place: PlaceRef
    """The place that changed hands."""
    gainer: Slug | None
    """Id of the actor that holds it since. Null: no actor is known to."""
    loser: Slug | None = None
    """Id of the actor that held it before. Null: the report does not say."""
    level: ControlLevel = ControlLevel.CONTROL
    """How firmly the gainer holds it since."""
    manner: Manner = Manner.UNKNOWN
    """How it changed hands."""
    # Younger than version 1, and no reason for a version 2: a line without it is read and written as it always was.
    regained: Annotated[bool, Field(strict=True)] = False
    """Whether the gainer had held it before and lost it: what ACLED calls to regain territory."""

    _closed = field_validator("occurred")(with_an_end)

    @model_validator(mode="after")
    def _hands_change(self) -> Self:
        if self.gainer is not None and self.gainer == self.loser:
            raise FieldError(
                "NO_CHANGE", "gainer and loser are the same: use ControlAsserted for a state that is seen to hold"
            )
        if self.regained and self.gainer is None:
            raise FieldError("NOBODY_REGAINS", "regained needs a gainer: say who had held it before, or leave it out")
        return self


class ControlAsserted(Claim):
    """A state that was seen to hold, without a dated change.

    `occurred` a single date: it held on that day, and the change fell some time before. An interval a/b: it held at b
    and changed between a and b. A set [a..b]: it held on one of these days. `holder` null: nobody is known to hold it.
    """

    TYPE = "ControlAsserted"
    PLACES = ("place",)
    ACTORS = ("holder",)

    type: Literal["ControlAsserted"]
    version: Literal[1]
    place: PlaceRef
    """The place that was seen."""
    holder: Slug | None
    """Id of the actor that holds it. Null: no actor is known to."""
    level: ControlLevel = ControlLevel.CONTROL
    """How firmly the holder holds it."""

    _closed = field_validator("occurred")(with_an_end)


class ControlConfirmed(Claim):
    """A new edition of a list or a map shows these places as the edition before did.

    `occurred` is the date of the edition. It says of each place what a ControlAsserted would, in one record for all of
    them.
    """

    TYPE = "ControlConfirmed"
    PLACES = ("places",)
    ACTORS = ("holder",)

    type: Literal["ControlConfirmed"]
    version: Literal[1]
    places: SomePlaceRefs
    """The places that the new edition shows unchanged, all with this holder and level."""
    holder: Slug | None
    """Id of the actor that holds them. Null: no actor is known to."""
    level: ControlLevel = ControlLevel.CONTROL
    """How firmly the holder holds them."""

    _closed = field_validator("occurred")(with_an_end)


Control = ControlChanged | ControlAsserted | ControlConfirmed
"""What says who holds a place."""
