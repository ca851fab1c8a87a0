"""Claims into rows of periods: work for a process of the fold pool, pure data in and out."""

from collections.abc import Sequence
from types import SimpleNamespace

from domain.control.aspects import Aspect
from domain.control.interest import Sides
from domain.values.terms import Policy
from store.read import periods
from store.read.claim_rows import ClaimRow
from store.read.folds import histories_of


def folded_rows(
    rows: Sequence[ClaimRow], sides: Sides, aspect: Aspect, policy: Policy
) -> dict[str, list[SimpleNamespace]]:
    """The periods of each place by one policy, as rows of the table of periods have them."""
    bit = periods.BITS[policy]
    return {
        place: [SimpleNamespace(**periods.to_row(place, aspect, bit, period)) for period in folded]
        for place, folded in histories_of(rows, sides, policy).items()
    }
