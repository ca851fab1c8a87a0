"""Coordinates: at which point of both clocks, of the log and of the policies a question is asked."""

import datetime
from dataclasses import dataclass

from domain.values.terms import Policy


@dataclass(frozen=True, slots=True)
class Coordinates:
    """The answer for fixed coordinates never changes.

    `date` is a civil day at the place, and its end is meant; None where a question spans days (a history, a sum).
    `known_on` leaves out what was published after that day (UTC); None: everything that is known. `position` leaves out
    what stands later in the log.
    """

    date: datetime.date | None
    known_on: datetime.date | None
    position: int
    policy: Policy = Policy.AGAINST_INTEREST

    @property
    def described(self) -> "Coordinates":
        """Where places, actors and sources are described: they have no second clock and no policy (decision 0006)."""
        return Coordinates(self.date, None, self.position)
