"""What an answer costs, in the units in which questions of GraphQL are priced: a hundredth of a millisecond."""

from domain.control.aspects import Aspect
from domain.values.coordinates import Coordinates
from store.read.folds import PLACE_COST, STATE_COST
from store.read.log_sizes import LogSizes

PAGE = 300
"""An answer, whatever is in it."""
FEATURE = 12
"""A feature at the head of the log: its place, outline, states and sources."""


def page_cost(at: Coordinates, features: int, sizes: LogSizes) -> int:
    """The price of a page of so many features: each with as many claims as a place has on average."""
    return _cost(at, features, features * sum(map(sizes.claims_of_one, Aspect)), sizes)


def item_cost(at: Coordinates, place: str, sizes: LogSizes) -> int:
    """The price of one feature."""
    return _cost(at, 1, sum(sizes.claims_of(place, aspect) for aspect in Aspect), sizes)


def _cost(at: Coordinates, features: int, claims: int, sizes: LogSizes) -> int:
    """Away from the head the claims are folded of the places of which something was said since."""
    folded = min(claims, sizes.claims_to_fold(at.known_at and at.known_at.date(), at.position))
    return PAGE + FEATURE * features + PLACE_COST * min(features, folded) + STATE_COST * folded
