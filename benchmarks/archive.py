"""An archive of control snapshots, loaded by the command line: 100,000 rows, 400 districts on 250 days.

    python -m benchmarks.archive [--rows N] [--places N] [--sorted-by place|day] [--files]

Prints seconds and the peak of memory of `timeline import` in a process of its own, the first time and again. The rows
are generated from a seed: in a day about one district in a hundred changes hands.
"""

import argparse
import csv
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from domain.events import interchange

SEED = 20_210_622
FIRST = date(2021, 1, 1)
MAPPING = """
name = "archive"
source = "archive"

[published]
column = "date"

[snapshot]
every_days = 1

[event]
type = "ControlAsserted"
occurred = "date"
place = { scheme = { value = "bench" }, code = "pcode" }
holder = { column = "taliban", values = { 0 = "government", 1 = "taliban" } }
"""

Row = tuple[str, str, int]


def rows(places: int, days: int) -> Iterator[Row]:
    """District, date, holder 0 or 1, day by day."""
    chance = random.Random(SEED)
    held = [0] * places
    for day in range(days):
        for place in range(places):
            if chance.random() < 0.01:
                held[place] = 1 - held[place]
            yield f"XX{place:04}", (FIRST + timedelta(day)).isoformat(), held[place]


def opening(places: int) -> Iterator[str]:
    lines: list[dict[str, Any]] = [
        {"type": "ActorRegistered", "actor": "government", "name": "Government", "kind": "STATE_FORCES"},
        {"type": "ActorRegistered", "actor": "taliban", "name": "Taliban", "kind": "REBEL_GROUP"},
        {"type": "SourceRegistered", "source": "archive", "name": "Archive"},
    ]
    for place in range(places):
        codes = [{"scheme": "bench", "edition": "1", "code": f"XX{place:04}"}]
        names = [{"text": f"District {place}"}]
        lines.append(
            {"type": "PlaceRegistered", "place": f"d-{place}", "kind": "DISTRICT", "names": names, "codes": codes}
        )
    return (interchange.write(interchange.parse(line)) for line in lines)


def written(folder: Path, found: list[Row], in_files: bool) -> list[Path]:
    """One file, or one for each day."""
    parts: dict[str, list[Row]] = {}
    for row in found:
        parts.setdefault(row[1] if in_files else "archive", []).append(row)
    paths = []
    for name, part in parts.items():
        paths.append(folder / f"{name}.csv")
        with paths[-1].open("w", newline="") as file:
            csv.writer(file).writerows([("pcode", "date", "taliban"), *part])
    return paths


def timed(*words: object) -> str:
    """Seconds, peak memory in MB and what was said, of one `timeline` in a process of its own."""
    program = "import resource, sys\nfrom api.cli import app\ntry:\n    app()\nfinally:\n    "
    program += "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024, file=sys.stderr)"
    begun = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", program, *map(str, words)], capture_output=True, text=True)
    seconds = time.perf_counter() - begun
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return f"{seconds:6.1f} s  {int(done.stderr.split()[-1]):4} MB"


def main() -> None:
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("--rows", type=int, default=100_000)
    given.add_argument("--places", type=int, default=400)
    given.add_argument("--sorted-by", choices=("day", "place"), default="day")
    given.add_argument("--files", action="store_true", help="a file for each day")
    asked = given.parse_args()
    found = list(rows(asked.places, asked.rows // asked.places))
    if asked.sorted_by == "place":
        found.sort()
    with tempfile.TemporaryDirectory() as path:
        folder = Path(path)
        database = ("--database-url", f"sqlite:///{folder}/archive.db")
        (folder / "opening.jsonl").write_text("".join(f"{line}\n" for line in opening(asked.places)))
        (folder / "archive.toml").write_text(MAPPING)
        timed("import", folder / "opening.jsonl", *database)
        files = written(folder, found, asked.files)
        print(f"{len(found):,} rows, {asked.places} places, {len(files)} files, sorted by {asked.sorted_by}")
        for what in ("first time", "again"):
            told = timed("import", *files, "--mapping", folder / "archive.toml", *database)
            print(f"{what:12}{told}")


if __name__ == "__main__":
    main()
