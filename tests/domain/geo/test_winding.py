"""Outlines leave with their rings the right way round, whichever way they came."""

from hypothesis import given
from hypothesis import strategies as st

from domain.geo.winding import right_handed

OUTER = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]
HOLE = [[2, 2], [2, 8], [8, 8], [8, 2], [2, 2]]
RIGHT = {"type": "Polygon", "coordinates": [OUTER, HOLE]}


@given(turned=st.lists(st.booleans(), min_size=2, max_size=2))
def test_outer_rings_run_anticlockwise_and_holes_clockwise(turned: list[bool]) -> None:
    rings = [ring[::-1] if turn else ring for ring, turn in zip([OUTER, HOLE], turned, strict=True)]

    assert right_handed({"type": "Polygon", "coordinates": rings}) == RIGHT
    assert right_handed({"type": "MultiPolygon", "coordinates": [rings, rings]})["coordinates"] == [[OUTER, HOLE]] * 2


def test_what_has_no_rings_stays_as_it_is() -> None:
    way = {"type": "LineString", "coordinates": HOLE}

    assert right_handed(way) == way
