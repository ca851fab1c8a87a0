"""How long the job for Spark takes, and how much memory: `python -m benchmarks.long_fold FOLDER PERIODS`.

The processor time is that of all processes together, so that it says something on a machine that does other things too.
"""

import argparse
import os
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import psutil
from pyarrow import parquet

from spark.periods import COLUMNS

ROOT = Path(__file__).parent.parent
SAMPLED_EVERY_S = 0.5


class Usage:
    """What a process and all below it have used: seconds of processors, and bytes of memory at most at one time."""

    def __init__(self, process: psutil.Process):
        self._process = process
        self._cpu_s: dict[int, float] = {}
        self._bytes: dict[str, int] = {}

    def sample(self) -> None:
        by_name: dict[str, int] = {}
        for process in [self._process, *self._process.children(recursive=True)]:
            with suppress(psutil.Error):
                used = process.cpu_times()
                self._cpu_s[process.pid] = used.user + used.system
                name = "java" if "java" in process.name() else "python"
                by_name[name] = by_name.get(name, 0) + process.memory_full_info().pss
        by_name["all"] = sum(by_name.values())
        self._bytes = {name: max(size, self._bytes.get(name, 0)) for name, size in by_name.items()} | {
            name: size for name, size in self._bytes.items() if name not in by_name
        }

    def __str__(self) -> str:
        memory = ", ".join(f"{name} {size / 1e6:,.0f} MB" for name, size in self._bytes.items())
        return f"{sum(self._cpu_s.values()):,.0f} s of processors; at most {memory}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("log")
    options.add_argument("periods")
    given, settings = options.parse_known_args()
    events = sum(parquet.read_metadata(file).num_rows for file in Path(given.log).glob("*.parquet"))
    began = time.monotonic()
    running = subprocess.Popen([sys.executable, "-m", "spark", given.log, given.periods, *settings], cwd=ROOT)
    usage = Usage(psutil.Process(running.pid))
    while running.poll() is None:
        with suppress(psutil.Error):
            usage.sample()
        time.sleep(SAMPLED_EVERY_S)
    seconds = time.monotonic() - began
    rows = parquet.read_table(given.periods, columns=[COLUMNS[0]]).num_rows
    print(f"{events:,} events, {rows:,} periods, {seconds:,.0f} s on the clock, {usage}; {os.cpu_count()} processors")
    sys.exit(running.returncode)


if __name__ == "__main__":
    main()
