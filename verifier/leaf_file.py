"""The hashes of the leaves of an earlier export (`timeline export --proofs`): they show which event was altered."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FORMAT = "conflict-timeline/proofs/1"


def read_head(path: Path) -> dict[str, Any]:
    """The first line: format, size, and the checkpoints that were published. Raises ValueError."""
    with path.open("rb") as file:
        head: dict[str, Any] = json.loads(file.readline())
    if not isinstance(head, dict) or head.get("format") != FORMAT:
        raise ValueError(f"is not in the format {FORMAT}")
    return head


def leaf_hashes(path: Path) -> Iterator[bytes]:
    """In the order of the log. Raises ValueError."""
    with path.open("rb") as file:
        file.readline()
        for line in file:
            yield bytes.fromhex(line.decode("ascii").strip())
