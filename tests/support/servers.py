"""Servers that tests have started as processes of their own."""

import re
from typing import Any


def address(told: Any, heard: list[str] | None = None) -> str:
    """Where the server says that it listens; the lines up to there are added to those heard."""
    for line in told:
        if heard is not None:
            heard.append(line)
        if found := re.search(r"Serving (http://[^/ ]+)", line):
            return found[1]
    raise AssertionError("it ended without serving")
