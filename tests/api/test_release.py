"""The fingerprint of the code that answers: a change to any file that an answer depends on gives another."""

from pathlib import Path

import pytest

from api import release

FILES = ("api/app.py", "api/cli/documents/state.graphql", "domain/a.py", "service/asking/a.py", "store/read/a.py")


@pytest.fixture
def code(tmp_path: Path) -> Path:
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("before")
    return tmp_path


@pytest.mark.parametrize("name", FILES)
def test_a_change_on_any_floor_changes_the_fingerprint(code: Path, name: str) -> None:
    before = release.fingerprint_of(code)

    (code / name).write_text("after")

    assert release.fingerprint_of(code) != before


def test_compiled_files_leave_the_fingerprint_as_it_was(code: Path) -> None:
    before = release.fingerprint_of(code)

    (code / "api/app.pyc").write_bytes(b"\0")

    assert release.fingerprint_of(code) == before
