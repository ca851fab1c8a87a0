"""Numbers as they were reported: bounds, the word that bounded them, and no best that nobody gave.

`low` and `high` bound the number, both inclusive; `best` is UCDP's best estimate, there only if a source gave one.
A missing bound is open. MORE_THAN 130 is low 131; UP_TO 100 is high 100; MANY keeps its word and no number.
"""

from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from domain.values import limits
from domain.values.model import Model
from domain.values.problems import FieldError
from domain.values.terms import Qualifier
from domain.values.text import Verbatim

Whole = Annotated[int, Field(ge=0, le=limits.COUNT_MAX, strict=True)]


class Count(Model):
    """A number as it was reported: inclusive bounds, and a best estimate only where a source gave one."""

    low: Whole | None = None
    """The lowest number that the report allows, inclusive. Null: open."""
    best: Whole | None = None
    """The best estimate (UCDP's term). Null unless a source gave one."""
    high: Whole | None = None
    """The highest number that the report allows, inclusive. Null: open."""
    qualifier: Qualifier
    """The word by which the report bounded the number."""
    verbatim: Verbatim | None = None
    """The number in the source's own words. Null: not kept."""

    @model_validator(mode="after")
    def _bounds_do_not_cross(self) -> Self:
        given = [n for n in (self.low, self.best, self.high) if n is not None]
        if given != sorted(given):
            raise FieldError("BOUNDS_CROSS", "low <= best <= high does not hold: check which number is which")
        return self

    @model_validator(mode="before")
    @classmethod
    def _exact_gives_all_three(cls, given: Any) -> Any:
        if isinstance(given, dict) and given.get("qualifier") == Qualifier.EXACT:
            numbers = {given[k] for k in ("low", "best", "high") if isinstance(given.get(k), int)}
            if len(numbers) != 1:
                raise FieldError(
                    "EXACT_IS_ONE_NUMBER", "EXACT is one number: give it as best, or as low, best and high alike"
                )
            return {**given, **dict.fromkeys(("low", "best", "high"), numbers.pop())}
        return given
