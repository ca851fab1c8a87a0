"""Empty timelines for the command line, and one with the sample."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from domain.values.terms import Visibility
from tests.support import postgres
from tests.support.builders import cast, place
from tests.support.cli_runner import Cli
from tests.support.databases import url_text
from tests.support.newsroom import Newsroom


@pytest.fixture
def cli(database_url: str, tmp_path: Path) -> Cli:
    """An empty timeline, on each engine."""
    return Cli(database_url, tmp_path)


@pytest.fixture
def sqlite_cli(sqlite_url: str, tmp_path: Path) -> Cli:
    """An empty timeline, for what has nothing to do with the engine."""
    return Cli(sqlite_url, tmp_path)


@pytest.fixture
def sample_on_sqlite(sample_log: Path, tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{shutil.copy(sample_log, tmp_path / 'timeline.db')}"


@pytest.fixture
def sample_on_postgres(postgres_server: URL, sample_postgres: URL) -> Iterator[str]:
    with postgres.database(postgres_server, template=sample_postgres) as url:
        yield url_text(url)


@pytest.fixture(params=["sqlite", "postgresql"])
def sample_cli(request: pytest.FixtureRequest, tmp_path: Path) -> Cli:
    """A timeline with the sample, on each engine."""
    url = request.getfixturevalue({"sqlite": "sample_on_sqlite", "postgresql": "sample_on_postgres"}[request.param])
    return Cli(url, tmp_path)


@pytest.fixture
def begun(cli: Cli) -> Cli:
    """A timeline with three towns."""
    cli.imported(*cast(), place("t-1", "Ford"), place("t-2", "Hill"), place("t-3", "Mill"))
    return cli


@pytest.fixture
def newsroom(sqlite_url: str, new_sqlite: Callable[[str], str], tmp_path: Path) -> Newsroom:
    found = Newsroom(
        sqlite_url, {to: new_sqlite(to.lower()) for to in (Visibility.PUBLIC, Visibility.PARTNER)}, tmp_path
    )
    found.published()
    found.cli.does("import", found.cli.file(*cast(), name="cast.jsonl"))
    return found
