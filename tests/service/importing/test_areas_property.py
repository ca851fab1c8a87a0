"""A map of areas says of each place who holds the area in which its point lies, by arithmetic, on every engine.

Needs shapely, which the extra `test` brings: without it these tests fail, and are not skipped.
"""

import json
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.control.state import UNKNOWN
from store.db.connections import Database
from tests.support.builders import place
from tests.support.worlds import EXAMPLES, World, cut

MAPPING = """
name = "@"
source = "@"
published = "day"
[snapshot]
[event]
type = "ControlAsserted"
occurred = "day"
place = { area = true, kind = "POPULATED_PLACE", within = "@-country" }
holder = { column = "holder", values = { a = "@-a", b = "@-b", nobody = "" } }
"""
FIRST = date(2021, 6, 1)
GRID = 6
numbers = st.integers(0, GRID)
points = st.lists(st.tuples(numbers, numbers), min_size=1, max_size=6)


class Area(NamedTuple):
    """A rectangle with its edges, in degrees."""

    left: int
    bottom: int
    width: int
    height: int
    holder: str

    def holds(self, point: tuple[int, int]) -> bool:
        x, y = point
        return self.left <= x <= self.left + self.width and self.bottom <= y <= self.bottom + self.height

    def feature(self, day: date) -> dict[str, Any]:
        right, top = self.left + self.width, self.bottom + self.height
        ring = [
            [self.left, self.bottom],
            [right, self.bottom],
            [right, top],
            [self.left, top],
            [self.left, self.bottom],
        ]
        geometry = {"type": "Polygon", "coordinates": [ring]}
        return {"type": "Feature", "properties": {"day": str(day), "holder": self.holder}, "geometry": geometry}


areas = st.builds(
    Area, numbers, numbers, st.integers(1, 4), st.integers(1, 4), st.sampled_from(["a", "a", "b", "b", "nobody"])
)
maps = st.lists(st.lists(areas, min_size=1, max_size=4), min_size=1, max_size=3)


async def begun(db: Database, points: Sequence[tuple[int, int]]) -> World:
    """The towns have the names of their numbers. One more lies in no country that is asked about."""
    world = World(db, MAPPING)
    country = place(world.named("country"), kind="COUNTRY")
    towns = [
        place(world.named(str(n)), kind="POPULATED_PLACE", parent=world.named("country"), longitude=x, latitude=y)
        for n, (x, y) in enumerate(points)
    ]
    elsewhere = place(world.named("elsewhere"), kind="POPULATED_PLACE", longitude=1, latitude=1)
    return await world.begin(country, *towns, elsewhere)


def holders(areas: Sequence[Area], point: tuple[int, int]) -> set[str]:
    return {area.holder for area in areas if area.holds(point)}


def is_useless(area: Area, areas: Sequence[Area], points: Sequence[tuple[int, int]]) -> bool:
    """Whether every town in it, and there are some, is in an area of another holder too."""
    inside = [point for point in points if area.holds(point)]
    return bool(inside) and all(len(holders(areas, point)) > 1 for point in inside)


def disputed(areas: Sequence[Area], points: Sequence[tuple[int, int]]) -> list[str]:
    """The towns in areas of two holders."""
    return sorted(f"@-{n}" for n, point in enumerate(points) if len(holders(areas, point)) > 1)


@settings(EXAMPLES, max_examples=15)
@given(points=points, series=maps, size=st.sampled_from([1, 2, 1_000]), data=st.data())
async def test_a_town_is_held_by_whoever_holds_the_area_around_it(db: Database, points, series, size, data):
    """A town in the areas of two holders is told of neither, and keeps what was said last."""
    world = await begun(db, points)
    told = [(FIRST + timedelta(n), areas) for n, areas in enumerate(series)]
    features = data.draw(st.permutations([area.feature(day) for day, areas in told for area in areas]), "order")
    text = json.dumps({"type": "FeatureCollection", "features": features})
    with cut(size):
        [loaded] = await world.load(text, ending="geojson")
        useless = [area for _, areas in told for area in areas if is_useless(area, areas, points)]
        refused = {(bad.line, bad.problem.code) for bad in world.problems}
        assert [code for _, code in refused] == ["TWO_ANSWERS"] * len(useless)
        assert loaded.skipped == sum(not any(map(area.holds, points)) for _, areas in told for area in areas)
        notes = [note.replace(world.prefix, "@") for note in loaded.notes]
        assert [note.split(": ")[1] for note in notes if note.startswith("in areas of several")] == [
            ", ".join(names) for _, areas in told if (names := disputed(areas, points))
        ]
        before = await world.entries()
        await world.load(text, ending="geojson")
    assert await world.entries() == before

    last: dict[int, str] = {}
    for day, areas in told:
        last |= {n: held.pop() for n, point in enumerate(points) if len(held := holders(areas, point)) == 1}
        states = await world.states([*(str(n) for n in range(len(points))), "elsewhere"], [day], day)
        for (name, _), state in states.items():
            said = None if name == "elsewhere" else last.get(int(name))
            if said is None:
                assert state == UNKNOWN
            else:
                assert state.holder == (None if said == "nobody" else world.named(said))
                assert state.basis
