"""A workbook is read sheet by sheet and line by line: values and dates, and nothing that unfolds without a bound."""

import io
import zipfile
from datetime import date, datetime
from typing import Any, ClassVar

import pytest

from importers import limits
from importers.reading import workbook as reading
from importers.reading.row import Row
from tests.support.table_files import codes
from tests.support.workbooks import archived, with_shared_words, workbook

LINES = [
    ["District", "Day", "Persons"],
    ["Darqad", date(2021, 6, 20), 12],
    ["Chahab", datetime(2021, 6, 21, 9, 30), 7.0],
]


def rows(content: bytes, **options: Any) -> list[Row]:
    return list(reading.rows(io.BytesIO(content), **options))


def cells(found: list[Row]) -> list[dict[str, Any]]:
    return [dict(row.cells) for row in found if row.cells]


def with_part(content: bytes, name: str, text: bytes) -> bytes:
    """The archive with another content of one of its parts."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {part: archive.read(part) for part in archive.namelist()}
    return archived({**parts, name: text})


def test_values_are_read_and_dates_are_dates() -> None:
    found = rows(workbook({"Data": LINES}))

    assert cells(found) == [
        {"District": "Darqad", "Day": "2021-06-20", "Persons": 12},
        {"District": "Chahab", "Day": "2021-06-21T09:30:00", "Persons": 7},
    ]
    assert [row.number for row in found] == [2, 3]


def test_words_that_stand_once_for_all_cells_are_read() -> None:
    content = workbook({"Data": [*LINES, ["Darqad", date(2021, 6, 22), 3]]})

    assert cells(rows(with_shared_words(content))) == cells(rows(content))


def test_the_value_of_a_formula_is_what_it_was_last_and_never_the_formula() -> None:
    found = rows(workbook({"Data": [["Persons"], ["=1+1"], [3]]}))

    assert cells(found) == [{"Persons": 3}]


def test_an_error_in_a_cell_is_an_empty_one_and_counted() -> None:
    found = rows(workbook({"Data": [["District", "Persons"], ["Darqad", "#REF!"]]}))

    assert cells(found) == [{"District": "Darqad", "Persons": None}]
    assert found[0].repairs == ("CELL_ERROR",)


class TestSheets:
    SHEETS: ClassVar = {"Read me": [["Notes"], ["by hand"]], "Data": LINES, "Old": LINES, "Empty": []}

    def test_of_several_it_asks_which(self) -> None:
        [row] = rows(workbook(self.SHEETS))

        assert row.problems[0].code == "WHICH_SHEET"
        assert "Read me, Data, Old" in row.problems[0].message

    def test_the_one_that_the_mapping_names_is_read_in_any_case(self) -> None:
        assert len(cells(rows(workbook(self.SHEETS), sheet="data"))) == 2

    def test_a_name_that_no_sheet_has_is_refused_with_those_there_are(self) -> None:
        [row] = rows(workbook(self.SHEETS), sheet="Dat")

        assert row.problems[0].code == "NO_SUCH_SHEET"
        assert "Read me, Data" in row.problems[0].message

    def test_empty_and_hidden_sheets_are_no_question(self) -> None:
        assert len(cells(rows(workbook({"Data": LINES, "Empty": [], "Old": LINES}, hidden=["Old"])))) == 2


class TestLayout:
    def test_titles_headers_of_two_lines_and_merged_cells(self) -> None:
        lines = [["Arrivals"], [], ["Place", None, "Persons", None], ["Province", "District", "Men", "Women"]]
        lines += [["Takhar", "Darqad", 1, 2], [None, "Chahab", 3, 4]]
        found = rows(workbook({"Data": lines}, merged=["A3:B3", "C3:D3", "A5:A6"]), header=[3, 4])

        assert cells(found) == [
            {"Place Province": "Takhar", "Place District": "Darqad", "Persons Men": 1, "Persons Women": 2},
            {"Place Province": None, "Place District": "Chahab", "Persons Men": 3, "Persons Women": 4},
        ]

    def test_names_that_no_line_has(self) -> None:
        assert cells(rows(workbook({"Data": [["note"], ["Darqad", 1]]}), columns=["place", "n"], skip_lines=1)) == [
            {"place": "Darqad", "n": 1}
        ]

    def test_a_cell_beyond_the_header_costs_its_row(self) -> None:
        found = rows(workbook({"Data": [["a", "b"], [1, 2, 3], [4, 5]]}))

        assert codes(found) == [(2, "CELLS_MISCOUNTED")]
        assert cells(found) == [{"a": 4, "b": 5}]

    def test_hxl_tags_are_passed_over(self) -> None:
        found = rows(workbook({"Data": [["District", "Persons"], ["#adm2+name", "#affected"], ["Darqad", 3]]}))

        assert [row.skipped for row in found] == ["HXL tags", None]

    def test_the_line_of_the_names_is_found_below_a_title(self) -> None:
        assert reading.likely_header(io.BytesIO(workbook({"Data": [["A title"], [], *LINES]})), None) == 3


class TestHostile:
    def test_a_bomb_is_refused_before_it_unfolds(self) -> None:
        bomb = with_part(workbook({"Data": LINES}), "xl/worksheets/sheet1.xml", b" " * 60_000_000)
        [row] = rows(bomb)

        assert row.problems[0].code == "ARCHIVE_BOMB"

    def test_words_that_cannot_be_held_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        words = [["word"], *([f"a word {number}"] for number in range(2_000))]
        content = with_shared_words(workbook({"Data": words}))
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = {name.replace("sharedStrings", "words"): archive.read(name) for name in archive.namelist()}
        types = parts["[Content_Types].xml"].replace(b"/sharedStrings.xml", b"/words.xml")
        monkeypatch.setattr(limits, "ARCHIVE_HELD_BYTES_MAX", 40_000)

        assert codes(rows(content)) == [(1, "ARCHIVE_BOMB")]
        assert codes(rows(archived({**parts, "[Content_Types].xml": types}))) == [(1, "TOO_LONG")]

    def test_entities_are_not_unfolded(self) -> None:
        text = (
            b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
            b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            b'<row r="1"><c r="A1" t="inlineStr"><is><t>&b;</t></is></c></row></sheetData></worksheet>'
        )

        assert codes(rows(with_part(workbook({"Data": LINES}), "xl/worksheets/sheet1.xml", text)))[0][1] == "DAMAGED"

    def test_a_cell_at_the_far_corner_of_the_sheet_takes_no_memory(self) -> None:
        text = (
            b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
            b'<row r="1"><c r="A1"><v>1</v></c></row><row r="900000"><c r="XFD900000"><v>2</v></c></row>'
            b"</sheetData></worksheet>"
        )
        found = rows(with_part(workbook({"Data": LINES}), "xl/worksheets/sheet1.xml", text))

        assert codes(found) == [(900000, "CELLS_MISCOUNTED")]

    def test_a_file_cut_anywhere_is_a_refusal_and_no_crash(self) -> None:
        whole = workbook({"Data": LINES})

        for size in range(4, len(whole), 97):
            assert any(row.problems for row in rows(whole[:size]))

    def test_a_part_with_any_byte_changed_is_no_crash(self) -> None:
        whole = workbook({"Data": LINES})
        with zipfile.ZipFile(io.BytesIO(whole)) as archive:
            parts = {name: archive.read(name) for name in archive.namelist()}
        for name in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "[Content_Types].xml", "xl/styles.xml"):
            for at in range(0, len(parts[name]), 41):
                changed = parts[name][:at] + b"<" + parts[name][at + 1 :]
                rows(with_part(whole, name, changed))
