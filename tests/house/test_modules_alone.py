"""Every module can be the first that is imported: none works only because another one was loaded before it."""

import json
import subprocess
import sys
from pathlib import Path

from tests.support import lone_imports
from tests.support.repository import FLOORS, ROOT


def failures(folder: Path, *packages: str) -> dict[str, str]:
    # From the file, and isolated: with `-m` or a path to the repository the modules under test might be loaded already.
    words = [sys.executable, "-I", lone_imports.__file__, folder, *packages]
    ended = subprocess.run(words, capture_output=True, text=True, timeout=300, check=False)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def test_every_module_imports_alone() -> None:
    assert failures(ROOT, *FLOORS) == {}


def test_all_modules_are_tried() -> None:
    names = {name for floor in FLOORS for name in lone_imports.modules(ROOT, floor)}

    assert {"domain", "domain.values.interval", "store.write.append", "service", "api.cli"} <= names
    assert len(names) > 200


def test_a_circle_is_seen_even_if_it_imports_from_its_other_end(tmp_path: Path) -> None:
    package = tmp_path / "ringed"
    package.mkdir()
    (package / "__init__.py").write_text("")
    (package / "first.py").write_text("from ringed import second\nVALUE = 1\n")
    (package / "second.py").write_text("from ringed.first import VALUE\n")
    (package / "third.py").write_text("import ringed.second\n")

    found = failures(tmp_path, "ringed")

    assert found.keys() == {"ringed.first"}
    assert "circular import" in found["ringed.first"]


def test_a_module_that_ends_its_process_is_seen(tmp_path: Path) -> None:
    (tmp_path / "abrupt").mkdir()
    (tmp_path / "abrupt" / "__init__.py").write_text("import os\nos._exit(3)\n")

    assert failures(tmp_path, "abrupt").keys() == {"abrupt"}
