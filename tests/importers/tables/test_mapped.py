"""A mapping says what columns mean; what it does not say is not guessed."""

from domain.events import interchange
from tests.support.table_files import CONTROL, mapped, refusal


class TestColumns:
    def test_a_column_may_have_another_name_in_another_version(self) -> None:
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


class TestKeys:
    def test_the_same_row_has_the_same_id_in_every_edition(self) -> None:
        [old] = mapped(CONTROL, "pcode,date,holder\nAF1905,2021-06-22,1\n")
        [new] = mapped(CONTROL, "holder,pcode,date,more\n0,AF1905,22.06.2021,x\n")

        assert old.events[0].id == new.events[0].id == "control/ocha-cod-ab/AF1905/2021-06-22"

    def test_keys_that_differ_in_what_an_id_cannot_hold_stay_apart(self) -> None:
        mapping = CONTROL.replace('source = "list"', 'source = "list"\nkey = ["pcode"]')

        found = mapped(mapping, "pcode,date,holder\nЯр,2021-06-22,1\nяр,2021-06-22,1\n??,2021-06-22,1\n")

        assert len({line.events[0].id for line in found}) == 3

    def test_the_two_directions_of_one_crossing_stay_apart(self) -> None:
        found = mapped(STATUS, "post,day,status,way\na,2023-05-30,open,in\na,2023-05-30,shut,out\n")

        assert [line.events[0].status for line in found] == ["OPEN", "CLOSED"]
        assert len({line.events[0].id for line in found}) == 2

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
        assert {len(id) for id in ids} == {162}
        for id in ids:
            told = {"type": "ControlAsserted", "place": "p", "holder": None, "occurred": "2021-06-22"}
            assert interchange.parse({**told, "id": f"{id}:2021-07-01.0123abcd"})

    def test_the_vintage_comes_from_the_row_else_from_the_name_of_the_file(self) -> None:
        by_name = '[published]\nfile = "(\\\\d{8})T"\ndates = ["%Y%m%d"]\n[event]'
        [line] = mapped(
            CONTROL.replace("[event]", by_name), "pcode,date,holder\nAF1905,2021-06-22,1\n", "a_20210701T1.csv"
        )

        assert str(line.events[0].published) == "2021-07-01"


class TestYesOrNo:
    MAPPING = CONTROL.replace("ControlAsserted", "ControlChanged").replace("holder = {", "gainer = {")
    MAPPING += 'regained = "again"\ncopyOf = { column = "copy", optional = true }\n'

    def test_a_word_is_a_truth_value(self) -> None:
        rows = "".join(f"P,2021-06-22,1,{word},first\n" for word in ("yes", "TRUE", "1", "no", "0", ""))

        found = mapped(self.MAPPING, f"pcode,date,holder,again,copy\n{rows}")

        assert [line.events[0].regained for line in found] == [True, True, True, False, False, False]
        assert found[0].events[0].copy_of == "first"

    def test_another_word_is_refused(self) -> None:
        [line] = mapped(self.MAPPING, "pcode,date,holder,again\nP,2021-06-22,1,perhaps\n")

        assert [problem.code for problem in line.problems] == ["UNKNOWN_VALUE"]


def test_all_places_of_a_kind_are_a_reference_like_any_other() -> None:
    mapping = """
name = "clashes"
[event]
type = "ClashReported"
occurred = "day"
places = [{ every = { value = "DISTRICT" }, within = "province" }]
"""

    [line] = mapped(mapping, "day,province\n2021-06-22,af-kunduz\n")

    assert line.events[0].places[0].within == "af-kunduz"


STATUS = """
name = "crossings"
[event]
type = "StatusReported"
place = "post"
occurred = "day"
status = { column = "status", values = { open = "OPEN", shut = "CLOSED" } }
direction = { column = "way", values = { in = "INBOUND", out = "OUTBOUND" } }
"""
