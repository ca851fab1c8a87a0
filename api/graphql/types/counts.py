"""Numbers as they were reported."""

import strawberry

from domain.values.reported_number import ReportedNumber
from domain.values.terms import Qualifier


@strawberry.type
class Count:
    """A number as it was reported: bounds, both inclusive, and the word that set them. Null is open or not told."""

    low: int | None = strawberry.field(description="The lowest number possible, inclusive. Null: open.")
    best: int | None = strawberry.field(description="Null unless somebody gave it: never a middle of the bounds.")
    high: int | None = strawberry.field(description="The highest number possible, inclusive. Null: open.")
    qualifier: Qualifier = strawberry.field(description="The word that bounded the number.")
    verbatim: str | None = strawberry.field(description="The number in the source's own words. Null: not kept.")


def of_figure(figure: ReportedNumber) -> Count:
    return Count(**figure._asdict())
