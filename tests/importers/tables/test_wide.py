"""Wide tables: each cell under a day is a row of its own, counted and refused by itself, under the line of its row."""

from importers.reading.line import line_of
from tests.support.table_files import mapped

WIDE = """
name = "wide"
source = "list"
[columns]
match = "^d_(.+)$"
value = "holder"
[event]
type = "ControlAsserted"
occurred = { column = "date", dates = ["%Y%m%d"] }
place = { scheme = { value = "ocha-cod-ab" }, code = "pcode" }
holder = { column = "holder", values = { G = "government", T = "taliban" } }
"""


def test_every_day_of_a_district_is_an_event() -> None:
    found = mapped(WIDE, "pcode,d_20210620,d_20210622\nAF1905,G,T\nAF1907,T,T\n")

    assert [(one.events[0].place.code, one.events[0].occurred, one.events[0].holder) for one in found] == [
        ("AF1905", "2021-06-20", "government"),
        ("AF1905", "2021-06-22", "taliban"),
        ("AF1907", "2021-06-20", "taliban"),
        ("AF1907", "2021-06-22", "taliban"),
    ]


def test_a_bad_cell_costs_itself_and_an_empty_one_says_nothing() -> None:
    bad, good, empty = mapped(WIDE, "pcode,d_20210620,d_20210621,d_20210622\nAF1905,T?,T,\n")

    assert [(line_of(bad.number), problem.code) for problem in bad.problems] == [(2, "UNKNOWN_VALUE")]
    assert good.events[0].occurred == "2021-06-21"
    assert empty.skipped == "nothing in the cell"
    assert len({bad.number, good.number, empty.number}) == 3


def test_a_table_without_such_columns_is_given_up_with_those_it_has() -> None:
    [line] = mapped(WIDE, "pcode,2021-06-20\nAF1905,T\nAF1907,T\n")

    assert [problem.code for problem in line.problems] == ["NO_SUCH_COLUMN"]
    assert "pcode, 2021-06-20" in line.problems[0].message


def test_the_days_of_an_object_are_columns_too() -> None:
    found = mapped(WIDE, '{"pcode": "AF1905", "d_20210620": "T", "d_20210622": null}\n', "wide.jsonl")

    assert [one.skipped for one in found] == [None, "nothing in the cell"]
