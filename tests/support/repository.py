"""Where the repository and its sample lie, which files git keeps of it, and how to run a program there."""

import os
import subprocess
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PYPROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
FLOORS = ("domain", "store", "importers", "service", "api")
"""From the bottom to the top; none imports one above it."""
SAMPLE_FILES = sorted((ROOT / "sample" / "afghanistan-2021").glob("*.jsonl"))
"""The events of the sample, in the order in which they are imported."""


def run(*command: str) -> subprocess.CompletedProcess[str]:
    # A make that runs these tests must not steer the make that they run.
    environment = {name: value for name, value in os.environ.items() if "MAKE" not in name and name != "MFLAGS"}
    return subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)


def kept_files() -> list[Path]:
    """What git tracks, or would with the next `git add`."""
    listed = run("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    assert listed.returncode == 0, listed.stderr
    paths = [ROOT / name for name in listed.stdout.split("\0") if name]
    assert paths
    return [path for path in paths if path.is_file()]


def source_files(*folders: str) -> list[Path]:
    """The Python files in these folders of the repository."""
    return [path for folder in folders for path in sorted((ROOT / folder).rglob("*.py"))]
