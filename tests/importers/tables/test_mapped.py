"""A mapping says what columns mean; what it does not say is not guessed."""

import pytest

from domain.events import interchange
from domain.values.problems import Refused
from importers.tables.mapping import read
from tests.support.table_files import CONTROL, codes, mapped


def refusal(mapping: str) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as refused:
        read(mapping.encode())
    assert all(problem.message for problem in refused.value.problems)
    return [(".".join(problem.path), problem.code) for problem in refused.value.problems]


class TestMappingFile:
    @pytest.mark.parametrize(
        ("before", "after", "path", "code"),
        [
            ("name =", "nome =", "", "NO_SUCH_KEY"),
            ('name = "control"', "", "name", "MISSING"),
            ("ControlAsserted", "ControlGuessed", "event.0.type", "LITERAL_ERROR"),
            ("holder = {", "holdr = {", "event.0", "NO_SUCH_FIELD"),
            ('{ column = "holder",', "{", "event.0.holder", "NO_ORIGIN"),
            ("%d.%m.%Y", "%d.%m", "event.0.occurred.dates.0", "BAD_DATE_FORMAT"),
            ("%d.%m.%Y", "%Y %Y", "event.0.occurred.dates.0", "BAD_DATE_FORMAT"),
            ("%d.%m.%Y", "%Q %Y", "event.0.occurred.dates.0", "BAD_DATE_FORMAT"),
            ("source =", 'encoding = "hex"\nsource =', "encoding", "UNKNOWN_ENCODING"),
            ("source =", 'encoding = "rot13"\nsource =', "encoding", "UNKNOWN_ENCODING"),
            ("source =", 'encoding = "undefined"\nsource =', "encoding", "UNKNOWN_ENCODING"),
            (
                'code = "pcode"',
                'code = { column = "pcode", valeus = 1 }',
                "event.0.place.code",
                "NO_SUCH_KEY",
            ),
            ("[event]", "[event", "", "NOT_TOML"),
        ],
    )
    def test_a_slip_is_named_with_its_key(self, before: str, after: str, path: str, code: str) -> None:
        assert (path, code) in refusal(CONTROL.replace(before, after))

    @pytest.mark.parametrize(
        ("before", "after", "hint"),
        [
            ("source =", "sorce =", "did you mean source?"),
            ("holder = {", "holdr = {", "did you mean holder?"),
            ('{ column = "holder",', '{ colum = "holder",', "did you mean column?"),
            ('code = "pcode"', 'code = { colunm = "pcode" }', "did you mean column?"),
            ("[event]\n", '[event]\nformat = "csv"\n', "it belongs to the top of the mapping"),
        ],
    )
    def test_a_slip_is_told_with_what_may_be_meant(self, before: str, after: str, hint: str) -> None:
        with pytest.raises(Refused, match=hint.replace("?", r"\?")):
            read(CONTROL.replace(before, after).encode())

    def test_a_snapshot_without_a_source_has_nothing_to_be_compared_with(self) -> None:
        assert [code for _, code in refusal(CONTROL.replace('source = "list"', "[snapshot]"))] == ["NO_SOURCE"]


class TestColumns:
    def test_a_column_may_be_called_otherwise_in_another_version(self) -> None:
        for header in ("pcode,date,holder", "pcode,Date,holder"):
            [line] = mapped(CONTROL, f"{header}\nAF1905,2021-06-22,1\n")
            assert line.events[0].occurred == "2021-06-22"

    def test_columns_that_are_renamed_in_every_version_are_found_by_what_their_names_are_like(self) -> None:
        mapping = CONTROL.replace('["date", "Date"]', '["day", "~^date"]').replace(
            "place = {", 'note = { template = "{~^st}, {a|b}" }\nplace = {'
        )
        for header in ("pcode,Date1,holder,STATUS,b", "pcode,DATE_LAST_,holder,Stat,a"):
            [line] = mapped(mapping, f"{header}\nAF1905,2021-06-22,1,shelled,quiet\n")
            assert (line.events[0].occurred, line.events[0].note) == ("2021-06-22", "shelled, quiet")

    def test_a_pattern_for_names_that_is_none_is_refused_with_its_key(self) -> None:
        assert "BAD_PATTERN" in {code for _, code in refusal(CONTROL.replace('"Date"]', '"~(date"]'))}

    def test_a_table_without_a_needed_column_is_given_up_at_once_with_those_it_has(self) -> None:
        [line] = mapped(CONTROL, "code,date,holder\n" + "AF1905,2021-06-22,1\n" * 100)

        [problem] = line.problems
        assert (problem.path, problem.code) == (("place", "code"), "NO_SUCH_COLUMN")
        assert "'pcode'" in problem.message
        assert "code, date, holder" in problem.message


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
    def test_a_date_that_is_written_otherwise_is_told_with_how_to_declare_it(self, date: str, told: str) -> None:
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
        assert codes([half]) == [(4, "HALF_A_POINT")]
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


