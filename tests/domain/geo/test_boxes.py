"""What lies in a box: against shapes of which it can be seen, and against points that are tried one by one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.geo.boxes import Box, box_of, parts, touches

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]]}
RING = {
    "type": "Polygon",
    "coordinates": [SQUARE["coordinates"][0], [[2, 2], [2, 8], [8, 8], [8, 2], [2, 2]]],
}
CORNER = {"type": "Polygon", "coordinates": [[[0, 0], [10, 0], [0, 10], [0, 0]]]}
WAY = {"type": "LineString", "coordinates": [[0, 0], [10, 10]]}


@pytest.mark.parametrize(
    ("geometry", "box", "expected"),
    [
        (SQUARE, Box(4, 4, 5, 5), True),  # wholly inside: no side of the outline meets it
        (SQUARE, Box(-5, -5, 15, 15), True),  # wholly around
        (SQUARE, Box(10, 10, 12, 12), True),  # a corner is enough
        (SQUARE, Box(11, 0, 12, 10), False),
        (RING, Box(4, 4, 5, 5), False),  # in the hole
        (RING, Box(1, 4, 5, 5), True),
        (CORNER, Box(8, 8, 9, 9), False),  # in the box around it, and not in it
        (WAY, Box(4, 4, 6, 6), True),  # crosses it without a corner inside
        (WAY, Box(6, 0, 9, 3), False),
        ({"type": "MultiPoint", "coordinates": [[0, 0], [9, 9]]}, Box(4, 4, 5, 5), False),  # no line between them
        ({"type": "Point", "coordinates": [4, 4]}, Box(4, 4, 5, 5), True),
        ({"type": "MultiPolygon", "coordinates": [CORNER["coordinates"], [[[20, 20], [22, 20], [22, 22], [20, 20]]]]},
         Box(21, 20.2, 21.1, 20.3), True),
        ({"type": "MultiLineString", "coordinates": [[[0, 0], [1, 1]], [[9, 9], [8, 9]]]}, Box(4, 4, 5, 5), False),
    ],
)  # fmt: skip
def test_what_touches_a_box(geometry: dict, box: Box, expected: bool) -> None:
    assert touches(geometry, box) is expected


numbers = st.integers(-8, 8)
corners = st.tuples(numbers, numbers).map(list)
rings = st.lists(corners, min_size=3, max_size=6).map(lambda ring: [*ring, ring[0]])
boxes = st.tuples(numbers, numbers, st.integers(0, 6), st.integers(0, 6)).map(
    lambda four: Box(four[0], four[1], four[0] + four[2], four[1] + four[3])
)


@given(ring=rings, box=boxes)
def test_what_touches_a_box_touches_the_box_around_it(ring: list, box: Box) -> None:
    """So the database may look at the boxes first: it loses nothing."""
    polygon = {"type": "Polygon", "coordinates": [ring]}
    around = box_of(polygon, None, None)

    near = (
        around.west <= box.east and around.east >= box.west and around.south <= box.north and around.north >= box.south
    )
    assert near or not touches(polygon, box)
    assert touches(polygon, around)


@given(ring=rings, box=boxes, wider=boxes)
def test_a_larger_box_touches_all_that_a_smaller_one_does(ring: list, box: Box, wider: Box) -> None:
    polygon = {"type": "Polygon", "coordinates": [ring]}
    both = Box(*(min(box[n], wider[n]) for n in (0, 1)), *(max(box[n], wider[n]) for n in (2, 3)))

    assert touches(polygon, both) or not touches(polygon, box)


@given(corner=corners, box=boxes)
def test_a_point_is_in_a_box_or_not(corner: list, box: Box) -> None:
    x, y = corner

    expected = box.west <= x <= box.east and box.south <= y <= box.north
    assert touches({"type": "Point", "coordinates": corner}, box) is expected


def test_a_box_across_the_antimeridian_is_two() -> None:
    assert parts(Box(170, -10, -170, 10)) == [Box(170, -10, 180, 10), Box(-180, -10, -170, 10)]
    assert parts(Box(-170, -10, 170, 10)) == [Box(-170, -10, 170, 10)]


def test_an_outline_goes_before_a_point_and_nowhere_has_no_box() -> None:
    assert box_of(CORNER, 50, 50) == Box(0, 0, 10, 10)
    assert box_of(None, 50, 40) == Box(50, 40, 50, 40)
    assert box_of(None, None, None) is None
