"""Points in outlines."""

from hypothesis import given
from hypothesis import strategies as st

from domain.geo import outlines

degrees = st.floats(-60, 60).map(lambda degree: round(degree, 3))
RING = [[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]
HOLE = [[2, 2], [8, 2], [8, 8], [2, 8], [2, 2]]


def test_a_hole_is_outside_and_an_island_in_it_is_inside():
    ring = {"type": "Polygon", "coordinates": [RING, HOLE]}
    assert outlines.contains(ring, 1, 1)
    assert not outlines.contains(ring, 5, 5)
    assert not outlines.contains(ring, 11, 5)
    island = {"type": "MultiPolygon", "coordinates": [[RING, HOLE], [[[4, 4], [6, 4], [6, 6], [4, 6], [4, 4]]]]}
    assert outlines.contains(island, 5, 5)


@given(degrees, degrees, st.floats(0.01, 20), st.floats(0.01, 20))
def test_the_inner_point_is_inside(west, south, wide, high):
    ring = [[west, south], [west + wide, south], [west + wide / 2, south + high], [west, south]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    assert outlines.contains(shape, *outlines.inner_point(shape))


def test_what_has_no_area_has_no_inner_point():
    assert outlines.inner_point({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0]]]}) is None
    back = [[2.0, 0.0], [1.0, 3.0], [1.0, 3.0], [2.0, 0.0]]
    assert outlines.inner_point({"type": "Polygon", "coordinates": [back]}) is None, "rounding gives it a width"
    assert outlines.inner_point({"type": "LineString", "coordinates": [[0, 0], [1, 1]]}) is None
