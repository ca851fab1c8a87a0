"""What a cell says is read as people write it; what is no value of its column costs its row."""

import pytest

from tests.support.table_files import CONTROL, codes, mapped


class TestCells:
    @pytest.mark.parametrize(
        ("date", "occurred"),
        [
            ("2021-06-22", "2021-06-22"),
            ("22.06.2021", "2021-06-22"),
            ("June 2021", "2021-06"),
            ("2021-06-22 00:00:00.000", "2021-06-22"),
            ("2021-06-12/2021-06-22", "2021-06-12/2021-06-22"),
            ("22.06.2021\u00a0", "2021-06-22"),
        ],
    )
    def test_a_date_keeps_the_precision_in_which_it_was_written(self, date: str, occurred: str) -> None:
        [line] = mapped(CONTROL, f"pcode,date,holder\nAF1905,{date},1\n")

        assert [event.occurred for event in line.events] == [occurred]

    @pytest.mark.parametrize(
        ("row", "code"),
        [
            ("AF1905,0025-06-22,1", "IMPOSSIBLE_DATE"),
            ("AF1905,22.06.0025,1", "IMPOSSIBLE_DATE"),
            ("AF1905,June,1", "BAD_DATE"),
            ("AF1905,03/04/2021,1", "BAD_DATE"),
            ("AF1905,2021-06-22,Ukraine?", "UNKNOWN_VALUE"),
            ("AF1905,2021-06-22,3 September 2022", "UNKNOWN_VALUE"),
            (",2021-06-22,1", "MISSING"),
            ("AF1905,,1", "MISSING"),
            ("AF1905,2021-06-22,", "MISSING"),
        ],
    )
    def test_what_is_no_value_of_its_column_costs_its_row_under_a_name(self, row: str, code: str) -> None:
        found = mapped(CONTROL, f"pcode,date,holder\n{row}\nAF1907,2021-06-22,0\n")

        assert codes(found) == [(2, code)]
        assert len(found[1].events) == 1

    @pytest.mark.parametrize(
        ("date", "told"),
        [
            ("03/04/2021", '["%d/%m/%Y"] or ["%m/%d/%Y"]'),
            ("13/04/2021", '["%d/%m/%Y"]'),
            ("3 September 2022", '["%d %B %Y"]'),
            ("44368", '["excel"]'),
            ("1622505600000", '["unix"]'),
        ],
    )
    def test_a_date_in_another_format_is_refused_with_how_to_declare_it(self, date: str, told: str) -> None:
        [line] = mapped(CONTROL, f"pcode,date,holder\nAF1905,{date},1\n")

        assert line.problems[0].code == "BAD_DATE"
        assert line.problems[0].message.endswith(told)

    def test_days_are_counted_as_spreadsheets_and_machines_count_them(self) -> None:
        mapping = CONTROL.replace('"%d.%m.%Y"', '"excel", "unix"')
        rows = "".join(f"AF1905,{date},1\n" for date in ("44368", "44368.0", "1624233600", "1624233600000"))

        found = mapped(mapping, f"pcode,date,holder\n{rows}")

        assert {line.events[0].occurred for line in found} == {"2021-06-21"}

    @pytest.mark.parametrize(
        ("time", "told"),
        [
            ("2021-06-22T23:30:00+03:00", "TIME_ZONE"),
            ("2021-06-22 23:30Z", "TIME_ZONE"),
            ("2021-06-22 24:00", "IMPOSSIBLE_DATE"),
            ("2021-06-22 25:00", "IMPOSSIBLE_DATE"),
        ],
    )
    def test_a_time_that_may_not_be_of_that_day_is_refused(self, time: str, told: str) -> None:
        assert codes(mapped(CONTROL, f"pcode,date,holder\nAF1905,{time},1\n")) == [(2, told)]

    def test_a_local_time_is_kept(self) -> None:
        [line] = mapped(CONTROL, "pcode,date,holder\nAF1905,2021-06-22 09:30:15.5,1\n")

        assert line.events[0].occurred == "2021-06-22T09:30"

    @pytest.mark.parametrize(
        ("row", "repair"),
        [
            ("AF1905,\u200e2021-06-22,\u202b1\u202c", "INVISIBLE_CHARACTERS"),
            ("AF1905,٢٠٢١-٠٦-٢٢,1", "OTHER_DIGITS"),
            ("AF1905,2021-06-22,1 [2][note 3]", "FOOTNOTE_MARK"),
            ("AF1905,2021-06-22,1*", "FOOTNOTE_MARK"),
        ],
    )
    def test_what_is_mended_is_counted_under_a_name(self, row: str, repair: str) -> None:
        [line] = mapped(CONTROL, f"pcode,date,holder\n{row}\n")

        assert (line.repairs, line.problems) == ((repair,), ())
        assert (line.events[0].occurred, line.events[0].holder) == ("2021-06-22", "taliban")

    @pytest.mark.parametrize("word", ["n/a", "NULL", "-", "NaN", "#N/A"])
    def test_a_word_for_nothing_is_an_empty_cell_where_a_date_is_wanted(self, word: str) -> None:
        [line] = mapped(CONTROL, f"pcode,date,holder\nAF1905,{word},1\n")

        assert (codes([line]), line.repairs) == ([(2, "MISSING")], ("NO_VALUE",))

    def test_what_was_encoded_twice_is_read_and_what_was_not_stays(self) -> None:
        mapping = CONTROL.replace("place = {", 'note = "note"\nplace = {')
        mangled = "Костянтинівка".encode().decode("latin-1")
        rows = "".join(f"AF1905,2021-06-22,1,{note}\n" for note in (mangled, "Médina", "Київ"))

        found = mapped(mapping, f"pcode,date,holder,note\n{rows}")

        assert [line.events[0].note for line in found] == ["Костянтинівка", "Médina", "Київ"]
        assert [line.repairs for line in found] == [("TWICE_ENCODED",), (), ()]

    def test_the_joiners_of_persian_are_letters_of_a_word_and_stay(self) -> None:
        mapping = CONTROL.replace("place = {", 'note = "note"\nplace = {')
        [line] = mapped(mapping, "pcode,date,holder,note\nAF1905,2021-06-22,1,می‌شود\n")

        assert (line.events[0].note, line.repairs) == ("می\u200cشود", ())

    def test_nobody_is_a_value_and_an_empty_cell_is_none(self) -> None:
        nobody, empty = mapped(CONTROL, "pcode,date,holder\nAF1905,2021-06-22,Contested\nAF1905,2021-06-22,\n")

        assert [event.holder for event in nobody.events] == [None]
        assert codes([empty]) == [(3, "MISSING")]

    def test_numbers_are_mended_where_only_their_writing_differs(self) -> None:
        mapping = """
name = "counts"
[event]
type = "PlaceRegistered"
place = { column = "name", slug = true }
kind = { value = "POPULATED_PLACE" }
names = [{ text = "name" }]
longitude = "lon"
latitude = "lat"
"""
        comma, null, half = mapped(
            mapping, 'name;lon;lat\nКонотоп;"33,2";51,24\nNowhere;0;0.0\nHalf;33.1;\n', "towns.csv"
        )

        assert (comma.events[0].place, comma.events[0].longitude, comma.events[0].latitude) == ("konotop", 33.2, 51.24)
        assert comma.repairs == ("DECIMAL_COMMA",)
        assert (null.events[0].longitude, null.repairs) == (None, ("NULL_ISLAND",))
        assert (half.events[0].longitude, half.repairs) == (None, ("NO_POINT",))
        swapped, beyond = mapped(mapping, "name,lon,lat\nKyiv,50.45,130.5\nFar,333,51\n")
        assert codes([swapped, beyond]) == [(2, "OUT_OF_RANGE"), (3, "OUT_OF_RANGE")]

    def test_what_nobody_is_known_to_hold_is_in_nobodys_control(self) -> None:
        held, contested = mapped(CONTROL, "pcode,date,holder\nAF1905,2021-06-22,1\nAF1904,2021-06-22,contested\n")

        assert (held.events[0].holder, held.events[0].level) == ("taliban", "CONTROL")
        assert (contested.events[0].holder, contested.events[0].level) == (None, "UNKNOWN")

    @pytest.mark.parametrize(
        ("written", "meant"),
        [("2417,0", 2417), ("1.000,00", 1000), ("1,000.0", 1000), ("3 479", 3479), ("٢٬٣٤٥", 2345)],
    )
    def test_a_whole_number_is_read_as_people_write_it(self, written: str, meant: int) -> None:
        mapping = """
name = "arrivals"
source = "unhcr"
[event]
type = "MeasureReported"
measure = { value = "arrivals" }
occurred = "day"
place = { value = "ua" }
count = { best = "count", qualifier = { value = "EXACT" } }
"""
        [line] = mapped(mapping, f'day;count\n2023-05-01;"{written}"\n')

        assert not line.problems
        assert line.events[0].count.best == meant
        assert line.repairs

    def test_a_part_of_a_number_is_matched_as_a_part_of_a_word_is(self) -> None:
        mapping = CONTROL.replace('{ column = "holder",', '{ column = "holder", match = "^1(.)",')
        rows = "".join(f'{{"pcode": "P", "date": "2021-06-22", "holder": {one}}}\n' for one in ("10", '"10"', "11.5"))

        found = mapped(mapping, rows, "table.jsonl")

        assert [line.events[0].holder for line in found] == ["government", "government", "taliban"]

    def test_rows_are_passed_over_by_rule_and_counted_by_its_name(self) -> None:
        mapping = '[[skip]]\ncolumn = "holder"\nare = ["n/a"]\nbecause = "no data"\n'
        head, _, event = CONTROL.partition("[event]")

        first, second = mapped(
            f"{head}{mapping}[event]{event}", "pcode,date,holder\nAF1905,2021-06-22,N/A\nAF1905,2021-06-22,1\n"
        )

        assert (first.skipped, first.events, len(second.events)) == ("no data", (), 1)
