"""The installed command, `timeline`, in processes of its own."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def installed_command(home: Path) -> Iterator[Callable[..., subprocess.Popen[str]]]:
    """Starts it in a home of its own, with no settings but those given; what still runs at the end is killed."""
    running: list[subprocess.Popen[str]] = []

    def start(*words: object, **environment: str) -> subprocess.Popen[str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("TIMELINE_", "COV"))}
        started = subprocess.Popen(
            [Path(sys.executable).with_name("timeline"), *map(str, words)],
            cwd=home,
            text=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**kept, "HOME": str(home), **environment},
        )
        running.append(started)
        return started

    try:
        yield start
    finally:
        for each in running:
            each.kill()
            each.communicate()
