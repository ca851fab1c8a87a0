"""What a write costs beside the fields of its answer: a dry run folds two histories of every place that it touches.

How many these are is known only once names and lists have been resolved, so a place is counted for each event, and as
one with an average number of claims. What turns out to be too much is refused then.
"""

from api.graphql.guard.given import Given
from domain.control.aspects import Aspect
from store.db.limits import DRY_RUN_CLAIMS_MAX
from store.read.folds import HISTORY_COST
from store.read.log_sizes import LogSizes


def dry_run_cost(given: Given, sizes: LogSizes) -> int:
    """In hundredths of a millisecond of processor time; 0 of what is to be recorded."""
    if given("dryRun") is not True:
        return 0
    events = given("events")
    places = len(events) if isinstance(events, list) else 1
    return 2 * HISTORY_COST * min(places * sizes.claims_of_one(Aspect.CONTROL), DRY_RUN_CLAIMS_MAX)
