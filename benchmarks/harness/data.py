"""A war in files and in databases of ours, loaded by `timeline import`; what that cost is kept."""

import os
import shutil
import sqlite3
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from benchmarks.harness.clocks import cpu_seconds, run_and_measure
from benchmarks.harness.postgres import Cluster
from benchmarks.harness.progress import say
from benchmarks.peers.holdings import write_holdings
from benchmarks.seeded_war.war import War, write

ROOT = Path(__file__).resolve().parents[2]
ENVIRONMENT = {"PYTHONPATH": str(ROOT), "TIMELINE_LOG_LEVEL": "warning"}
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
        self.bytes_before: dict[str, int] = {}
        """Of the database with the registrations alone."""

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

    @property
    def news_bytes(self) -> int:
        """How much the SQLite file grew when the news were loaded."""
        return _size(self.sqlite_url) - self.bytes_before["SQLite"]

    @cached_property
    def holdings(self) -> Path:
        """Rows for the peers."""
        file = self.folder / "holdings.jsonl"
        write_holdings(self.sqlite_url, self.war.registrations(), file)
        return file

    @cached_property
    def head(self) -> int:
        connection = sqlite3.connect(f"file:{self.sqlite_file}?mode=ro", uri=True)
        head: int = connection.execute("SELECT max(position) FROM event").fetchone()[0]
        connection.close()
        return head

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
        self.bytes_before[engine] = _size(url)
        before = cpu_seconds(database)
        news = str(self.news)
        wall, cpu, memory = run_and_measure(timeline("import", news, "--database-url", url), ENVIRONMENT)
        self.costs[engine] = Cost(wall, cpu + cpu_seconds(database) - before, memory)
        say(f"imported in {wall:.1f} s, {self.costs[engine].cpu_s:.1f} s of processor time")


def _size(url: str) -> int:
    """Bytes of an SQLite database; 0 of another."""
    file = Path(url.removeprefix("sqlite:///"))
    return os.path.getsize(file) if url.startswith("sqlite") else 0
