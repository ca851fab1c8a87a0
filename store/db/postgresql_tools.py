"""PostgreSQL's own programs, where they are installed: found by their version, and run without a password in sight."""

import glob
import os
import re
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from sqlalchemy.engine import URL

from store.db.errors import StoreError

_INSTALLED = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin")
"""Where Debian and Red Hat put every major version."""
_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")


class ToolMissing(StoreError):
    code = "TOOL_MISSING"
    remedy = (
        "install PostgreSQL's client programs of the server's version (Debian: postgresql-client), or put the folder "
        "that has them on PATH"
    )


class ToolFailed(StoreError):
    code = "TOOL_FAILED"
    remedy = "nothing was changed"


def tool(name: str, server: int) -> Path:
    """The program of the server's major version, or else of the next one. Raises ToolMissing.

    An older one refuses a newer server. A much newer one writes statements that an older server does not know.
    """
    folders = [*os.get_exec_path(), *(folder for pattern in _INSTALLED for folder in glob.glob(pattern))]
    programs = [Path(folder, name) for folder in folders]
    versions = {program: _version(program) for program in programs if os.access(program, os.X_OK)}
    fitting = [program for program, version in versions.items() if version >= server]
    if not fitting:
        raise ToolMissing(f"there is no {name} for PostgreSQL {server}")
    return min(fitting, key=lambda program: versions[program])


def _version(program: Path) -> int:
    shown = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    matched = _VERSION.search(shown)
    return int(matched[1]) if matched else 0


def environment(url: URL) -> Mapping[str, str]:
    """How the programs reach a database: by their environment, which other users of the machine cannot see."""
    given = {
        "PGHOST": url.host or url.query.get("host"),
        "PGPORT": url.port or url.query.get("port"),
        "PGUSER": url.username,
        "PGPASSWORD": url.password,
        "PGDATABASE": url.database,
        "PGSSLMODE": url.query.get("ssl"),
    }
    return {**os.environ, **{name: str(value) for name, value in given.items() if value}}


@contextmanager
def running(words: list[str | Path], url: URL | None = None) -> Iterator[IO[bytes]]:
    """The standard output of a program, which must end well. Raises ToolFailed with the first line of its complaint:
    what follows it may be rows.
    """
    with tempfile.TemporaryFile() as complaints:
        started = subprocess.Popen(
            words,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=environment(url) if url else None,
        )
        with started:
            assert started.stdout, "a pipe"
            try:
                yield started.stdout
            except BaseException:
                started.kill()
                raise
        complaints.seek(0)
        if started.returncode:
            complaint = _first_error(complaints.read().decode(errors="replace"))
            raise ToolFailed(complaint or f"{Path(words[0]).name} ended with {started.returncode}")


def _first_error(complaint: str) -> str:
    lines = complaint.splitlines()
    return next((line for line in lines if "error:" in line), lines[0] if lines else "")
