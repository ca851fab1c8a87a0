"""`timeline ... | head`: when nobody reads on, the command ends without a word."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.builders import cast
from tests.support.cli_runner import Cli


@pytest.mark.parametrize(
    ("words", "with_messages"),
    [
        ("casualties --from 2021-06-01 --to 2021-06-30", False),
        ("places editions", False),
        ("export", True),
        ("--help", False),
        ("state nowhere --as-of 2021-06-22", True),
    ],
)
def test_given_a_reader_that_has_gone_then_there_is_no_traceback(
    sqlite_cli: Cli, words: str, with_messages: bool, tmp_path: Path
) -> None:
    sqlite_cli.imported(*cast())
    read, write = os.pipe()
    os.close(read)
    messages = tmp_path / "messages"

    with messages.open("wb") as file:
        ended = subprocess.run(
            [sys.executable, "-c", "from api.cli import app; app()", *words.split()],
            stdout=write,
            stderr=write if with_messages else file,
            env=os.environ | {"TIMELINE_DATABASE_URL": sqlite_cli.url},
            check=False,
        )
    os.close(write)

    assert ended.returncode in (0, 1)
    assert "Traceback" not in messages.read_text("utf-8")
    assert "BrokenPipe" not in messages.read_text("utf-8")
