"""Cells that no table should have cost their row, by name, and never the import."""

import json
from typing import Any

import pytest

from domain.events import PlaceName
from domain.values.problems import FieldError
from domain.values.terms import PlaceKind
from importers.datasets.acled import ACLED
from importers.gazetteer import outlines
from importers.gazetteer.place_listing import ListedPlace, UnusableLine
from importers.gazetteer.place_rows import PlaceRowReader
from importers.reading import plain_text
from importers.reading.row import Row
from importers.tables import known_places
from importers.tables.areas import Points
from importers.tables.known_places import KnownPlace, KnownPlaces
from tests.support.export_rows import ACLED_ROW
from tests.support.export_rows import read as read_export
from tests.support.table_files import codes, mapped

HUGE = 10**400
"""JSON has such whole numbers, and no float holds them."""
TOWNS = """
name = "towns"
format = "jsonl"
source = "list"
[event]
type = "PlaceRegistered"
place = "id"
kind = { value = "POPULATED_PLACE" }
names = [{ text = "name" }]
longitude = "lon"
latitude = "lat"
"""


def towns(*rows: dict[str, Any], mapping: str = TOWNS) -> list[tuple[int, str]]:
    return codes(mapped(mapping, "".join(json.dumps(row) + "\n" for row in rows)))


GOOD = {"id": "ford", "name": "Ford", "lon": 68.5, "lat": 36.5}


class TestNumbers:
    def test_a_coordinate_that_no_float_holds_is_no_number(self) -> None:
        assert towns(GOOD | {"lon": HUGE}, GOOD) == [(1, "NOT_A_NUMBER")]

    @pytest.mark.parametrize("type", ["Point", "Polygon"])
    def test_a_geometry_with_such_a_coordinate_is_refused(self, type: str) -> None:
        at: Any = [HUGE, 30]
        geometry = {"type": type, "coordinates": at if type == "Point" else [[at, [1, 30], [1, 31], at]]}

        with pytest.raises(FieldError) as refused:
            Points([("ford", 68.5, 36.5)]).inside(geometry)
        assert refused.value.code == "BAD_POLYGON"
        [told] = PlaceRowReader(edition="2021").places(
            [Row(1, 0, {"name": "Ford", "ADM1_PCODE": "X1", "@geometry": geometry})]
        )
        assert isinstance(told, UnusableLine)

    def test_columns_with_such_a_coordinate_are_no_point(self) -> None:
        [told] = PlaceRowReader(edition="2021").places(
            [Row(1, 0, {"GID_1": "X1", "NAME_1": "Ford", "lon": HUGE, "lat": 1})]
        )
        assert isinstance(told, UnusableLine)

    def test_thousands_of_digits_are_no_count(self) -> None:
        [line] = read_export(ACLED, ACLED_ROW | {"fatalities": "9" * 5_000})
        assert codes([line]) == [(2, "NOT_A_WHOLE_NUMBER")]

    def test_a_digit_that_counts_nothing_is_no_timestamp(self) -> None:
        [line] = read_export(ACLED, ACLED_ROW | {"timestamp": "²"})
        assert codes([line]) == [(2, "BAD_DATE")]


def test_an_outline_of_which_mending_leaves_no_area_is_refused_and_the_next_is_not() -> None:
    line, whole = [[2.0, 0.0], [1.0, 3.0], [1.0, 3.0], [2.0, 0.0]], [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]
    places = [
        ListedPlace(
            number, PlaceKind.DISTRICT, (PlaceName(text="Ford"),), geometry={"type": "Polygon", "coordinates": [ring]}
        )
        for number, ring in enumerate((line, whole), start=1)
    ]

    refused, kept = outlines.simplified(places, 0.001)

    assert isinstance(refused, UnusableLine)
    assert (refused.line, refused.problem.code) == (1, "NOT_AN_OUTLINE")
    assert isinstance(kept, ListedPlace)
    assert kept.geometry


def test_marks_of_footnotes_are_looked_for_at_the_end_of_a_word_alone() -> None:
    assert plain_text.without_footnotes("Ford [2] †*") == "Ford"
    assert plain_text.without_footnotes("*†") == "*†", "a word is left"
    assert plain_text.without_footnotes("Ford" * 50 + "[note 3]") == "Ford" * 50
    for hostile in ("*" * 50_000 + "x", "[1]" * 50_000 + "x", "x" + "*" * 50_000):
        assert plain_text.without_footnotes(hostile).startswith(hostile[:-60])


class TestNames:
    KNOWN = KnownPlaces("ex", [KnownPlace("ex", "COUNTRY", None, ()), KnownPlace("ford", "DISTRICT", "ex", ("Ford",))])

    def found(self, name: str) -> set[str]:
        return self.KNOWN.find("DISTRICT", name, "ex", but="acled-")

    def test_three_words_for_kinds_are_left_out_and_no_more(self) -> None:
        assert self.found("Ford District") == self.found("Ford City Municipality (district)") == {"ford"}
        assert self.found("Ford" + " city" * 4) == set()

    def test_of_a_name_that_no_place_can_have_no_spelling_is_looked_for(self, monkeypatch: pytest.MonkeyPatch) -> None:
        looked_for: list[str] = []
        monkeypatch.setattr(known_places.names, "normal", looked_for.append)

        assert self.found("Ford" + " city" * 4_000) == set()
        assert looked_for == []


class TestPoints:
    @pytest.mark.parametrize(
        "text", ["POINT (68.5 36.5)", "POINT(68.5 36.5)", "point z ( 68.5  36.5 812)", "POINT Z(68.5 36.5 )"]
    )
    def test_a_point_in_wkt_is_read(self, text: str) -> None:
        [told] = PlaceRowReader(PlaceKind.DISTRICT).places([Row(1, 0, {"name": "Ford", "WKT": text})])
        assert isinstance(told, ListedPlace)
        assert (told.longitude, told.latitude) == (68.5, 36.5)

    @pytest.mark.parametrize(
        "text", ["POINT (1 " + "2" * 200_000, "POINT (" + "1" * 200_000, "POINT (1 2" + " " * 200_000]
    )
    def test_one_without_an_end_is_read_once_and_refused(self, text: str) -> None:
        [told] = PlaceRowReader(PlaceKind.DISTRICT).places([Row(1, 0, {"name": "Ford", "WKT": text})])
        assert isinstance(told, UnusableLine)


class TestHalfACharacter:
    def test_in_a_key_it_costs_its_row(self) -> None:
        keyed = TOWNS.replace("[event]", 'key = ["code"]\n[event]')

        assert towns(GOOD | {"code": "\ud800"}, GOOD | {"code": "ж"}, mapping=keyed) == [(1, "LONE_SURROGATE")]


@pytest.mark.parametrize("tolerance", [0, 0.001])
def test_outlines_of_too_many_corners_are_refused_with_how_to_take_them(tolerance: float) -> None:
    ring = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]
    area = {"type": "Polygon", "coordinates": [ring]}
    places = [ListedPlace(number, PlaceKind.DISTRICT, (PlaceName(text="Ford"),), geometry=area) for number in (1, 2, 3)]

    kept, refused = outlines.simplified(places, tolerance, corners_max=7)

    assert isinstance(kept, ListedPlace)
    assert isinstance(refused, UnusableLine)
    assert (refused.line, refused.problem.code) == (2, "TOO_LONG")
    assert "--corners" in refused.problem.message
    assert len(outlines.simplified(places, tolerance, corners_max=12)) == 3
