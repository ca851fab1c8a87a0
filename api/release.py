"""Which code answers. A version number stays the same between two commits; this does not."""

import hashlib
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path

FLOORS = ("api", "domain", "service", "store")
SUFFIXES = (".graphql", ".py")
"""Modules, and the documents that the command line asks."""
_ROOT = Path(__file__).parent.parent


@cache
def fingerprint() -> str:
    """That of the code which this process runs: equal on all servers that run the same."""
    return fingerprint_of(_ROOT)


def fingerprint_of(root: Path) -> str:
    """SHA-256 over the files below a folder that an answer depends on."""
    digest, folder = hashlib.sha256(), str(root)
    for path in sorted(_files(folder)):
        with open(path, "rb") as file:
            digest.update(path.removeprefix(folder).encode() + b"\0" + file.read())
    return digest.hexdigest()


def _files(root: str) -> Iterator[str]:
    # Without pathlib, which takes longer for hundreds of files than reading them.
    for floor in FLOORS:
        for folder, _, names in os.walk(os.path.join(root, floor)):
            yield from (os.path.join(folder, name) for name in names if name.endswith(SUFFIXES))
