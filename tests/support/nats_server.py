"""A NATS server with JetStream, from Debian's package, on a port of its own."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROGRAM = shutil.which("nats-server", path=f"{os.environ.get('PATH', os.defpath)}:/usr/sbin")
REQUIRED = os.environ.get("TIMELINE_TEST_NATS") == "required"
SECONDS_MAX = 20


@contextmanager
def nats_server(folder: Path) -> Iterator[str]:
    """Its address. What it stores is in the folder."""
    assert PROGRAM, "nats-server is not there: install Debian's package of that name"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    words = [PROGRAM, "--jetstream", "--store_dir", str(folder), "--addr", "127.0.0.1", "--port", str(port)]
    running = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"nats://127.0.0.1:{port}"
    finally:
        running.terminate()
        running.wait()


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + SECONDS_MAX
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert time.monotonic() < deadline, "nats-server does not answer"
            time.sleep(0.05)
