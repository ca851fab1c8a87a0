"""What a question asks for, as far as its price depends on it: coordinates and days, from arguments not yet checked."""

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from api import limits
from api.graphql.guard.given import Given
from domain.history.steps import number_of_days
from domain.values import knowledge
from domain.values.limits import YEAR_MAX, YEAR_MIN
from domain.values.terms import Step


class At(NamedTuple):
    """Coordinates as a query has them: `date` None where the question spans days."""

    date: Any
    known: Any
    position: int | None
    policy: Any

    @property
    def known_day(self) -> date | None:
        """The day (UTC) up to which things are known, about: the first of all where it cannot be read. None: all is
        known.
        """
        if self.known is None:
            return None
        if isinstance(self.known, datetime):
            return self.known.astimezone(UTC).date()
        text = str(self.known)
        try:
            return date.fromisoformat(text) if len(text) == len("2021-06-22") else knowledge.moment(text).date()
        except ValueError:
            return date.min


def coordinates(given: Given) -> At:
    """The coordinates in the arguments of a field."""
    known = _scalar(given("knownOn") or given("knownAt"))
    return At(_scalar(given("date") or given("asOf")), known, _position(given("position")), _scalar(given("policy")))


def coordinates_of(snapshot: Any) -> At:
    """The coordinates in an input object."""
    named = snapshot if isinstance(snapshot, Mapping) else {}
    known = named.get("knownOn") or named.get("knownAt")
    policy = str(named.get("policy") or "")
    return At(str(named.get("date")), known and str(known), _position(named.get("position")), policy)


def _scalar(given: Any) -> Any:
    """Something that can be compared, also of what will be refused: an object where a day is wanted."""
    return given if given is None or isinstance(given, str | int) else str(given)


def _position(given: Any) -> int | None:
    if isinstance(given, str) and given.isascii() and given.isdecimal() and len(given) < 17:
        return int(given)
    return given if isinstance(given, int) else None


def period(given: Given) -> tuple[date, date]:
    """The first and the last day. All days where the period cannot be read: it will be refused."""
    try:
        return date.fromisoformat(str(given("from"))), date.fromisoformat(str(given("to")))
    except ValueError:
        return date(YEAR_MIN, 1, 1), date(YEAR_MAX, 1, 1)


def number_of_steps(given: Given) -> int:
    """Days at which a series looks; one where the period or the step cannot be read."""
    first, last = period(given)
    try:
        # More are refused when they are asked for, with that reason.
        days = number_of_days(first, last, Step(str(given("step") or Step.DAY.value)))
        return min(max(1, days), limits.STEPS_MAX)
    except ValueError:
        return 1
