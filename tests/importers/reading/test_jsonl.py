"""Lines of a file: what is an event, what is not and why, and how little of a file is held."""

import io
import json
from collections.abc import Iterator

import pytest

from domain.events import Event, interchange
from domain.values import limits as domain_limits
from importers import limits
from importers.reading.jsonl import lines
from importers.reading.line import Line, batches
from tests.support.builders import asserted, place

GOOD = interchange.write(asserted()).encode()
LATIN = json.dumps({"note": "café"}, ensure_ascii=False).encode("latin-1")


def read(data: bytes) -> list[Line]:
    return list(lines(io.BytesIO(data)))


def told(data: bytes) -> list[tuple[int, str]]:
    """Line numbers, each with OK or the code of what is wrong."""
    return [(line.number, line.problems[0].code if line.problems else "OK") for line in read(data)]


@pytest.mark.parametrize(
    "data",
    [GOOD, GOOD + b"\n", GOOD + b"\r\n", b"\xef\xbb\xbf" + GOOD + b"\n", b"  " + GOOD + b" \n"],
    ids=["no line end", "line end", "Windows", "byte order mark", "spaces"],
)
def test_an_event_is_read_however_its_line_ends(data: bytes) -> None:
    assert [line.events for line in read(data)] == [(asserted(),)]


def test_blank_lines_are_passed_over_and_counted() -> None:
    assert told(b"\n" + GOOD + b"\n\r\n  \n" + GOOD + b"\n\n") == [(2, "OK"), (5, "OK")]


def test_every_bad_line_is_named_and_reading_goes_on() -> None:
    data = b"\n".join([GOOD, b"{", b"[]", b"# said the analyst", LATIN, b"\xef\xbb\xbf" + GOOD, GOOD, b""])

    assert told(data) == [
        (1, "OK"),
        (2, "NOT_JSON"),
        (3, "NOT_AN_OBJECT"),
        (4, "COMMENT"),
        (5, "NOT_UTF_8"),
        (6, "NOT_JSON"),
        (7, "OK"),
    ]


@pytest.mark.parametrize("data", [b"\0" * 5_000, GOOD + b"\n" + b"\0" * 5_000], ids=["all of it", "its end"])
def test_nul_bytes_are_not_called_a_file_that_was_cut_off(data: bytes) -> None:
    """Given a disk that ran full, which leaves zeros, then the remedy is not to remove a line."""
    assert told(data)[-1][1] == "NOT_TEXT"


def test_a_comment_is_pointed_to_the_field_for_notes() -> None:
    assert "`note`" in read(GOOD + b"\n# x\n")[1].problems[0].message


@pytest.mark.parametrize(
    "rest", [GOOD[:-9], GOOD[:1], '{"note": "é'.encode()[:-1]], ids=["field", "brace", "character"]
)
def test_a_half_written_last_line_is_named_as_such(rest: bytes) -> None:
    assert told(GOOD + b"\n" + rest) == [(1, "OK"), (2, "CUT_OFF")]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_a_file_in_utf_16_is_named_once_with_the_remedy(encoding: str) -> None:
    [line] = read((GOOD + b"\n" + GOOD).decode().encode(encoding))

    assert line.problems[0].code == "NOT_UTF_8"
    assert "iconv -f UTF-16" in line.problems[0].message


def test_latin_1_is_named_with_the_remedy() -> None:
    [line] = read(LATIN + b"\n")

    assert line.problems[0].code == "NOT_UTF_8"
    assert "iconv -f WINDOWS-1252" in line.problems[0].message


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x1f\x8b\x08\0 and so on", "COMPRESSED"),
        (b"PK\x03\x04\0\0 and so on", "COMPRESSED"),
        (b"<!DOCTYPE html>\n<html>\n", "WEB_PAGE"),
        (b"[\n" + GOOD + b",\n]\n", "NOT_JSON_LINES"),
        (b"{\n}\n", "NOT_JSON_LINES"),
    ],
    ids=["gzip", "ZIP", "web page", "array", "object over lines"],
)
def test_a_file_of_another_kind_is_given_up_at_its_first_line(data: bytes, code: str) -> None:
    assert told(data) == [(1, code)]


def test_a_log_without_events_is_a_file_without_lines() -> None:
    assert told(b"") == told(b" \n") == []


class Watched(io.BytesIO):
    """A file that knows the largest piece that was taken of it."""

    largest = 0

    def readline(self, size: int | None = -1, /) -> bytes:
        piece = super().readline(size)
        self.largest = max(self.largest, len(piece))
        return piece


def test_a_line_that_is_too_long_is_named_without_being_held() -> None:
    file = Watched(GOOD + b"\n" + b"x" * 20_000_000 + b"\n" + GOOD + b"\n" + b"y" * 5_000_000)

    found = [(line.number, [problem.code for problem in line.problems]) for line in lines(file)]

    assert found == [(1, []), (2, ["TOO_LONG"]), (3, []), (4, ["TOO_LONG"])]
    assert file.largest <= domain_limits.EVENT_BYTES_MAX + 10


def test_the_longest_line_that_is_allowed_is_read() -> None:
    padded = GOOD + b" " * (domain_limits.EVENT_BYTES_MAX - len(GOOD))

    assert told(b"\xef\xbb\xbf" + padded + b"\r\n" + GOOD) == [(1, "OK"), (2, "OK")]


def test_each_line_knows_where_it_ends() -> None:
    data = b"\xef\xbb\xbf" + GOOD + b"\r\n\n" + b"x" * 3_000_000 + b"\n" + GOOD

    assert [line.end for line in read(data)] == [len(GOOD) + 5, len(data) - len(GOOD), len(data)]


def many(event: Event, count: int, bytes_each: int) -> Iterator[Line]:
    return (Line(i, i * bytes_each, (event,)) for i in range(1, count + 1))


def test_a_batch_is_bounded_by_its_lines() -> None:
    sizes = [len(batch) for batch in batches(many(asserted(), 2 * limits.BATCH_LINES_MAX + 1, 10))]

    assert sizes == [limits.BATCH_LINES_MAX, limits.BATCH_LINES_MAX, 1]


def test_a_batch_is_bounded_by_its_bytes() -> None:
    sizes = [len(batch) for batch in batches(many(place(), 40, 1_000_000))]

    assert sizes == [16, 16, 8]
