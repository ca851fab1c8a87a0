"""Empty timelines for the command line, and one with the sample."""

from pathlib import Path

import pytest

from tests.support.builders import cast, place
from tests.support.cli_runner import Cli
from tests.support.repository import SAMPLE_FILES


@pytest.fixture
def cli(database_url: str, tmp_path: Path) -> Cli:
    """An empty timeline, on each engine."""
    return Cli(database_url, tmp_path)


@pytest.fixture
def sqlite_cli(sqlite_url: str, tmp_path: Path) -> Cli:
    """An empty timeline, for what has nothing to do with the engine."""
    return Cli(sqlite_url, tmp_path)


@pytest.fixture
def sample_cli(cli: Cli) -> Cli:
    cli.does("import", *SAMPLE_FILES)
    return cli


@pytest.fixture
def begun(cli: Cli) -> Cli:
    """A timeline with three towns."""
    cli.imported(*cast(), place("t-1", "Ford"), place("t-2", "Hill"), place("t-3", "Mill"))
    return cli
