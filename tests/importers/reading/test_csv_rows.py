"""Each fault of a table costs its own row, under a name, and no other."""

import io

import pytest

from importers import limits
from importers.reading import csv_rows
from tests.support.table_files import codes, csv


def cells(rows) -> list[dict]:
    return [dict(row.cells) for row in rows if row.cells]


def test_a_byte_order_mark_and_an_hxl_row_are_no_part_of_the_data() -> None:
    rows = csv(b"\xef\xbb\xbfplace,holder\n#loc+name,#group\nImam Sahib,1\n")

    assert cells(rows) == [{"place": "Imam Sahib", "holder": "1"}]
    assert [row.skipped for row in rows] == ["HXL tags", None]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_that_of_the_header(delimiter: str) -> None:
    rows = csv(delimiter.join(["place", "at"]) + "\n" + delimiter.join(["Darqad", '"47,5"']) + "\n")

    assert cells(rows) == [{"place": "Darqad", "at": "47,5"}]


def test_a_cell_too_many_costs_its_row_and_no_other() -> None:
    rows = csv("place,holder\nImam Sahib,1\nDarqad, Takhar,1\nChahab,0\n")

    assert codes(rows) == [(3, "CELLS_MISCOUNTED")]
    assert [one["place"] for one in cells(rows)] == ["Imam Sahib", "Chahab"]


def test_a_line_in_another_encoding_is_repaired_and_the_repair_reported() -> None:
    rows = csv("place,holder\nDolhobyczów,1\n".encode() + "Münster,0\n".encode("cp1252"))

    assert [one["place"] for one in cells(rows)] == ["Dolhobyczów", "Münster"]
    assert [row.repairs for row in rows] == [(), ("OTHER_ENCODING",)]


def test_a_file_in_the_encoding_that_the_mapping_names_needs_no_mending() -> None:
    rows = csv("place\nЧернигов\n".encode("windows-1251"), encoding="windows-1251")

    assert [(one["place"], row.repairs) for row in rows for one in [row.cells]] == [("Чернигов", ())]


def test_utf_16_as_excel_writes_it_is_read() -> None:
    assert cells(csv("place\tholder\nChahab\t1\n".encode("utf-16"))) == [{"place": "Chahab", "holder": "1"}]


def test_a_file_that_was_not_copied_to_its_end_says_so_and_keeps_what_came_before() -> None:
    cut = csv("place,date,holder\nImam Sahib,2021-06-22,1\nDarqad,2021-0")
    quoted = csv('place,note\nImam Sahib,"held"\nDarqad,"it was\n')

    assert codes(cut) == [(3, "CUT_OFF")]
    assert codes(quoted) == [(3, "CUT_OFF")]
    assert [len(cells(rows)) for rows in (cut, quoted)] == [1, 1]


def test_a_quotation_mark_inside_a_cell_costs_its_row_and_no_other() -> None:
    rows = csv('place,note\nImam Sahib,"the "new" centre"\nDarqad,quiet\n')

    assert codes(rows) == [(2, "BAD_QUOTES")]
    assert [one["place"] for one in cells(rows)] == ["Darqad"]


def test_a_quotation_mark_that_is_never_closed_does_not_take_the_file_into_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(limits, "CELL_CHARS_MAX", 1_000)

    rows = csv('place,note\nDarqad,"' + "never closed\n" * 500 + "Chahab,held\n")

    assert {code for _, code in codes(rows)} <= {"TOO_LONG", "CELLS_MISCOUNTED"}
    assert cells(rows)[-1] == {"place": "Chahab", "note": "held"}


def test_a_line_that_is_too_long_is_one_row_that_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LINE_BYTES_MAX", 100)
    monkeypatch.setattr(limits, "CHUNK_BYTES", 30)
    long = "x" * 1_000

    assert codes(csv(f"place,note\nDarqad,{long}\nChahab,held\n")) == [(2, "TOO_LONG")]
    assert cells(csv(f'place,note\nDarqad,"{long}\nChahab,held\n')) == [{"place": "Chahab", "note": "held"}]
    assert codes(csv(f"place,note\nDarqad,{long}")) == [(2, "TOO_LONG")]
    assert codes(csv(long)) == [(1, "TOO_LONG")]
    assert csv_rows.header(io.BytesIO(long.encode())) == []
    utf_16 = f"place,note\nDarqad,{long}\nChahab,held\n".encode("utf-16")
    assert [(one.number, one.cells.get("note")) for one in csv(utf_16)] == [(2, None), (3, "held")]


