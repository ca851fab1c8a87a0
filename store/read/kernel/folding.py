"""Claims into rows of periods: work for a process of the fold pool, pure data in and out."""

from collections.abc import Mapping, Sequence
from types import SimpleNamespace

from domain.control import resolution
from domain.control.aspects import Aspect
from domain.control.claims import Claim
from domain.values.terms import Policy
from store.read import periods


def folded_rows(
    claims: Mapping[str, Sequence[Claim]], aspect: Aspect, policy: Policy
) -> dict[str, list[SimpleNamespace]]:
    """The periods of each place by one policy, as rows of the table of periods have them."""
    return {
        place: [
            SimpleNamespace(**periods.to_row(place, aspect, periods.BITS[policy], period))
            for period in resolution.periods(standing, policy)
        ]
        for place, standing in claims.items()
    }
