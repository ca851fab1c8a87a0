"""Databases for the tests: each gets its own, a copy of one that this session has migrated once."""

import gc
import os
import shutil
import signal
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from sqlalchemy.engine import URL

from tests.support import postgres, scratch
from tests.support.databases import load_sample, migrate, url_text
from tests.support.installed_command import installed_command
from tests.support.standbys import Log, Pair, streaming_pair

# At a desk every run tries other examples; what gates a change tries the same for the same code.
# The time that examples take says nothing on a shared machine.
for profile, repeatable in {"default": False, "ci": True}.items():
    settings.register_profile(
        profile,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
        derandomize=repeatable,
        print_blob=True,
    )
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "default"))

scratch.use_memory()

# A run in the background may have been told to ignore Ctrl-C, and what it starts would ignore it as well.
signal.signal(signal.SIGINT, signal.default_int_handler)


LONG = {"test_job.py", "test_live.py", "test_hostile.py", "test_promises.py", "test_big_files.py"}
"""Files in which single tests take half a minute."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: tests wait for browsers, servers and the processes that they start."""
    return (os.cpu_count() or 1) + 1


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long tests come first, whatever the order of the others: one that begins last leaves the other cores idle."""
    items.sort(key=lambda item: item.path.name not in LONG)


def pytest_collection_finish() -> None:
    """What the tests import stays: the collector of garbage, which would walk through all of it for every few tests,
    need not look at it again.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 10)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    with postgres.server() as url:
        yield url


@pytest.fixture(scope="session")
def migrated_postgres(postgres_server: URL) -> Iterator[URL]:
    with postgres.database(postgres_server) as template:
        migrate(url_text(template))
        yield template


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    template = tmp_path_factory.mktemp("migrated") / "timeline.db"
    migrate(f"sqlite+aiosqlite:///{template}")
    with closing(sqlite3.connect(template)) as connection:
        # What still lies in the write-ahead log would not be copied.
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return template


@pytest.fixture(scope="session")
def sample_log(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample of `timeline demo`, loaded once for all tests, each of which copies it."""
    file = Path(shutil.copy(migrated_sqlite, tmp_path_factory.mktemp("sample") / "timeline.db"))
    load_sample(f"sqlite+aiosqlite:///{file}")
    return file


@pytest.fixture(scope="session")
def sample_postgres(postgres_server: URL, migrated_postgres: URL) -> Iterator[URL]:
    """The same as a template of databases."""
    with postgres.database(postgres_server, template=migrated_postgres) as template:
        load_sample(url_text(template))
        yield template


@pytest.fixture(scope="session")
def standby_pair(postgres_server: URL) -> Iterator[Pair]:
    """A primary and its standby. (The other server brings the user as whom they run.)"""
    with streaming_pair() as pair:
        yield pair


@pytest.fixture
def replicated(standby_pair: Pair) -> Iterator[Log]:
    """An empty log on a primary, and on its standby."""
    with standby_pair.log() as log:
        yield log


@pytest.fixture
def postgres_url(postgres_server: URL, migrated_postgres: URL) -> Iterator[str]:
    with postgres.database(postgres_server, template=migrated_postgres) as url:
        yield url_text(url)


@pytest.fixture
def sqlite_url(migrated_sqlite: Path, tmp_path: Path) -> str:
    return f"sqlite+aiosqlite:///{shutil.copy(migrated_sqlite, tmp_path / 'timeline.db')}"


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest) -> str:
    """One contract, every engine: a test that asks for this runs on each."""
    return request.getfixturevalue({"sqlite": "sqlite_url", "postgresql": "postgres_url"}[request.param])


@pytest.fixture
def new_sqlite(migrated_sqlite: Path, tmp_path: Path) -> Callable[[str], str]:
    """Makes further empty logs, each by a name."""
    return lambda name: f"sqlite+aiosqlite:///{shutil.copy(migrated_sqlite, tmp_path / f'{name}.db')}"


@pytest.fixture
def new_url(database_url: str, request: pytest.FixtureRequest) -> Iterator[Callable[[str], str]]:
    """The same on the engine of `database_url`."""
    if database_url.startswith("sqlite"):
        yield request.getfixturevalue("new_sqlite")
        return
    server, template = map(request.getfixturevalue, ("postgres_server", "migrated_postgres"))
    with ExitStack() as ending:
        yield lambda _: url_text(ending.enter_context(postgres.database(server, template=template)))


@pytest.fixture
async def db(database_url: str) -> AsyncIterator[Any]:
    """An empty log, on each engine."""
    from store.db.connections import Database

    found = Database.open(database_url)
    yield found
    await found.close()


@pytest.fixture
def process(tmp_path: Path) -> Iterable[Callable[..., subprocess.Popen[str]]]:
    """Starts the installed command in an empty home; what still runs at the end is killed."""
    home = tmp_path / "home"
    home.mkdir()
    with installed_command(home) as start:
        yield start