@pytest.mark.parametrize("chunk", range(1, 45))
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_line_that_is_too_long_ends_where_it_ends(end: str, chunk: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Given line ends of any machine, which a chunk may cut into CR and LF."""
    monkeypatch.setattr(limits, "LINE_BYTES_MAX", 40)
    monkeypatch.setattr(limits, "CHUNK_BYTES", chunk)

    rows = csv(end.join(["place,note", f"Darqad,{'x' * 80}", "Chahab,held", f'Kokul,"{"y" * 60}', "Rustaq,lost", ""]))

    assert [(row.number, row.cells.get("place")) for row in rows] == [
        (2, None),
        (3, "Chahab"),
        (4, None),
        (5, "Rustaq"),
    ]


def test_a_title_that_is_too_long_hides_no_error_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LINE_BYTES_MAX", 40)
    long = "x" * 100

    assert csv_rows.likely_header(io.BytesIO(f"{long}\na,b,c,d\n".encode())) is None
    assert csv_rows.likely_header(io.BytesIO(f"title\na,b,c,d\n{long}\n".encode())) == 2


def test_a_column_that_is_named_twice_is_not_guessed_and_troubles_nobody_who_does_not_want_it() -> None:
    [row] = csv("place,holder,holder\nDarqad,1,0\n")

    assert row.cells == {"place": "Darqad", "holder (1)": "1", "holder (2)": "0"}


def test_the_names_of_the_columns_may_stand_below_a_title() -> None:
    title = "Control of districts,\n\nplace,holder\nDarqad,1\n"

    assert cells(csv(title, header=3)) == cells(csv(f"\n\nsep=,\n{title[23:]}")) == [{"place": "Darqad", "holder": "1"}]


def test_files_that_were_put_together_have_their_header_once_more() -> None:
    rows = csv("place,holder\nDarqad,1\n\ufeffplace,holder\nChahab,0\n")

    assert [row.skipped for row in rows] == [None, "the header again", None]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_may_end_as_any_machine_ends_them(end: str) -> None:
    assert len(cells(csv(f"place,holder{end}Darqad,1\nChahab,0\rYangi Qala,1\r\n"))) == 3


def test_lines_that_end_with_cr_alone_are_no_line_that_is_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LINE_BYTES_MAX", 50)

    rows = csv("place,holder\r" + "".join(f"place {n},1\r" for n in range(100)))

    assert [one["place"] for one in cells(rows)] == [f"place {n}" for n in range(100)]


def test_a_line_that_is_too_long_costs_its_row_and_leaves_no_rest_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LINE_BYTES_MAX", 50)

    rows = csv("place,holder\n" + "x" * 120 + ",1\nDarqad,1\n")

    assert codes(rows) == [(2, "TOO_LONG")]
    assert [one["place"] for one in cells(rows)] == ["Darqad"]


def test_a_damaged_row_costs_itself_and_no_other() -> None:
    rows = csv("place,holder\nDar\0qad,1\nChahab,0\n")

    assert codes(rows) == [(2, "NUL")]
    assert [one["place"] for one in cells(rows)] == ["Chahab"]


def test_what_is_not_western_is_not_read_as_if_it_were() -> None:
    cyrillic = "place,holder\nКиїв,1\n".encode("windows-1251")

    assert codes(csv(cyrillic)) == [(2, "UNKNOWN_ENCODING")]
    assert cells(csv(cyrillic, encoding="windows-1251")) == [{"place": "Київ", "holder": "1"}]


def test_utf_16_that_ends_inside_a_character_is_cut_off() -> None:
    rows = csv("place,holder\nDarqad,1\nKyiv,1\n".encode("utf-16")[:-5])

    assert [one["place"] for one in cells(rows)] == ["Darqad"]
    assert [code for _, code in codes(rows)] == ["CUT_OFF"]


def test_utf_16_without_a_mark_is_read_where_the_mapping_says_so() -> None:
    wide = "place,holder\nКиїв,1\n".encode("utf-16-le")

    assert codes(csv(wide)) == [(1, "NOT_TEXT")]
    assert cells(csv(wide, encoding="utf-16-le")) == [{"place": "Київ", "holder": "1"}]


def test_a_table_of_ten_thousand_columns_is_read() -> None:
    [row] = csv(",".join(f"c{n}" for n in range(10_000)) + "\n" + ",".join("1" * 10_000) + "\n")

    assert len(row.cells) == 10_000


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\x1f\x8b\x08\0\0\0\0\0", "COMPRESSED"),
        (b"PK\x03\x04\x14\0\0\0", "COMPRESSED"),
        (b"\0" * 10_000, "NOT_TEXT"),
        (b"", "EMPTY_FILE"),
        (b"  \n \n", "EMPTY_FILE"),
        (b"SQLite format 3\0", "NOT_TEXT"),
        (b"\n<!DOCTYPE html><title>Not found</title>", "WEB_PAGE"),
        (b"place,holder\n\n", "NO_ROWS"),
    ],
    ids=["gzip", "zip", "NUL bytes", "empty", "blank", "a database", "a web page", "a header alone"],
)
def test_what_is_no_text_is_refused_by_name_and_never_unpacked(content: bytes, code: str) -> None:
    assert [code for _, code in codes(csv(content))] == [code]


def test_a_file_larger_than_memory_is_held_a_row_at_a_time() -> None:
    class Endless(io.RawIOBase):
        """A file that has no end: whoever reads it whole never comes back."""

        made = 0

        def read(self, size: int = -1) -> bytes:
            return b"place,ho"[:size] if 0 <= size <= 4096 else b"x" * (1 / 0)

        def seek(self, *given: int) -> int:
            self.made = 0
            return 0

        def tell(self) -> int:
            return self.made

        def readline(self, size: int = -1) -> bytes:
            line = b"Darqad,1\n" if self.made else b"place,holder\n"
            self.made += len(line)
            return line

    rows = csv_rows.rows(Endless())  # type: ignore[arg-type]

    assert [next(rows).cells["place"] for _ in range(1_000)] == ["Darqad"] * 1_000
