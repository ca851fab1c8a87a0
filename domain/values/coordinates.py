"""Coordinates: at which point of both clocks, of the log and of the policies a question is asked."""

import datetime
from dataclasses import dataclass

from domain.values.knowledge import whole_day
from domain.values.terms import Policy


@dataclass(frozen=True, slots=True)
class Coordinates:
    """The answer for fixed coordinates never changes.

    `date` is a civil day at the place, and its end is meant; None where a question spans days (a history, a sum).
    `known_at` leaves out what became known after that moment (UTC); None: nothing. The end of a day is what `knownOn`
    asks for (domain/values/knowledge.py). `position` leaves out what stands later in the log.
    """

    date: datetime.date | None
    known_at: datetime.datetime | None
    position: int
    policy: Policy = Policy.AGAINST_INTEREST

    @property
    def day(self) -> datetime.date:
        """The date, where the question is about one day."""
        assert self.date is not None, "a question about one day"
        return self.date

    @property
    def known_on(self) -> datetime.date | None:
        """The day at whose end `known_at` is; None where it is no end of a day."""
        return self.known_at and whole_day(self.known_at)

    @property
    def known_moment(self) -> datetime.datetime | None:
        """`known_at` where it is no end of a day: an answer shows the day or the moment, and never both."""
        return None if self.known_on else self.known_at

    @property
    def described(self) -> "Coordinates":
        """Where places, actors and sources are described: they have no second clock and no policy (decision 0006)."""
        return Coordinates(self.date, None, self.position)
