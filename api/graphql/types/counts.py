"""Numbers as they were reported."""

import strawberry

from domain.values.reported_number import ReportedNumber
from domain.values.terms import Qualifier


@strawberry.type
class Count:
    """A number as it was reported: inclusive bounds, and a best estimate only where a source gave one."""

    low: int | None = strawberry.field(description="The lowest number that the report allows, inclusive. Null: open.")
    best: int | None = strawberry.field(
        description="The best estimate (UCDP's term). Null unless a source gave one; never a mean of the bounds."
    )
    high: int | None = strawberry.field(description="The highest number that the report allows, inclusive. Null: open.")
    qualifier: Qualifier = strawberry.field(description="The word by which the report bounded the number.")
    verbatim: str | None = strawberry.field(description="The number in the source's own words. Null: not kept.")


def of_figure(figure: ReportedNumber) -> Count:
    return Count(**figure._asdict())
