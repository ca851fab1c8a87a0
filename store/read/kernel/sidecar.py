"""The columns of the kernel in a file beside the database, so that a server with a long log starts at once.

The file is a copy of what the tables of the projections say at a position, and may be deleted at any time. It is used
only where the log still has the very event with which it ended, and the rules are the same; else it is made anew.
"""

import glob
import json
import os
import time
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from domain.control.policies import VERSION as RULES

_FORMAT = 1
_WORDS_AT_ONCE = 1_000
_ABANDONED_AFTER_S = 600
"""Writing takes seconds."""


def beside(database: Path | None) -> Path | None:
    """Where the file of a database is; None where the database is no file itself."""
    return None if database is None else database.with_name(f"{database.name}.kernel")


def forget(database: Path | None) -> None:
    """Let no server begin with what the tables said before: they say something else now, at the same position."""
    if file := beside(database):
        file.unlink(missing_ok=True)


class Mark(NamedTuple):
    """The event with which the log ended: its position, and the SHA-256 of its text."""

    position: int
    sha256: str


def write(path: Path, mark: Mark, words: Mapping[str, Any], columns: Mapping[str, Any]) -> None:
    """Write what `World.saved` gives. Replaces what was there, completely or not at all. Raises OSError."""
    begun = path.with_name(f"{path.name}.{os.getpid()}")
    _remove_abandoned(path)
    try:
        with begun.open("wb") as file:
            text = np.frombuffer(_text(mark, words).encode(), np.uint8)
            np.savez(file, about=text, **columns)
        begun.replace(path)
    finally:
        begun.unlink(missing_ok=True)


def _text(mark: Mark, words: Mapping[str, Any]) -> str:
    """As JSON. In pieces, since none of the other threads goes on while one is being made."""
    about = json.dumps({"format": _FORMAT, "rules": RULES, **mark._asdict()})
    lists = (f"{json.dumps(name)}: [{', '.join(_pieces(given))}]" for name, given in words.items())
    return f'{about[:-1]}, "words": {{{", ".join(lists)}}}}}'


def _pieces(words: Sequence[Any]) -> Iterator[str]:
    for start in range(0, len(words), _WORDS_AT_ONCE):
        yield json.dumps(words[start : start + _WORDS_AT_ONCE])[1:-1]


def _remove_abandoned(path: Path) -> None:
    """What processes that were killed in the middle of writing have left."""
    for begun in path.parent.glob(f"{glob.escape(path.name)}.*"):
        if begun.suffix[1:].isdecimal() and time.time() - begun.stat().st_mtime > _ABANDONED_AFTER_S:
            begun.unlink(missing_ok=True)


def read(path: Path) -> tuple[Mark, Mapping[str, Any], Mapping[str, Any]] | None:
    """What was written: the mark, words and columns for `World.restore`; None where there is nothing of use."""
    try:
        # Opened here: numpy leaves a file open that it cannot read.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            columns = {name: kept[name] for name in kept.files}
        about = json.loads(columns.pop("about").tobytes())
        if (about["format"], about["rules"]) != (_FORMAT, RULES):
            return None
        return Mark(about["position"], about["sha256"]), about["words"], columns
    except (OSError, ValueError, KeyError, TypeError, AttributeError, EOFError, zipfile.BadZipFile):
        return None
