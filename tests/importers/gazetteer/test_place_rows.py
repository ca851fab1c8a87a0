"""Whatever a list of places has in its cells, a row is a place or is told: nothing of it breaks the reading."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.values.terms import PlaceKind
from importers.gazetteer.place_listing import ListedPlace, SkippedLine, UnusableLine
from importers.gazetteer.place_rows import PlaceRowReader
from importers.reading.row import Row
from tests.support.table_files import csv

COLUMNS = (
    "name", "name:en", "name1", "NAME_1", "GID_0", "GID_1", "GID_2", "COUNTRY", "shapeName", "shapeID",
    "shapeType", "lat", "lon", "WKT", "ADM1_PCODE", "ADM1_EN", "adm2_name", "adm2_name1", "adm2_pcode",
    "adm0_pcode", "lang", "lang1", "P-Code", "date", "valid_on", "geonameid", "featurecla", "adm1_code",
    "boundary", "alternatenames", "iso_3166_2", "Town_Pcode", "Town_Name", "Location",
    "Admin Level", "Parent P-Code", "feature class", "feature code", "",
)  # fmt: skip
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["NA", "AF", "AF01", "2021-11-17", "ADM2", "37,5", "200", "0", "POINT (1 2)", "\u200e"])
)
ANYTHING = st.recursive(LEAVES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner))
NUMBERS = st.floats(-200, 200) | st.floats() | LEAVES
POSITIONS = st.lists(NUMBERS, max_size=4)
COORDINATES = st.recursive(POSITIONS, lambda inner: st.lists(inner, max_size=5))
TYPES = ("Point", "MultiPoint", "LineString", "Polygon", "MultiPolygon", "GeometryCollection", "Circle")
GEOMETRIES = st.none() | st.fixed_dictionaries(
    {"type": st.sampled_from(TYPES), "coordinates": COORDINATES},
    optional={"geometries": st.lists(st.fixed_dictionaries({"type": st.just("Polygon"), "coordinates": COORDINATES}))},
)
CELLS = st.dictionaries(st.sampled_from(COLUMNS), ANYTHING, max_size=12)


@given(
    rows=st.lists(st.tuples(CELLS, GEOMETRIES, st.booleans()), max_size=5),
    kind=st.none() | st.sampled_from(PlaceKind),
    edition=st.none() | st.just("2021"),
)
def test_every_row_is_a_place_or_a_reason(
    rows: list[tuple[dict[str, Any], Any, bool]], kind: Any, edition: Any
) -> None:
    made = [
        Row(number, 0, {**cells, "@geometry": geometry} if has else cells)
        for number, (cells, geometry, has) in enumerate(rows, start=1)
    ]
    told = list(PlaceRowReader(kind, None, edition).places(made))

    assert all(isinstance(one, ListedPlace | UnusableLine | SkippedLine) for one in told)
    for one in told:
        if isinstance(one, ListedPlace):
            assert one.name.strip()
            assert (one.longitude is None) == (one.latitude is None)
            assert one.longitude is None or (abs(one.longitude) <= 180 and abs(one.latitude or 0) <= 90)
            assert sum(name.preferred for name in one.names) == 1


def test_a_name_without_its_letters_is_left_out_beside_others_and_refused_alone() -> None:
    text = "ADM1_EN,ADM1_AR,ADM1_PCODE\nSh?bwah,شبوة,YE21\nTa?izz,,YE15\nAden,,YE24\n"

    first, second, third = PlaceRowReader(edition="1").places(csv(text))

    assert ([name.text for name in first.names], first.names[0].preferred) == (["شبوة"], True)
    assert first.repairs == ("NAME_LEFT_OUT",)
    assert second.problem.code == "LOST_LETTERS"
    assert third.name == "Aden"
