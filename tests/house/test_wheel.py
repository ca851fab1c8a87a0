"""What is shipped works where there is no checkout: the wheel, unpacked somewhere else, runs the demo."""

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import httpx2
import pytest

from tests.support.repository import ROOT, run
from tests.support.servers import address


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The contents of the wheel."""
    made = tmp_path_factory.mktemp("wheel")
    command = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "-w", made, ROOT)
    built = run(*map(str, command))
    assert built.returncode == 0, built.stderr
    [wheel] = made.glob("conflict_timeline-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(made / "here")
    return made / "here"


@pytest.fixture
def demo(unpacked: Path, tmp_path: Path) -> Iterator[str]:
    """The address of the demo, run by what was unpacked, in an empty home."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TIMELINE_")}
    command = (sys.executable, "-c", "from api.cli import app; app()", "demo", "--port", "0")
    environment = {**kept, "PYTHONPATH": str(unpacked), "HOME": str(tmp_path)}
    with subprocess.Popen(
        command, cwd=tmp_path, env=environment, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as process:
        try:
            yield address(process.stdout)
        finally:
            process.terminate()


def test_it_has_all_that_is_needed_and_nothing_else(unpacked: Path) -> None:
    folders = {path.name for path in unpacked.iterdir() if not path.name.endswith(".dist-info")}

    assert folders == {"api", "domain", "importers", "migrations", "sample", "service", "store"}
    for needed in ("api/pages/dashboard/index.html", "api/pages/templates/place.html", "migrations/env.py"):
        assert (unpacked / needed).is_file(), needed


def test_the_demo_runs_outside_the_checkout(demo: str) -> None:
    """given the wheel alone, then the sample answers, and the map and the pages are there"""
    question = {"query": '{ asOf(date: "2021-06-22") { place(id: "af-khwaja-ghar") { certainty } } }'}
    answer = httpx2.post(f"{demo}/graphql", json=question, timeout=60).json()

    assert answer["data"]["asOf"]["place"]["certainty"] == "DISPUTED"
    for path in ("/", "/desk", "/place/af-khwaja-ghar", "/healthz"):
        assert httpx2.get(f"{demo}{path}", timeout=60).status_code == 200, path
