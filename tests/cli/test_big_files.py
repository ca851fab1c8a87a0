"""Files that are large, and imports that are ended in the middle."""

import json
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from domain.events.interchange import write
from tests.support.builders import cast, event
from tests.support.cli_runner import Cli
from tests.support.repository import ROOT

NOTE = "n" * 2_000
MEASURED = """
import re, resource, sys
from pathlib import Path
from api.cli import app

status = Path("/proc/self/status")
try:
    app(sys.argv[1:])
finally:
    if status.exists():  # on Linux, where ru_maxrss counts the process that started this one too
        kb = int(re.search(r"VmHWM:\\s+(\\d+)", status.read_text())[1])
    else:
        kb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // (1024 if sys.platform == "darwin" else 1)
    print(kb // 1024, file=sys.stderr)
"""


def clashes(count: int, path: Path) -> Path:
    with path.open("w") as file:
        for number in range(count):
            id = f"clash.{number}"
            clash = event("ClashReported", id=id, places=["af-imam-sahib"], occurred="2021-06-22", note=NOTE)
            file.write(f"{write(clash)}\n")
    return path


def peak_mb(cli: Cli, *words: object) -> int:
    """The most memory that the command held at any time, its libraries included."""
    ended = subprocess.run(
        [sys.executable, "-c", MEASURED, *map(str, words), "--database-url", cli.url],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=True,
    )
    return int(ended.stderr.splitlines()[-1])


@pytest.fixture
def begun(sqlite_cli: Cli) -> Cli:
    sqlite_cli.imported(*cast())
    return sqlite_cli


def test_memory_does_not_grow_with_the_file(begun: Cli) -> None:
    few = clashes(10_000, begun.folder / "few.jsonl")
    many = clashes(50_000, begun.folder / "many.jsonl")
    assert many.stat().st_size > 100_000_000

    small, large = peak_mb(begun, "import", few), peak_mb(begun, "import", many)
    exported = peak_mb(begun, "export", "--output", begun.folder / "out.jsonl")

    # 80 MB more of file, and 40,000 more events. What malloc keeps for itself differs by ten or twenty from run to run.
    assert large - small < 32
    assert exported < small
    assert (begun.folder / "out.jsonl").stat().st_size > 100_000_000


def recorded(cli: Cli) -> Iterator[int]:
    """How many events the log has by now, again and again."""
    with closing(sqlite3.connect(f"file:{cli.url.partition(':///')[2]}?mode=ro", uri=True)) as log:
        for _ in range(6_000):
            yield log.execute("SELECT max(position) FROM event").fetchone()[0]
            time.sleep(0.01)


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, -15), (signal.SIGKILL, -9)])
def test_a_long_import_that_is_ended_goes_on_when_it_is_given_again(
    begun: Cli, process: Callable[..., subprocess.Popen[str]], sent: signal.Signals, code: int
) -> None:
    """Given an import, one part in three recorded, when it is ended and given again, then the log is whole."""
    before = begun.log()
    many = clashes(15_000, begun.folder / "many.jsonl")
    running = process("import", many, "--database-url", begun.url)
    assert any(events > len(before) for events in recorded(begun))

    running.send_signal(sent)
    _, told = running.communicate(timeout=60)

    assert running.returncode == code
    assert "Traceback" not in told
    if sent == signal.SIGINT:
        assert "it goes on" in told
    part = begun.log()
    assert len(before) < len(part) < len(before) + 15_000
    [broken, _] = begun("imports", "--json").json["imports"]
    assert not broken["isWhole"]
    begun.does("import", many)
    lines = many.read_text().splitlines()
    assert [json.loads(line)["id"] for line in begun.log()[len(before) :]] == [json.loads(line)["id"] for line in lines]
    [whole, _] = begun("imports", "--json").json["imports"]
    assert (whole["isWhole"], whole["id"], whole["new"]) == (True, broken["id"], 15_000)
    assert begun("rebuild", "--json").json["equal"]
