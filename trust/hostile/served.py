"""A server in a process of its own, as an operator starts it, and for comparison uvicorn as it comes."""

import os
import re
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
_UNGUARDED = """
import sys, uvicorn
from api.app import create_app
from api.cli.serving import address, listen
from api.settings import Settings

listening = listen("127.0.0.1", 0)
print(f"Serving {address(listening)} ", flush=True)
uvicorn.Server(uvicorn.Config(create_app(Settings()), log_level="error")).run(sockets=[listening])
"""


class Served(NamedTuple):
    """`address` is http://host:port."""

    address: str
    pid: int


@contextmanager
def served(*, guarded: bool = True, **settings: object) -> Iterator[Served]:
    """A server of an empty log. Not `guarded`: its connections are uvicorn's own."""
    with tempfile.TemporaryDirectory() as folder:
        given = {"database_url": f"sqlite:///{folder}/timeline.db", "log_level": "error", **settings}
        variables = {f"TIMELINE_{name.upper()}": str(value) for name, value in given.items()}
        program = ["-c", "from api.cli import app; app()", "serve", "--port", "0"] if guarded else ["-c", _UNGUARDED]
        server = subprocess.Popen(
            [sys.executable, *program],
            cwd=ROOT,
            env=os.environ | variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            yield Served(_address(server), server.pid)
        finally:
            server.send_signal(signal.SIGTERM)
            server.communicate(timeout=30)


def _address(server: "subprocess.Popen[str]") -> str:
    assert server.stdout
    for line in server.stdout:
        if found := re.search(r"Serving (http://[^/ ]+)", line):
            return found[1]
    raise RuntimeError("the server ended without serving")
