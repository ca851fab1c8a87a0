"""Small tables and mappings in the shape of real ones; every row is made up."""

import io
from typing import Any

import pytest

from domain.values.problems import Refused
from importers.reading import csv_rows, json_rows
from importers.reading.line import Line
from importers.reading.row import Row
from importers.tables.mapped_file import MappedFile
from importers.tables.mapping import read

CONTROL = """
name = "control"
source = "list"
[event]
type = "ControlAsserted"
occurred = { column = ["date", "Date"], dates = ["%d.%m.%Y", "%B %Y"] }
place = { scheme = { value = "ocha-cod-ab" }, code = "pcode" }
holder = { column = "holder", values = { 0 = "government", 1 = "taliban", contested = "" } }
"""


def csv(text: str | bytes, **options: Any) -> list[Row]:
    return list(csv_rows.rows(io.BytesIO(text.encode() if isinstance(text, str) else text), **options))


def jsonl(text: str) -> list[Row]:
    return list(json_rows.lines(io.BytesIO(text.encode())))


def json_objects(text: str | bytes, items: str = "features.item") -> list[Row]:
    return list(json_rows.objects(io.BytesIO(text.encode() if isinstance(text, str) else text), items))


def mapped(mapping: str, text: str, name: str = "table.csv", **options: Any) -> list[Line]:
    return list(MappedFile(read(mapping.encode()), **options).lines(io.BytesIO(text.encode()), name))


def codes(found: list[Row] | list[Line]) -> list[tuple[int, str]]:
    """The number and the code of everything that is wrong."""
    return [(one.number, problem.code) for one in found for problem in one.problems]


def refusal(mapping: str) -> list[tuple[str, str]]:
    """Path and code of each problem that the mapping is refused for."""
    with pytest.raises(Refused) as refused:
        read(mapping.encode())
    assert all(problem.message for problem in refused.value.problems)
    return [(".".join(problem.path), problem.code) for problem in refused.value.problems]
