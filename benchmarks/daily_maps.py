"""A made-up war as a few daily maps tell it: assertions that mostly repeat what is known, and some corrections.

Nothing is read from outside, and the same seed gives the same lines on every machine.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

FIRST = date(2021, 1, 1)
SIDES = ("government", "rebels")

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class War:
    """Each district falls once, a third of them are retaken. One line in a thousand has a slip, put right after three
    days.
    """

    districts: int = 400
    days: int = 250
    maps: tuple[str, ...] = ("daily-map",)
    seed: int = 1

    def registrations(self) -> Iterator[Json]:
        for side in SIDES:
            yield {"type": "ActorRegistered", "actor": side, "name": side.title(), "kind": "REBEL_GROUP", "side": side}
        for one in self.maps:
            yield {"type": "SourceRegistered", "source": one, "name": one.title(), "reliability": "B"}
        yield _place("land", "COUNTRY", None)
        for number in range(self.districts):
            yield _place(_district(number), "DISTRICT", "land")

    def assertions(self) -> Iterator[Json]:
        """Day by day, as the maps came out. Each map leaves out a few districts on any day."""
        random = Random(self.seed)
        changes = [self._changes(random) for _ in range(self.districts)]
        slips: dict[int, list[Json]] = {}
        for day in range(self.days):
            yield from slips.pop(day, ())
            for number, holders in enumerate(changes):
                for one in self.maps:
                    told = _assertion(one, number, day, _holder(holders, day))
                    if random.random() < 0.001:
                        slips.setdefault(day + 3, []).append(_correction(told, day + 3))
                        told = {**told, "holder": SIDES[told["holder"] == SIDES[0]]}
                    yield told

    def _changes(self, random: Random) -> list[int]:
        fall = random.randrange(self.days * 3 // 2)
        return [fall, fall + random.randrange(5, 60)] if random.random() < 1 / 3 else [fall]


def _place(id: str, kind: str, parent: str | None) -> Json:
    told = {"type": "PlaceRegistered", "place": id, "kind": kind, "names": [{"text": id}]}
    return {**told, "parent": parent} if parent else told


def _district(number: int) -> str:
    return f"land-{number:03}"


def _day(number: int) -> str:
    return (FIRST + timedelta(number)).isoformat()


def _holder(changes: list[int], day: int) -> str:
    return SIDES[sum(change <= day for change in changes) % 2]


def _assertion(source: str, district: int, day: int, holder: str) -> Json:
    return {
        "type": "ControlAsserted",
        "id": f"{source}.{day}.{district}",
        "place": _district(district),
        "holder": holder,
        "occurred": _day(day),
        "published": _day(day + 1),
        "source": source,
    }


def _correction(told: Json, day: int) -> Json:
    replacement = {name: value for name, value in told.items() if name != "id"} | {"published": _day(day)}
    return {
        "type": "EventCorrected",
        "id": f"{told['id']}.corrected",
        "event": told["id"],
        "replacement": replacement,
        "reason": "the map had a slip",
        "published": _day(day),
        "source": told["source"],
    }
