"""What is registered before the news: sources, actors, and places with names, codes and outlines."""

import math
from collections.abc import Iterator
from random import Random

from benchmarks.seeded_war.country import ACTORS, SIDES, Country
from benchmarks.seeded_war.shape import PROVINCES_PER_COUNTRY, Json

SYLLABLES = """
    ab ar bad dar dasht far ghar gul hus imam jal kal khan khwa kun lash mar nad nur pan qal ra sar shah sher tak tash
    ur wal yak zar zi bo mir dul san qar pul chi
"""
_SYLLABLES = SYLLABLES.split()
GRADES = "BBCCCDADBCEF"
OUTLINE_CORNERS = 12


def registrations(countries: list[Country], chance: Random) -> Iterator[Json]:
    """In the order in which they refer to each other."""
    yield {"type": "SourceRegistered", "id": "source.gazetteer", "source": "gazetteer", "name": "Gazetteer"}
    for country in countries:
        yield from _actors(country)
        yield from _sources(country)
        yield from _places(country, chance)


def _actors(country: Country) -> Iterator[Json]:
    for name, kind in ACTORS.items():
        actor = f"{country.id}-{name}"
        side = f"{country.id}-{SIDES[name]}"
        title = actor.replace("-", " ").title()
        yield {
            "type": "ActorRegistered",
            "id": f"actor.{actor}",
            "actor": actor,
            "name": title,
            "kind": kind,
            "side": side,
        }


def _sources(country: Country) -> Iterator[Json]:
    for number, source in enumerate(country.sources):
        event = {
            "type": "SourceRegistered",
            "id": f"source.{source}",
            "source": source,
            "name": f"Source {source}",
            "publisher": f"Press {number}",
            "reliability": GRADES[number % len(GRADES)],
        }
        affiliation = country.affiliation(source)
        yield event | ({"affiliation": affiliation} if affiliation else {})


def _places(country: Country, chance: Random) -> Iterator[Json]:
    west, south = -170 + (country.number % 17) * 20, -70 + (country.number // 17 % 8) * 18
    yield _place(country.id, "COUNTRY", None, chance) | {"longitude": west, "latitude": south}
    for number in range(PROVINCES_PER_COUNTRY):
        yield _place(country.province(number), "PROVINCE", country.id, chance)
    for number, district in enumerate(country.districts):
        longitude, latitude = round(west + (number % 21) * 0.3, 4), round(south + (number // 21) * 0.3, 4)
        point = {"longitude": longitude, "latitude": latitude, "geometry": _outline(longitude, latitude)}
        yield _place(district, "DISTRICT", country.province(number), chance) | point


def _place(id: str, kind: str, parent: str | None, chance: Random) -> Json:
    event = {
        "type": "PlaceRegistered",
        "id": f"place.{id}",
        "published": "2004-01-01",
        "place": id,
        "kind": kind,
        "names": _names(chance),
        "codes": [{"scheme": "pcode", "edition": "2004", "code": id.replace("-", "").upper()}],
    }
    return event | ({"parent": parent} if parent else {})


def _names(chance: Random) -> list[Json]:
    main = _name(chance)
    spellings = dict.fromkeys(_spelling(main, chance) for _ in range(chance.choice((0, 1, 1, 2))))
    spellings.pop(main, None)
    others = [{"text": text, "language": "en"} for text in spellings]
    return [{"text": main, "language": "en", "preferred": True}, *others]


def _name(chance: Random) -> str:
    first = "".join(chance.choices(_SYLLABLES, k=chance.choice((2, 2, 3)))).title()
    return first if chance.random() < 0.7 else f"{first} {''.join(chance.choices(_SYLLABLES, k=2)).title()}"


def _spelling(name: str, chance: Random) -> str:
    if chance.random() < 0.5:
        return name.replace("kh", "x").replace("q", "k").replace("w", "v")
    return name + chance.choice(("a", "i", "eh", " Jadid"))


def _outline(longitude: float, latitude: float) -> Json:
    angles = [corner / OUTLINE_CORNERS * math.tau for corner in range(OUTLINE_CORNERS)]
    ring = [[round(longitude + 0.1 * math.cos(a), 4), round(latitude + 0.1 * math.sin(a), 4)] for a in angles]
    return {"type": "Polygon", "coordinates": [[*ring, ring[0]]]}
