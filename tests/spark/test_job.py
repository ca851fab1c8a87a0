"""The job in Spark, in local mode: an exported war gives the periods of the database, row by row."""

import asyncio
import json
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from benchmarks.seeded_war.war import War
from domain.events import interchange
from tests.support import tangled_logs
from tests.support.cli_runner import Cli
from tests.support.folded_elsewhere import Rows, rows_of, stored_periods
from tests.support.repository import ROOT
from trust.databases import opened

THERE = {"pyspark": find_spec("pyspark"), "java": shutil.which("java")}
MISSING = " and ".join(name for name, is_there in THERE.items() if not is_there)
pytestmark = pytest.mark.skipif(
    bool(MISSING), reason=f"no {MISSING}: make test TEST_EXTRAS=test,spark, and Debian's default-jre-headless"
)
WAR = War(events=2_000, places=60, seed=7)
SETTINGS = {
    "spark.master": "local[2]",
    "spark.ui.enabled": "false",
    "spark.driver.memory": "1g",
    "spark.driver.bindAddress": "127.0.0.1",
    "spark.driver.host": "127.0.0.1",
    "spark.sql.shuffle.partitions": "3",
    "spark.sql.files.maxPartitionBytes": "50000",
}
JOBS = """
import json, sys
from spark import __main__ as job
ends = []
for words in json.load(sys.stdin):
    sys.argv = ["spark", *words]
    try:
        job.main()
        ends.append(None)
    except SystemExit as end:
        ends.append(str(end))
print(json.dumps(ends))
"""


@pytest.fixture(scope="module")
def folder(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """With a database, its log as Parquet, and logs that are not whole or were changed."""
    folder = tmp_path_factory.mktemp("spark")
    cli = Cli(f"sqlite:///{shutil.copy(migrated_sqlite, folder / 'timeline.db')}", folder)
    for batch in tangled_logs.batches():
        cli.imported(*batch)
    cli.imported(*map(interchange.parse, WAR.registrations()), *map(interchange.parse, WAR.news()))
    cli.does("export", "--format", "parquet", "-o", folder / "log.parquet")
    cli.does("export", "--format", "parquet", "--after", 50, "-o", folder / "later.parquet")
    log = parquet.read_table(folder / "log.parquet")
    for type in ("ControlConfirmed", "EventCorrected"):  # read by a worker, and by the driver
        digests = ["0" * 64 if each == type else sha256 for each, sha256 in pairs(log, "type", "sha256")]
        changed = log.set_column(log.column_names.index("sha256"), "sha256", pa.array(digests))
        parquet.write_table(changed, folder / f"{type}.parquet")
    return folder


@pytest.fixture(scope="module")
def ends(folder: Path) -> dict[str, str | None]:
    """What each log came to: nothing, or what was wrong with it. All in one process, which takes long to start."""
    logs = ["log", "log", "none", "later", "ControlConfirmed", "EventCorrected"]
    settings = [word for name, value in SETTINGS.items() for word in ("--set", f"{name}={value}")]
    names = [f"periods-{log}" for log in logs]
    words = [[f"{folder}/{log}.parquet", f"{folder}/{name}", *settings] for log, name in zip(logs, names, strict=True)]
    given = {"cwd": ROOT, "input": json.dumps(words), "env": {**os.environ, "PYTHONPATH": str(ROOT)}}
    jobs = subprocess.run(
        [sys.executable, "-c", JOBS], capture_output=True, text=True, timeout=300, check=False, **given
    )
    assert jobs.returncode == 0, jobs.stderr[-3_000:]
    return dict(zip(["good", "again", *logs[2:]], json.loads(jobs.stdout.splitlines()[-1]), strict=True))


def test_a_war_folded_by_spark_has_the_periods_of_the_database(folder: Path, ends: dict) -> None:
    assert ends["good"] is None
    stored = asyncio.run(periods_in(f"sqlite:///{folder}/timeline.db"))
    assert len(stored) > 2_000
    assert rows_of(parquet.read_table(folder / "periods-log")) == stored


def test_what_cannot_be_folded_is_refused_in_words(ends: dict) -> None:
    assert "PATH_NOT_FOUND" in ends["none"]
    assert "PATH_ALREADY_EXISTS" in ends["again"]
    assert "up to position" in ends["later"]
    assert "export the whole log" in ends["later"]
    for changed in ("ControlConfirmed", "EventCorrected"):
        assert "was changed after it was recorded" in ends[changed]
    assert not any("Traceback" in end or "\n" in end for end in ends.values() if end)


def pairs(table: pa.Table, *names: str) -> zip:
    return zip(*(table.column(name).to_pylist() for name in names), strict=True)


async def periods_in(url: str) -> Rows:
    async with opened(url) as db:
        return await stored_periods(db)
