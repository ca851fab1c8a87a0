"""Workbooks, maps, Parquet and answers of interfaces that were damaged on their way: none ends in a traceback."""

import json
from collections.abc import Callable
from pathlib import Path

import pyarrow
import pytest
from pyarrow import parquet

from importers.tables.mapping import read
from tests.support import map_files
from tests.support.export_rows import ACLED_ROW, GED
from tests.support.mutated_files import mutated, read_by_all
from tests.support.workbooks import with_shared_words, workbook

SEEDS = range(18)
HELD = """
name = "held"
source = "list"
[periods]
until = { column = "until", optional = true, dates = ["%Y/%m/%d"] }
[event]
type = "ControlAsserted"
occurred = { column = "day", dates = ["%Y/%m/%d"] }
place = { name = { column = "Name", optional = true } }
holder = "holder"
"""
ROWS = [["Name", "day", "until", "holder"], ["Ford", "2021-06-20", "2021-06-22", "taliban"], ["Hill", "2021-06-20"]]


def _parquet(folder: Path) -> Path:
    path = folder / "table.parquet"
    parquet.write_table(pyarrow.table({"Name": ["Ford"], "day": ["2021-06-20"], "holder": ["taliban"]}), path)
    return path


def _written(name: str, content: bytes) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        (folder / name).write_bytes(content)
        return folder / name

    return write


FILES: dict[str, Callable[[Path], Path]] = {
    "workbook": _written("table.xlsx", workbook({"Data": ROWS})),
    "workbook of Excel": _written("table.xlsx", with_shared_words(workbook({"Data": ROWS}))),
    "shapefile": lambda folder: map_files.zipped(folder / "areas.zip", map_files.write(folder / "areas.shp")),
    "GeoPackage": lambda folder: map_files.write(folder / "areas.gpkg"),
    "KML": lambda folder: map_files.write(folder / "areas.kml"),
    "TopoJSON": lambda folder: map_files.topojson(folder / "areas.json", "areas"),
    "Parquet": _parquet,
    "ACLED": _written("acled.json", json.dumps({"status": 200, "count": 1, "data": [ACLED_ROW]}).encode()),
    "UCDP": _written("ged.json", json.dumps({"TotalPages": 2, "Result": [GED, GED]}).encode()),
}


@pytest.mark.parametrize("what", FILES)
def test_however_a_file_is_damaged_there_is_no_traceback(tmp_path: Path, what: str) -> None:
    path = FILES[what](tmp_path)
    content, mapping = path.read_bytes(), read(HELD.encode())

    assert read_by_all(content, path.name, mapping) > 0, "the file itself is read"
    for seed in SEEDS:
        read_by_all(mutated(content, seed), path.name, mapping)
