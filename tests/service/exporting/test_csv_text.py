"""What a source wrote is shown in a spreadsheet, and never carried out."""

import csv
import io

import pytest

from service.exporting.csv_text import csv_bytes


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_text_that_a_spreadsheet_takes_for_a_formula_is_marked(begin: str) -> None:
    text = csv_bytes([[f"{begin}cmd|' /C calc'!A0"]]).decode()

    [[cell]] = csv.reader(io.StringIO(text, newline=""))
    assert cell == f"'{begin}cmd|' /C calc'!A0"


@pytest.mark.parametrize("cell", ["Khwaja Ghar", "", "a=b", "'quoted", -68.7, 0, None])
def test_everything_else_stays_as_it_is(cell: object) -> None:
    assert csv_bytes([[cell, "end"]]).decode() == f"{'' if cell is None else cell},end\r\n"
