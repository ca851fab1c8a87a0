"""How the war looks: how long it lasts, how its countries are divided, and what the news is about."""

from datetime import date, timedelta
from random import Random
from typing import Any

Json = dict[str, Any]
"""An event in the interchange format."""

FIRST_DAY, DAYS = date(2004, 1, 1), 7_305
"""Twenty years, as replays and series ask for them."""
DISTRICTS_PER_COUNTRY, PROVINCES_PER_COUNTRY = 401, 34
"""Afghanistan's numbers."""
SHARES = {
    "ControlAsserted": 0.50,
    "ControlChanged": 0.22,
    "ControlConfirmed": 0.003,
    "ClashReported": 0.07,
    "CasualtiesReported": 0.09,
    "PersonsCrossedBorder": 0.03,
    "MeasureReported": 0.04,
    "SituationAssessed": 0.03,
    "TallyClaimed": 0.005,
}
"""Of all events; what is left are corrections and retractions."""
CORRECTED, RETRACTED = 0.010, 0.002
"""Of all events."""


def day(number: int) -> str:
    """The civil day with this number; the first one is 0."""
    return (FIRST_DAY + timedelta(number)).isoformat()


def delay_days(chance: Random) -> int:
    """How long after the day a report comes out: one in ten takes over a month, one in fifty over a year."""
    drawn = chance.random()
    if drawn < 0.6:
        return chance.randrange(0, 3)
    if drawn < 0.9:
        return chance.randrange(3, 31)
    if drawn < 0.98:
        return chance.randrange(31, 366)
    return chance.randrange(366, 2_200)
