"""A country of the war: its districts, who fights there, and who writes about it."""

from dataclasses import dataclass, field
from random import Random

from benchmarks.seeded_war.shape import PROVINCES_PER_COUNTRY

SOURCES = 24
ACTORS = {
    "army": "STATE_FORCES",
    "rebels": "REBEL_GROUP",
    "front": "REBEL_GROUP",
    "militia": "POLITICAL_MILITIA",
    "allies": "EXTERNAL_OTHER_FORCES",
}
SIDES = {"army": "gov", "allies": "gov", "rebels": "opp", "front": "opp", "militia": "mil"}
_SOURCE_WEIGHTS = [1 / rank**0.8 for rank in range(1, SOURCES + 1)]


@dataclass(frozen=True)
class Country:
    """A country by its number in the war, from 0."""

    number: int
    size: int
    """How many districts it has."""
    districts: list[str] = field(init=False)

    def __post_init__(self) -> None:
        ids = [f"{self.province(n)}-d{n:03}" for n in range(self.size)]
        object.__setattr__(self, "districts", ids)

    @property
    def id(self) -> str:
        return f"c{self.number:03}"

    def province(self, district: int) -> str:
        """The province of the district with this number."""
        return f"{self.id}-p{district % PROVINCES_PER_COUNTRY:02}"

    @property
    def actors(self) -> list[str]:
        """All five; the last one never holds a place."""
        return [f"{self.id}-{name}" for name in ACTORS]

    def source(self, chance: Random) -> str:
        """Who reports: a few papers have most of the news."""
        return chance.choices(self.sources, _SOURCE_WEIGHTS)[0]

    @property
    def sources(self) -> list[str]:
        return [f"{self.id}-src{n:02}" for n in range(SOURCES)]

    def affiliation(self, source: str) -> str | None:
        """The actor to which a source belongs; of one source in three."""
        number = self.sources.index(source)
        return self.actors[number % len(self.actors)] if number % 3 == 1 else None