class TestKeys:
    def test_the_same_row_has_the_same_id_in_every_edition(self) -> None:
        [old] = mapped(CONTROL, "pcode,date,holder\nAF1905,2021-06-22,1\n")
        [new] = mapped(CONTROL, "holder,pcode,date,more\n0,AF1905,22.06.2021,x\n")

        assert old.events[0].id == new.events[0].id == "control/ocha-cod-ab/AF1905/2021-06-22"

    def test_keys_that_differ_in_what_an_id_cannot_hold_stay_apart(self) -> None:
        mapping = CONTROL.replace('source = "list"', 'source = "list"\nkey = ["pcode"]')

        found = mapped(mapping, "pcode,date,holder\nЯр,2021-06-22,1\nяр,2021-06-22,1\n??,2021-06-22,1\n")

        assert len({line.events[0].id for line in found}) == 3

    def test_an_empty_cell_of_a_key_is_a_part_of_it(self) -> None:
        mapping = CONTROL.replace('source = "list"', 'source = "list"\nkey = ["x", "y"]')
        cells = ["a,", ",a", "a,a", ","]

        found = mapped(mapping, "pcode,date,holder,x,y\n" + "".join(f"P,2021-06-22,1,{one}\n" for one in cells))

        assert len({line.events[0].id for line in found}) == len(cells)

    def test_a_blank_that_nobody_sees_makes_no_other_row_and_null_is_an_empty_cell(self) -> None:
        mapping = CONTROL.replace('source = "list"', 'source = "list"\nkey = ["x"]')

        alike = mapped(
            mapping,
            "pcode,date,holder,x\n"
            + "".join(f'P,2021-06-22,1,"{one}"\n' for one in ("a 17", "a 17 ", "a  17", "a\u00a017", "\u200ea 17")),
        )
        empty = mapped(
            mapping,
            "".join(f'{{"pcode": "P", "date": "2021-06-22", "holder": "1", "x": {one}}}\n' for one in ("null", '""')),
            "table.jsonl",
        )

        assert len({line.events[0].id for line in alike}) == len({line.events[0].id for line in empty}) == 1

    def test_an_id_is_never_longer_than_an_id_may_be_with_that_of_its_corrections(self) -> None:
        long = CONTROL.replace('"control"', f'"{"n" * 40}"').replace('source = "list"', 'source = "list"\nkey = ["x"]')
        long = long.replace("[event]", '[event]\nsource = "voice"')
        rows = "".join(f"P,2021-06-22,1,{'x' * 119}{n},{'v' * 100}\n" for n in range(2))

        ids = [line.events[0].id or "" for line in mapped(long, f"pcode,date,holder,x,voice\n{rows}")]

        assert len(set(ids)) == 2
        assert {len(id) for id in ids} == {180}
        for id in ids:
            told = {"type": "ControlAsserted", "place": "p", "holder": None, "occurred": "2021-06-22"}
            assert interchange.parse({**told, "id": f"{id}:2021-07-01.0123abcd"})

    def test_the_vintage_comes_from_the_row_else_from_the_name_of_the_file(self) -> None:
        by_name = '[published]\nfile = "(\\\\d{8})T"\ndates = ["%Y%m%d"]\n[event]'
        [line] = mapped(
            CONTROL.replace("[event]", by_name), "pcode,date,holder\nAF1905,2021-06-22,1\n", "a_20210701T1.csv"
        )

        assert str(line.events[0].published) == "2021-07-01"
