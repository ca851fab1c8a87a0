"""Places as a list from outside has them: one form for P-codes, outlines and points.

Dirty lists are the normal case. What cannot be used is a problem with its line, and the rest goes on.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, BinaryIO

from domain.events import PlaceCode, PlaceName
from domain.problems import Problem
from domain.vocabulary import PlaceKind
from importers import limits


@dataclass(frozen=True, slots=True)
class Listed:
    """`parent` is the code of the place that this one lies in, in the same scheme and edition; a country has none."""

    line: int
    kind: PlaceKind
    names: tuple[PlaceName, ...]
    code: PlaceCode | None = None
    parent: str | None = None
    country: str | None = None
    """As the list writes it: AFG."""
    longitude: float | None = None
    latitude: float | None = None
    geometry: dict[str, Any] | None = None

    @property
    def name(self) -> str:
        return self.names[0].text


@dataclass(frozen=True, slots=True)
class Bad:
    """A line that is no place, and why."""

    line: int
    problem: Problem


def bad(line: int, code: str, message: str) -> Bad:
    return Bad(line, Problem((), code, message))


KINDS = {0: PlaceKind.COUNTRY, 1: PlaceKind.PROVINCE, 2: PlaceKind.DISTRICT}
"""By administrative level."""


def table(stream: BinaryIO) -> Iterator[tuple[int, dict[str, str]] | Bad]:
    """The rows of a CSV file with the number of their line, by column in small letters and digits alone.

    A byte order mark, blank lines and an HXL row of tags (https://hxlstandard.org) are passed over. A row that is not
    UTF-8, or has more or fewer cells than there are columns, is bad.
    """
    text = io.TextIOWrapper(stream, encoding="utf-8-sig", errors="surrogateescape", newline="")
    reader = csv.reader(text)
    try:
        columns = [plain(cell) for cell in next(reader, [])]
        if len(set(columns)) < 2:
            yield bad(1, "NO_COLUMNS", "the first line names no columns, separated by commas: is it a CSV file?")
            return
        for cells in reader:
            if not any(cells) or all(cell.startswith("#") for cell in cells if cell):
                continue
            yield _row(reader.line_num, columns, cells)
    except csv.Error as error:
        yield bad(reader.line_num, "NOT_CSV", f"the line cannot be read ({error}): is a quote missing?")
    finally:
        text.detach()


def _row(line: int, columns: list[str], cells: list[str]) -> tuple[int, dict[str, str]] | Bad:
    if len(cells) != len(columns):
        return bad(
            line, "CUT_OFF", f"has {len(cells)} cells where there are {len(columns)} columns: get the whole file"
        )
    if any(not cell.isascii() and not _is_text(cell) for cell in cells):
        return bad(line, "NOT_UTF_8", "is not UTF-8: convert the file, iconv -f WINDOWS-1252 -t UTF-8 say")
    return line, dict(zip(columns, (cell.strip() for cell in cells), strict=True))


def _is_text(cell: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in cell)


def plain(column: str) -> str:
    """`Admin Level`, `admin_level` and `ADMIN LEVEL` are one column."""
    return "".join(character for character in column.casefold() if character.isalnum())


def number(text: str) -> float | None:
    """A decimal number, be it with a point or a comma; None where it is none."""
    try:
        found = float(text.replace(",", ".") if text.count(",") == 1 and "." not in text else text)
    except ValueError:
        return None
    return found if abs(found) < limits.NUMBER_MAX else None


def first_of(row: Mapping[str, Any], *columns: str) -> Any:
    """The first of these columns that is there and not empty."""
    return next((row[column] for column in columns if row.get(column) not in (None, "")), None)
