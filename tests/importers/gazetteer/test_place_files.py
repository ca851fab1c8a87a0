"""Lists of places of every kind, hostile ones too: each line is a row or a reason, and none ends the rest."""

import io

import pytest

from importers import limits
from importers.gazetteer import geonames, place_files

TOWN = dict.fromkeys(geonames.COLUMNS, "") | {"geonameid": "1", "name": 'Rustaq "the old"', "featurecode": "PPL"}
LINE = "\t".join(TOWN.values()).encode()


def read(data: bytes) -> list[tuple[int, str]]:
    """Line numbers, each with OK or the code of what is wrong."""
    rows = place_files.rows(io.BytesIO(data))
    return [(row.number, row.problems[0].code if row.problems else "OK") for row in rows]


def test_a_dump_is_read_line_by_line_with_quotation_marks_as_they_stand() -> None:
    [first, second] = place_files.rows(io.BytesIO(LINE + b"\n" + LINE + b"\n"))
    assert (first.cells, second.number) == (TOWN, 2)


def test_bad_lines_of_a_dump_are_reported_and_the_rest_is_read() -> None:
    long = LINE + b"x" * limits.LINE_BYTES_MAX
    bad = [long, b"1\tRustaq", LINE.replace(b"old", b"o\0d")]
    assert read(b"\n".join([LINE, *bad, LINE, b""])) == [
        (1, "OK"), (2, "TOO_LONG"), (3, "CELLS_MISCOUNTED"), (4, "NUL"), (5, "OK"),
    ]  # fmt: skip


@pytest.mark.parametrize("end", [b"", b"\nx,y\n"])
def test_a_first_line_that_is_too_long_is_reported(end: bytes) -> None:
    assert read(b"name," * 300_000 + end) == [(1, "TOO_LONG")]


def test_objects_in_objects_without_end_are_refused() -> None:
    [(_, code)] = read(b'{"a":' * 6_000 + b"\n")
    assert code not in ("OK", "")
