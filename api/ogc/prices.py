"""What an answer costs, in the units in which questions of GraphQL are priced: a hundredth of a millisecond."""

from domain.control.aspects import Aspect
from domain.values.coordinates import Coordinates
from store.read.folds import PLACE_COST, STATE_COST
from store.read.log_sizes import LogSizes

PAGE = 300
"""An answer, whatever is in it."""
FEATURE = 12
"""A feature at the head of the log: its place, outline, state and sources."""


def page_cost(at: Coordinates, features: int, sizes: LogSizes) -> int:
    """The price of a page of so many features. Away from the head the claims about each place are folded."""
    each = FEATURE
    if at.known_at is not None or at.position < sizes.position or sizes.claims_waiting:
        each += PLACE_COST + STATE_COST * sizes.claims_of_one(Aspect.CONTROL)
    return PAGE + each * features
