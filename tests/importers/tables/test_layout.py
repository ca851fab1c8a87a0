"""Tables as people make them: without a header, with notes above it, headers of several lines, merged cells, marks."""

import pytest

from importers.reading.header_names import joined
from tests.support.table_files import codes, mapped, refusal

MEASURE = """
name = "arrivals"
source = "list"
{top}
[event]
type = "MeasureReported"
measure = {{ value = "arrivals" }}
occurred = "{date}"
place = {{ name = "{place}" }}
count = {{ best = "{count}", qualifier = {{ value = "EXACT" }} }}
"""


def measure(top: str = "", date: str = "Date", place: str = "District", count: str = "Persons") -> str:
    return MEASURE.format(top=top, date=date, place=place, count=count)


def counts(found) -> list[tuple]:
    return [(event.place.name, event.occurred, event.count.best) for line in found for event in line.events]


class TestHeader:
    def test_a_table_without_a_header_line_has_the_names_that_the_mapping_gives(self) -> None:
        mapping = measure('names = ["District", "Date", "Persons"]')

        assert counts(mapped(mapping, "Darqad,2021-06-20,12\nChahab,2021-06-21,7\n")) == [
            ("Darqad", "2021-06-20", 12),
            ("Chahab", "2021-06-21", 7),
        ]

    def test_notes_above_the_table_are_left_out(self) -> None:
        text = 'Arrivals, provisional\n"printed on 1 July, by hand"\n\nDistrict,Date,Persons\nDarqad,2021-06-20,12\n'

        assert counts(mapped(measure("skip_lines = 2"), text)) == [("Darqad", "2021-06-20", 12)]
        assert counts(mapped(measure("header = 4"), text)) == [("Darqad", "2021-06-20", 12)]

    def test_the_names_of_the_mapping_stand_for_a_header_that_is_no_use(self) -> None:
        mapping = measure('header = [1, 2]\nnames = ["District", "Date", "Persons"]')

        assert counts(mapped(mapping, "a,,\n,b,c\nDarqad,2021-06-20,12\n")) == [("Darqad", "2021-06-20", 12)]

    def test_the_lines_of_a_header_are_joined(self) -> None:
        text = "Place,,When,Persons,\nProvince,District,,Men,Women\nTakhar,Darqad,2021-06-20,5,7\n"
        mapping = measure("header = [1, 2]", date="When", place="Place District", count="Persons Women")

        assert counts(mapped(mapping, text)) == [("Darqad", "2021-06-20", 7)]

    def test_a_name_that_two_lines_share_is_said_once(self) -> None:
        assert joined([["Date", "Persons", ""], ["Date", "Men", "Women"]]) == ["Date", "Persons Men", "Persons Women"]

    @pytest.mark.parametrize(
        "top",
        ["header = [2, 1]", "header = [1, 1]", "skip_lines = 3\nheader = 2", 'names = ["a", "a"]', "header = []"],
    )
    def test_a_layout_that_no_table_can_have_is_refused(self, top: str) -> None:
        assert refusal(measure(top))

    def test_a_header_beyond_the_end_of_the_file_is_no_crash(self) -> None:
        assert codes(mapped(measure("header = [8, 9]"), "a,b\n1,2\n")) == [(1, "BAD_HEADER")]


class TestMergedCells:
    MAPPING = measure('fill = ["Province", "District"]')

    def test_an_empty_cell_has_the_value_above_it(self) -> None:
        text = "Province,District,Date,Persons\nTakhar,Darqad,2021-06-20,1\n,,2021-06-21,2\n,Chahab,2021-06-20,3\n"
        found = mapped(self.MAPPING, text)

        assert counts(found) == [
            ("Darqad", "2021-06-20", 1),
            ("Darqad", "2021-06-21", 2),
            ("Chahab", "2021-06-20", 3),
        ]
        assert [line.repairs for line in found] == [(), ("FILLED_DOWN",), ("FILLED_DOWN",)]

    def test_a_new_group_takes_nothing_over_from_the_one_before(self) -> None:
        text = "Province,District,Date,Persons\nTakhar,Darqad,2021-06-20,1\nKunduz,,2021-06-20,2\n"

        assert counts(mapped(self.MAPPING, text)) == [("Darqad", "2021-06-20", 1)]

    def test_what_stands_above_a_row_that_cannot_be_read_is_not_taken_over(self) -> None:
        text = "Province,District,Date,Persons\nTakhar,Darqad,2021-06-20,1\nTakhar,Chahab,2021-06-20\n,,2021-06-21,2\n"
        found = mapped(self.MAPPING, text)

        assert counts(found) == [("Darqad", "2021-06-20", 1)]
        assert next(code for _, code in codes(found)) == "CELLS_MISCOUNTED"

    def test_a_column_that_is_not_there_is_named(self) -> None:
        assert codes(mapped(self.MAPPING, "District,Date,Persons\nDarqad,2021-06-20,1\n")) == [(2, "NO_SUCH_COLUMN")]
