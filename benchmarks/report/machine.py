"""What the figures were measured on and with."""

import json
import os
import platform
import sqlite3
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

from benchmarks.harness.data import ROOT

LIBRARIES = (
    "conflict-timeline",
    "strawberry-graphql",
    "graphql-core",
    "sqlalchemy",
    "fastapi",
    "uvicorn",
    "uvloop",
    "httptools",
    "asyncpg",
    "orjson",
    "eventsourcing",
)


def machine() -> dict[str, str]:
    """Processor, memory, kernel."""
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return {
        "cores": str(os.cpu_count()),
        "processor": _processor(),
        "memory": f"{gigabytes:.0f} GB",
        "kernel": f"{platform.system()} {platform.release()}",
        "load before": " ".join(f"{load:.1f}" for load in os.getloadavg()),
    }


def versions(postgres: str | None) -> dict[str, str]:
    """Of everything that takes part; npm packages by their lock file."""
    node = subprocess.run([Path(sys.executable).with_name("node"), "--version"], capture_output=True, text=True)
    return {
        "commit": _commit(),
        "Python": platform.python_version(),
        "SQLite": sqlite3.sqlite_version,
        **({"PostgreSQL": postgres} if postgres else {}),
        "Node": node.stdout.strip(),
        **npm_versions(ROOT / "benchmarks" / "peers" / "package.json"),
        **{library: version(library) for library in LIBRARIES},
    }


def npm_versions(manifest: Path) -> dict[str, str]:
    pinned: dict[str, str] = json.loads(manifest.read_text("utf-8"))["dependencies"]
    return pinned


def _commit() -> str:
    """The commit that is checked out, with a plus where files differ from it; empty outside of git."""
    done = subprocess.run(
        ["git", "describe", "--always", "--dirty=+"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    return done.stdout.strip()


def _processor() -> str:
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.processor()
