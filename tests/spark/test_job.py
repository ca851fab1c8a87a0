"""The job in Spark, in local mode: an exported war gives the periods of the database, row by row."""

import asyncio
import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from benchmarks.seeded_war.war import War
from domain.events import interchange
from tests.support import tangled_logs
from tests.support.cli_runner import Cli
from tests.support.folded_elsewhere import Rows, rows_of, stored_periods
from tests.support.repository import ROOT
from trust.databases import opened

REQUIRED = os.environ.get("TIMELINE_TEST_SPARK") == "required"
MISSING = [
    name for name, is_there in (("pyspark", find_spec("pyspark")), ("java", shutil.which("java"))) if not is_there
]
pytestmark = pytest.mark.skipif(
    bool(MISSING) and not REQUIRED,
    reason=f"{' and '.join(MISSING)} not there: make test TEST_EXTRAS=test,spark, and Debian's default-jre-headless",
)
WAR = War(events=2_000, places=60, seed=7)
SETTINGS = (
    *("spark.master=local[2]", "spark.ui.enabled=false", "spark.driver.memory=1g", "spark.sql.shuffle.partitions=3"),
    *("spark.driver.bindAddress=127.0.0.1", "spark.driver.host=127.0.0.1", "spark.sql.files.maxPartitionBytes=50000"),
)


def test_a_war_folded_by_spark_has_the_periods_of_the_database(sqlite_url: str, tmp_path: Path) -> None:
    from pyarrow import parquet

    cli = Cli(sqlite_url, tmp_path)
    for batch in tangled_logs.batches():
        cli.imported(*batch)
    cli.imported(*map(interchange.parse, WAR.registrations()), *map(interchange.parse, WAR.news()))
    cli.does("export", "--format", "parquet", "-o", tmp_path / "log.parquet")

    job = fold(tmp_path / "log.parquet", tmp_path / "periods")

    assert job.returncode == 0, job.stderr[-3_000:]
    stored = asyncio.run(periods_in(sqlite_url))
    assert len(stored) > 2_000
    assert rows_of(parquet.read_table(tmp_path / "periods")) == stored


def fold(log: Path, periods: Path) -> subprocess.CompletedProcess[str]:
    """In a process of its own, as an operator starts it."""
    words = [word for setting in SETTINGS for word in ("--set", setting)]
    return subprocess.run(
        [sys.executable, "-m", "spark", str(log), str(periods), *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


async def periods_in(url: str) -> Rows:
    async with opened(url) as db:
        return await stored_periods(db)
