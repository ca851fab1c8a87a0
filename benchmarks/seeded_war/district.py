"""What truly happened in a district, and what is written about it."""

from bisect import bisect_right
from dataclasses import dataclass
from random import Random

from benchmarks.seeded_war.country import Country
from benchmarks.seeded_war.shape import DAYS, Json, day, delay_days

MANNERS = ["VIOLENT", "ABANDONED", "WITHDRAWN", "SURRENDERED", "NEGOTIATED", "UNKNOWN"]


@dataclass(frozen=True)
class District:
    """A district with its share of the news and its history: `holders` has one more than `changes`, which are days."""

    id: str
    country: Country
    weight: float
    changes: list[int]
    holders: list[str]

    @classmethod
    def drawn(cls, id: str, country: Country, weight: float, changes: int, chance: Random) -> "District":
        days = sorted(chance.randrange(60, DAYS) for _ in range(changes))
        holders = [country.actors[0]]
        for _ in days:
            holders.append(chance.choice([actor for actor in country.actors[:4] if actor != holders[-1]]))
        return cls(id, country, weight, days, holders)

    def assertion(self, chance: Random) -> Json:
        """A report that somebody holds it: true in most cases; the rest is loyalty or error."""
        number = chance.randrange(DAYS)
        source = self.country.source(chance)
        holder = self.holders[bisect_right(self.changes, number)]
        if chance.random() < 0.07:
            holder = self.country.affiliation(source) or chance.choice(self.country.actors[:4])
        event = {
            "type": "ControlAsserted",
            "occurred": _seen(number, chance),
            "published": day(number + delay_days(chance)),
            "source": source,
            "place": self.id,
            "holder": holder,
        }
        if chance.random() < 0.1:
            event["level"] = chance.choice(("INFLUENCE", "CONTESTED"))
        return event | _attribution(self.country, 0.3, chance)

    def change(self, chance: Random) -> Json:
        """A report that it changed hands, on a day or in a window."""
        which = chance.randrange(len(self.changes))
        number = self.changes[which]
        event = {
            "type": "ControlChanged",
            "occurred": _window(number, chance),
            "published": day(number + 1 + delay_days(chance)),
            "source": self.country.source(chance),
            "place": self.id,
            "gainer": self.holders[which + 1],
            "manner": chance.choice(MANNERS),
        }
        if chance.random() < 0.8:
            event["loser"] = self.holders[which]
        return event | _attribution(self.country, 0.5, chance)


def _attribution(country: Country, share: float, chance: Random) -> Json:
    return {"attribution": [chance.choice(country.actors)]} if chance.random() < share else {}


def _seen(number: int, chance: Random) -> str:
    drawn = chance.random()
    if drawn < 0.8:
        return day(number)
    if drawn < 0.95:
        return f"{day(max(0, number - chance.randrange(2, 20)))}/{day(number)}"
    return day(number)[:7]


def _window(number: int, chance: Random) -> str:
    drawn = chance.random()
    if drawn < 0.6:
        return day(number)
    if drawn < 0.9:
        return f"{day(max(0, number - 2))}/{day(number + 1)}"
    return f"{day(number)}T06:00/{day(number)}T18:00"
