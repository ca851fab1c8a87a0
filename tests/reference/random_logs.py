"""Random claims about one place, true or not, for comparing a fold with another one and for the laws.

Few days, actors and voices, so that nearly everything touches everything: equal and nested dates, hours, lists,
losers, own gain, grades, null holders and levels.
"""

from datetime import date, timedelta
from random import Random
from typing import Any

from domain.control.claims import Claim
from domain.values.terms import ControlLevel, Interest, Manner, Reliability
from tests.reference.claims import make_claim

FIRST = date(2021, 6, 1)
_HOURS = ("00:00", "06:00", "12:00", "18:00", "23:59")
_ACTORS = ("A", "B", "C")
_INTERESTS = (Interest.NEUTRAL, Interest.NEUTRAL, Interest.NEUTRAL, Interest.OWN_GAIN, Interest.AGAINST_INTEREST)


def random_claims(random: Random, claims_max: int = 7, days_max: int = 6) -> list[Claim]:
    """From one to `claims_max` claims on at most `days_max` days, in the order of their positions."""
    count, days = random.randint(1, claims_max), random.randint(1, days_max)
    voices = "abcd"[: random.randint(1, 4)]
    actors = [*_ACTORS[: random.randint(2, 3)], *random.choice([[], [], [None]])]
    levels = [ControlLevel.CONTROL, *random.choice([[], [], [ControlLevel.CONTESTED]])]
    plain = random.random() < 0.4
    reports = [_report(random, days, actors, random.choice(levels), plain) for _ in range(count)]
    for number in range(1, count):
        if random.random() < 0.06:
            copied = random.randrange(number)
            reports[number] = {**reports[copied], "copy_of": copied + 1}
    return [make_claim(n, random.choice(voices), **report) for n, report in enumerate(reports, start=1)]


def _report(random: Random, days: int, actors: list[str | None], level: ControlLevel, plain: bool) -> dict[str, Any]:
    """`plain`: neutral and without a grade, so that nothing but time and order decides."""
    changed, holder = random.random() < 0.55, random.choice(actors)
    losers = [actor for actor in actors if actor != holder and actor is not None]
    return {
        "published": FIRST + timedelta(days=random.randint(0, days + 2)),
        "changed": changed,
        "holder": holder,
        "level": level,
        "occurred": _occurred(random, days),
        "loser": random.choice([None, random.choice(losers)]) if changed and losers else None,
        "manner": Manner.UNKNOWN if changed else None,
        "regained": changed and random.random() < 0.15,
        "interest": Interest.NEUTRAL if plain else random.choice(_INTERESTS),
        "reliability": None if plain else random.choice([None, Reliability.A, Reliability.C]),
        "credibility": None if plain else random.choice([None, 2, 5]),
    }


def _occurred(random: Random, days: int) -> str:
    first = random.randrange(days)
    last = random.randint(first, days - 1)
    start, end = FIRST + timedelta(days=first), FIRST + timedelta(days=last)
    match random.choice(["day", "day", "hour", "days", "days", "hours", "open"]):
        case "day":
            return str(start)
        case "hour":
            return f"{start}T{random.choice(_HOURS)}"
        case "days" if first < last:
            return f"{start}/{end}"
        case "hours":
            early, late = sorted(random.sample(_HOURS, 2))
            return f"{start}T{early}/{end}T{late}"
        case "open" if random.random() < 0.3:
            return f"../{end}"
    return str(end)
