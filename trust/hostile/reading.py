"""Reads a small file and then a large one of its kind: `python -m trust.hostile.reading KIND SMALL LARGE [all]`.

Writes by how much memory grew, in bytes, with the small one as the idle interpreter: what libraries take is in it. With
`all`, every row is kept, which shows that growth would be seen.
"""

import re
import sys
from collections import deque
from pathlib import Path

from importers.gazetteer import outlines, place_files
from importers.gazetteer.place_rows import PlaceRowReader
from service.importing.import_gazetteer import read_list

TOLERANCE = 0.005
"""The default, in degrees."""


def main(kind: str, small: str, large: str, keep: str = "") -> None:
    read(kind, small)
    idle = _peak_bytes()
    kept = read(kind, large, keep_all=bool(keep))
    print(_peak_bytes() - idle, len(kept))


def read(kind: str, path: str, keep_all: bool = False) -> "deque[object]":
    """The last row of a file, or all."""
    with open(path, "rb") as file:
        if kind == "outlines":
            return deque(read_list(file, PlaceRowReader(), TOLERANCE), maxlen=None)
        return deque(place_files.rows(file), maxlen=None if keep_all else 1)


def _peak_bytes() -> int:
    """On Linux, where ru_maxrss counts the process that started this one too."""
    found = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    assert found
    return int(found[1]) * 1024


if __name__ == "__main__":
    assert outlines.can_simplify()
    main(*sys.argv[1:])
