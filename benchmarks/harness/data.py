"""A war in files and in databases of ours, loaded by `timeline import`; what that cost is kept."""

import json
import shutil
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from benchmarks.harness.clocks import cpu_seconds, run_and_measure
from benchmarks.harness.postgres import Cluster
from benchmarks.harness.progress import say
from benchmarks.peers.holdings import write_holdings
from benchmarks.seeded_war.war import War, write
from store.db.tables import projections

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {"PYTHONPATH": str(ROOT), "TIMELINE_LOG_LEVEL": "warning", "TIMELINE_OPEN_WRITES": "true"}
"""The code of this checkout is measured, whatever else is installed."""


def timeline(*arguments: str) -> list[str]:
    """The command line of ours."""
    return [str(Path(sys.executable).with_name("timeline")), *arguments]


class Cost(NamedTuple):
    """`cpu_s` has the database's time too; `memory_mb` is the most that the command held."""

    wall_s: float
    cpu_s: float
    memory_mb: float


@dataclass
class Data:
    """The files of a war below `folder`, and what is loaded from them."""

    war: War
    folder: Path

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True)
        self._postgres_url: str | None = None
        self.costs: dict[str, Cost] = {}
        """Of loading the news, by the name of the engine."""

    @cached_property
    def registrations(self) -> Path:
        file = self.folder / "registrations.jsonl"
        write(file, self.war.registrations())
        return file

    @cached_property
    def news(self) -> Path:
        file = self.folder / "news.jsonl"
        write(file, self.war.news())
        return file

    @cached_property
    def sqlite_file(self) -> Path:
        file = self.folder / "timeline.db"
        self._load("SQLite", f"sqlite:///{file}", [])
        return file

    @property
    def sqlite_url(self) -> str:
        return f"sqlite:///{self.sqlite_file}"

    def postgres_url(self, cluster: Cluster) -> str:
        if self._postgres_url is None:
            self._postgres_url = cluster.create("timeline")
            self._load("PostgreSQL", self._postgres_url, cluster.pids)
        return self._postgres_url

    def sizes(self) -> tuple[int, int]:
        """Bytes of the SQLite file, and of the projections in it with their indexes."""
        names = [table.name for table in projections]
        with closing(sqlite3.connect(f"file:{self.sqlite_file}?mode=ro", uri=True)) as connection:
            totals = connection.execute(
                "SELECT sum(pgsize), sum(pgsize) FILTER (WHERE tbl_name IN (SELECT value FROM json_each(?)))"
                " FROM dbstat LEFT JOIN sqlite_schema USING (name)",
                (json.dumps(names),),
            ).fetchone()
        return totals[0], totals[1]

    @cached_property
    def holdings(self) -> Path:
        """Rows for the peers."""
        file = self.folder / "holdings.jsonl"
        write_holdings(self.sqlite_url, self.war.registrations(), file)
        return file

    def copy(self, name: str) -> Path:
        """A copy of the SQLite file, for what writes."""
        file = self.folder / f"{name}.db"
        for ending in ("", "-wal"):
            source = Path(f"{self.sqlite_file}{ending}")
            if source.exists():
                shutil.copy(source, f"{file}{ending}")
        return file

    def _load(self, engine: str, url: str, database: list[int]) -> None:
        say(f"importing {self.war.events:,} events over {self.war.places:,} places into {engine}")
        run_and_measure(timeline("import", str(self.registrations), "--database-url", url), ENVIRONMENT)
        before = cpu_seconds(database)
        news = str(self.news)
        wall, cpu, memory = run_and_measure(timeline("import", news, "--database-url", url), ENVIRONMENT)
        self.costs[engine] = Cost(wall, cpu + cpu_seconds(database) - before, memory)
        say(f"imported in {wall:.1f} s, {self.costs[engine].cpu_s:.1f} s of processor time")
