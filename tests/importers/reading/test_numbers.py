"""What a mark in a number means is decided for its column, and never for one cell."""

import pytest

from domain.values.problems import FieldError
from importers.reading import numbers
from importers.reading.number_marks import marks_in, stated_marks
from tests.support.table_files import codes, mapped

COUNTS = """
name = "arrivals"
source = "unhcr"
[event]
type = "MeasureReported"
measure = { value = "arrivals" }
occurred = "day"
place = { value = "ua" }
count = { best = "count", qualifier = { value = "EXACT" } }
"""
WIDE = """
name = "arrivals"
source = "unhcr"
[columns]
match = "^\\\\d{4}-\\\\d\\\\d-\\\\d\\\\d$"
[event]
type = "MeasureReported"
measure = { value = "arrivals" }
occurred = "date"
place = { column = "place", slug = true }
count = { best = "value", qualifier = { value = "EXACT" } }
"""


def counted(*written: str, mapping: str = COUNTS) -> list[int | str]:
    """The count of each row, or the code of its refusal."""
    rows = "".join(f'2023-05-{day:02};"{text}"\n' for day, text in enumerate(written, start=1))
    lines = mapped(mapping, f"day;count\n{rows}")
    return [line.problems[0].code if line.problems else line.events[0].count.best for line in lines]


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (("0.123", "1.250", "2.5", "100"), ["NOT_A_WHOLE_NUMBER"] * 3 + [100]),
        (("1,250", "12,125", "3,5"), ["NOT_A_WHOLE_NUMBER"] * 3),
        (("1.250", "1.250.000", "7"), [1250, 1250000, 7]),
        (("1,250", "1,250,000"), [1250, 1250000]),
        (("1,250", "1,250.00"), [1250, 1250]),
        (("1.250", "1,250.50"), ["NOT_A_WHOLE_NUMBER"] * 2),
        (("12.0", "1,250", "16.000"), [12, 1250, 16]),
        (("1 250", "12 125"), [1250, 12125]),
        (("1’250", "12’125,0"), [1250, 12125]),
        (("1.250", "16.356"), ["AMBIGUOUS_NUMBER"] * 2),
        (("1,250", "873"), ["AMBIGUOUS_NUMBER", 873]),
        (("2.5", "1.250.000", "7"), ["AMBIGUOUS_NUMBER"] * 2 + [7]),
        (("1.5", "2,5"), ["AMBIGUOUS_NUMBER"] * 2),
        (("1.250", "n/a", "about 3.5"), ["AMBIGUOUS_NUMBER", "MISSING", "NOT_A_WHOLE_NUMBER"]),
        (("1,25,000", "1,250,000"), ["NOT_A_WHOLE_NUMBER", 1250000]),
    ],
)
def test_given_a_column_each_cell_is_read_as_all_of_it_is(written: tuple[str, ...], meant: list[int | str]) -> None:
    assert counted(*written) == meant


@pytest.mark.parametrize("written", [("1.250", "2.5"), ("2.5", "1.250"), ("1.250", *["7"] * 20, "2.5")])
def test_the_order_of_the_rows_changes_nothing(written: tuple[str, ...]) -> None:
    assert counted(*written)[written.index("1.250")] == "NOT_A_WHOLE_NUMBER"


@pytest.mark.parametrize(
    ("stated", "written", "meant"),
    [
        ('thousands = ","', "1,250", 1250),
        ('thousands = "."', "1.250", 1250),
        ('decimal = ","', "1.250", 1250),
        ('decimal = "."', "1.250", "NOT_A_WHOLE_NUMBER"),
        ('decimal = "."', "12.000", 12),
        ('thousands = " "', "1 250,00", 1250),
        ('thousands = " "', "1.250", "NOT_A_WHOLE_NUMBER"),
    ],
)
def test_what_the_mapping_states_is_asked_before_the_column(stated: str, written: str, meant: int | str) -> None:
    assert counted(written, mapping=f"{stated}\n{COUNTS}") == [meant]


def test_the_cells_of_a_wide_table_are_one_column() -> None:
    lines = mapped(WIDE, "place;2023-05-01;2023-05-02\nSumy;1.250;7\nKyiv;3;2.5\n")

    assert [line.problems[0].code if line.problems else line.events[0].count.best for line in lines] == [
        "NOT_A_WHOLE_NUMBER",
        7,
        3,
        "NOT_A_WHOLE_NUMBER",
    ]


@pytest.mark.parametrize("name", ["table.csv", "table.jsonl", "table.json"])
def test_rows_of_every_format_are_looked_at_once_more(name: str) -> None:
    rows = ['{"day": "2023-05-01", "count": "1.250"}', '{"day": "2023-05-02", "count": "2.5"}', '{"day": "2023-05-03"}']
    text = {
        "table.csv": "day,count\n2023-05-01,1.250\n2023-05-02,2.5\n2023-05-03,\n",
        "table.jsonl": "\n".join(rows),
        "table.json": f"[{', '.join(rows)}]",
    }[name]

    lines = mapped(COUNTS.replace('best = "count"', 'best = { column = "count", optional = true }'), text, name)

    assert [code for _, code in codes(lines)] == ["NOT_A_WHOLE_NUMBER", "NOT_A_WHOLE_NUMBER", "MISSING"]


def test_utf_16_is_looked_at_once_more_too() -> None:
    from io import BytesIO

    from importers.tables.mapped_file import MappedFile
    from importers.tables.mapping import read

    text = "day;count\n" + "".join(f"2023-05-{day:02};1.250\n" for day in range(1, 29)) + "2023-05-29;2.5\n"

    lines = [*MappedFile(read(COUNTS.encode())).lines(BytesIO(text.encode("utf-16")), "table.csv")]

    assert [line.number for line in lines] == [*range(2, 31)]
    assert {code for _, code in codes(lines)} == {"NOT_A_WHOLE_NUMBER"}


def test_an_ambiguous_number_is_refused_with_both_readings_and_the_remedy() -> None:
    with pytest.raises(FieldError) as refused:
        numbers.whole("1.250", [])

    assert refused.value.code == "AMBIGUOUS_NUMBER"
    assert "1250 or 1.250" in str(refused.value)
    assert 'thousands = "."' in str(refused.value)


def test_repairs_name_what_was_mended() -> None:
    repairs: list[str] = []

    assert numbers.whole("1.250,0", repairs) == 1250
    assert repairs == ["DECIMAL_COMMA", "GROUPED_DIGITS"]


def test_of_a_point_and_a_comma_either_tells_the_other() -> None:
    assert stated_marks(",", None) == stated_marks(None, ".") == marks_in(["1.250,5"]) == marks_in(["2,5"])


@pytest.mark.parametrize("text", ["1_000", "1e", "", "١٢", "--1"])
def test_what_only_python_reads_as_a_number_is_none(text: str) -> None:
    with pytest.raises(FieldError):
        numbers.decimal(text, []) if text != "١٢" else numbers.whole(text, [])
