"""Lists of P-codes as OCHA publishes them: the long form, one place a row, and the wide form, one district a row.

Long: Location, Admin Level, P-Code, Name, Parent P-Code, Valid from date. Wide: ADM0_PCODE, ADM1_EN, ADM1_PCODE,
ADM2_EN, ADM2_FA, ADM2_PCODE and so on, with `date` or `validOn`.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from pydantic import ValidationError

from domain import edtf
from domain.events import PlaceCode, PlaceName
from domain.problems import FieldError, problems_of
from importers.listed import KINDS, Bad, Listed, bad, first_of, table

SCHEME = "ocha-cod-ab"
_NAME = re.compile(r"adm(?P<level>\d)(?:(?P<language>[a-z]{2})|name\w*|ref(?:name)?|alt\d?(?P<other>[a-z]{2}))")
_LATIN = {"en", "fr", "es", "pt"}


def listed(stream: BinaryIO, scheme: str, edition: str | None) -> Iterator[Listed | Bad]:
    """The places in the order of the file. The edition is the day from which a code is valid, where none is given."""
    seen: set[str] = set()
    for found in table(stream):
        if isinstance(found, Bad):
            yield found
            continue
        line, row = found
        if "pcode" in row:
            yield _long(line, row, scheme, edition)
        elif any(re.fullmatch(r"adm\dpcode", column) for column in row):
            yield from _wide(line, row, scheme, edition, seen)
        else:
            yield bad(line, "NO_CODES", "no column has P-codes: P-Code, or ADM2_PCODE and the like")
            return


def _long(line: int, row: dict[str, str], scheme: str, edition: str | None) -> Listed | Bad:
    level = first_of(row, "adminlevel", "admlevel", "level")
    kind = KINDS.get(int(level)) if level and level.isdecimal() else None
    if kind is None:
        return bad(line, "NO_LEVEL", f"{level or 'nothing'} is no administrative level here: 0, 1 or 2")
    date = first_of(row, "validfromdate", "validfrom", "date", "validon")
    parent = first_of(row, "parentpcode", "parent")
    names = [(first_of(row, "name", "admname"), "en")]
    return _place(line, level, row["pcode"], names, parent, row.get("location"), date, scheme, edition)


def _wide(line: int, row: dict[str, str], scheme: str, edition: str | None, seen: set[str]) -> Iterator[Listed | Bad]:
    names: dict[str, list[tuple[str, str | None]]] = {}
    for column, cell in row.items():
        if cell and (told := _NAME.fullmatch(column)):
            names.setdefault(told["level"], []).append((cell, told["language"] or told["other"]))
    date = first_of(row, "validfromdate", "validfrom", "validon", "date")
    above = None
    for level in "012":
        code = row.get(f"adm{level}pcode")
        if code and code not in seen:
            seen.add(code)
            yield _place(line, level, code, names.get(level, []), above, row.get("adm0pcode"), date, scheme, edition)
        above = code or above


def _place(
    line: int,
    level: str,
    code: str,
    names: list[tuple[str, str | None]],
    parent: str | None,
    country: str | None,
    date: str | None,
    scheme: str,
    edition: str | None,
) -> Listed | Bad:
    called = [(text, language) for text, language in names if text]
    if not code or not called:
        return bad(line, "NO_NAME", "has no name or no code: a place is found by both")
    try:
        since = edtf.strict_day(date[:10]) if date else None
        if edition is None and since is None:
            return bad(line, "NO_EDITION", "has no date from which the code is valid: give --edition")
        return Listed(
            line,
            KINDS[int(level)],
            tuple(_names(called)),
            PlaceCode(scheme=scheme, edition=edition or since or "", code=code, valid_from=since),
            parent,
            country,
        )
    except FieldError as error:
        return bad(line, error.code, str(error))
    except ValidationError as error:
        found = problems_of(error)[0]
        return Bad(line, found)


def _names(called: list[tuple[str, str | None]]) -> Iterator[PlaceName]:
    ordered = sorted(called, key=lambda one: one[1] not in _LATIN)
    for number, (text, language) in enumerate(ordered):
        yield PlaceName(text=text, language=language, preferred=number == 0)
