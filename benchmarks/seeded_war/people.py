"""Reports that count people; nearly half tell of an incident that was reported before."""

from random import Random

from benchmarks.seeded_war.country import Country
from benchmarks.seeded_war.shape import DAYS, Json, day, delay_days

KINDS = (["KILLED"], ["WOUNDED"], ["KILLED", "WOUNDED"])
GROUPS = ("ARMED_FORCES", "REFUGEES_ASYLUM_SEEKERS", "OTHER_CIVILIANS")
REMEMBERED = 50


class PeopleNews:
    """It remembers the incidents of each country, so that others can report them too."""

    def __init__(self, countries: int) -> None:
        self._countries = countries
        self._incidents: dict[tuple[str, str], list[tuple[int, str, str]]] = {}

    def report(self, number: int, kind: str, country: Country, chance: Random) -> Json:
        happened, place, incident = self._incident(number, kind, country, chance)
        event: Json = {
            "type": kind,
            "occurred": day(happened),
            "published": day(happened + delay_days(chance)),
            "source": country.source(chance),
        }
        if chance.random() < 0.7:
            event["incident"] = incident
        if kind == "CasualtiesReported":
            party, kinds = chance.choice(country.actors[:4]), chance.choice(KINDS)
            return event | {"place": place, "party": party, "kinds": kinds, "count": _count(chance)}
        return event | self._crossing(country, place, chance)

    def _incident(self, number: int, kind: str, country: Country, chance: Random) -> tuple[int, str, str]:
        known = self._incidents.setdefault((country.id, kind), [])
        if known and chance.random() < 0.45:
            return chance.choice(known[-REMEMBERED:])
        known.append((chance.randrange(DAYS), chance.choice(country.districts), f"inc{number}"))
        return known[-1]

    def _crossing(self, country: Country, place: str, chance: Random) -> Json:
        other = f"c{(country.number + 1) % self._countries:03}" if self._countries > 1 else place
        return {
            "origin": country.id,
            "destination": other,
            "group": chance.choice(GROUPS),
            "count": _count(chance),
        }


def _count(chance: Random) -> Json:
    drawn, number = chance.random(), int(chance.lognormvariate(2.2, 1.1)) + 1
    if drawn < 0.5:
        return {"low": number, "best": number, "high": number, "qualifier": "EXACT", "verbatim": str(number)}
    if drawn < 0.7:
        return {"low": number + 1, "qualifier": "MORE_THAN", "verbatim": f"more than {number}"}
    if drawn < 0.85:
        return {"high": number, "qualifier": "UP_TO", "verbatim": f"up to {number}"}
    return {"low": number, "best": number + 2, "high": number + 9, "qualifier": "ABOUT", "verbatim": f"about {number}"}
