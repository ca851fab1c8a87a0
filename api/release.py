"""Which code answers. A version number stays the same between two commits; this does not."""

import hashlib
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
    digest = hashlib.sha256()
    for path in sorted(_files(root)):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def _files(root: Path) -> Iterator[Path]:
    return (path for floor in FLOORS for path in (root / floor).rglob("*") if path.suffix in SUFFIXES)
