"""The whole war: what is registered, and its news in the order in which they came out."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random

from benchmarks.seeded_war import gazetteer, other_news
from benchmarks.seeded_war.corrections import with_corrections
from benchmarks.seeded_war.country import Country
from benchmarks.seeded_war.district import District
from benchmarks.seeded_war.people import PeopleNews
from benchmarks.seeded_war.shape import CORRECTED, DISTRICTS_PER_COUNTRY, RETRACTED, SHARES, Json

MOST_CHANGES = 60
CLAIMS_PER_CHANGE = 8


@dataclass(frozen=True)
class War:
    """So many events over so many districts. The news of a district are log-normal: few have many, many have few."""

    events: int
    places: int
    seed: int = 1

    @cached_property
    def countries(self) -> list[Country]:
        starts = range(0, self.places, DISTRICTS_PER_COUNTRY)
        return [Country(n, min(DISTRICTS_PER_COUNTRY, self.places - start)) for n, start in enumerate(starts)]

    def registrations(self) -> Iterator[Json]:
        return gazetteer.registrations(self.countries, Random(self.seed))

    def news(self) -> Iterator[Json]:
        """In order of publication, corrections and retractions among them."""
        chance = Random(self.seed + 1)
        districts = self._districts(chance)
        corrected, retracted = round(self.events * CORRECTED), round(self.events * RETRACTED)
        plain = self.events - corrected - retracted
        about = chance.choices(districts, [district.weight for district in districts], k=plain)
        kinds = chance.choices(list(SHARES), list(SHARES.values()), k=plain)
        people = PeopleNews(len(self.countries))
        reports = [
            {"id": f"e{number}", **_report(number, kind, district, people, chance)}
            for number, (district, kind) in enumerate(zip(about, kinds, strict=True))
        ]
        reports.sort(key=lambda event: str(event["published"]))
        return with_corrections(reports, self.countries, corrected, retracted, chance)

    def _districts(self, chance: Random) -> list[District]:
        weights = [chance.lognormvariate(0, 1.0) for _ in range(self.places)]
        claims = self.events * (SHARES["ControlChanged"] + SHARES["ControlAsserted"]) / sum(weights)
        ids = [(country, district) for country in self.countries for district in country.districts]
        return [
            District.drawn(district, country, weight, _changes(weight * claims), chance)
            for (country, district), weight in zip(ids, weights, strict=True)
        ]


def _changes(claims: float) -> int:
    return min(MOST_CHANGES, max(1, round(claims / CLAIMS_PER_CHANGE)))


def _report(number: int, kind: str, district: District, people: PeopleNews, chance: Random) -> Json:
    if kind == "ControlAsserted":
        return district.assertion(chance)
    if kind == "ControlChanged":
        return district.change(chance)
    if kind in ("CasualtiesReported", "PersonsCrossedBorder"):
        return people.report(number, kind, district.country, chance)
    return other_news.report(number, kind, district.country, district.id, chance)


def write(file: Path, events: Iterable[Json]) -> int:
    """Write them as JSON Lines and return how many there are."""
    with file.open("w", encoding="utf-8") as lines:
        return sum(bool(lines.write(json.dumps(event, ensure_ascii=False) + "\n")) for event in events)
