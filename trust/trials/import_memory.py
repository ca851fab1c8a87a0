"""A file of any size is imported in 64 MB of memory, beside what the interpreter and its libraries take."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from importers import limits
from trust.hostile.big_files import KINDS
from trust.hostile.served import ROOT
from trust.trial import Trial

_MB = 1_000_000
_GOAL_BYTES = 64 * _MB
_SIZES = {
    "csv": 200 * _MB,
    "jsonl": 200 * _MB,
    "geojson": 200 * _MB,
    "workbook": 100 * _MB,
    "parquet": 100 * _MB,
    "kml": limits.KML_BYTES_MAX - _MB,
    "outlines": 9 * _MB,
}
"""Bytes, of a workbook and Parquet unfolded. KML and outlines nearly as large as is taken."""
_QUICK = {"csv": 8 * _MB, "geojson": 8 * _MB, "kml": 2 * _MB}
_SMALL_BYTES = 100_000


def run(quick: bool) -> Iterator[Trial]:
    sizes = _QUICK if quick else _SIZES
    # Of less a part of it shows as much.
    most = _GOAL_BYTES // 4 if quick else _GOAL_BYTES
    with tempfile.TemporaryDirectory() as folder:
        for kind, size in sizes.items():
            small, large = Path(folder) / f"small.{kind}", Path(folder) / f"large.{kind}"
            KINDS[kind](small, _SMALL_BYTES)
            KINDS[kind](large, size)
            goal, note = f"{most // _MB} MB at most", f"{large.stat().st_size / _MB:.0f} MB on the disk"
            grown = _grown(kind, small, large)
            yield Trial(f"memory to read {kind}", goal, 1, grown > most, note=f"{note}, {grown / _MB:.0f} MB in memory")
            if kind == "csv":
                kept = _grown(kind, small, large, "all")
                yield Trial("memory to read csv and keep it", goal, 1, kept > most, control=True)
            large.unlink()


def _grown(kind: str, small: Path, large: Path, *keep: str) -> int:
    """Bytes by which the memory of a process grew that had read a small file and read a large one."""
    reader = [sys.executable, "-m", "trust.hostile.reading", kind, str(small), str(large), *keep]
    ended = subprocess.run(reader, cwd=ROOT, capture_output=True, text=True, check=True)
    return int(ended.stdout.split()[0])
