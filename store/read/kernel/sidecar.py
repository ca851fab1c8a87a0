"""The columns of the kernel in a file beside the database, so that a server with a long log starts at once.

The file is a copy of what the tables of the projections say at a position, and may be deleted at any time. It is used
only where the log still has the very event with which it ended, and the rules are the same; else it is made anew.
"""

import glob
import json
import os
import time
import zipfile
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from domain.control.policies import VERSION as RULES
from store.read.kernel.saved import Saved
from store.read.kernel.texts import Texts

_FORMAT = 3
_BYTES, _ENDS = "_bytes", "_ends"
"""What the two columns of a list of texts are called, behind its name."""
_ABANDONED_AFTER_S = 600
"""Writing takes seconds."""


class Mark(NamedTuple):
    """The event with which the log ended: its position, and the SHA-256 of its text. `rebuilt`: how often the tables
    had been found wrong by then.
    """

    position: int
    sha256: str
    rebuilt: int


def beside(database: Path | None) -> Path | None:
    """Where the file of a database is; None where the database is no file itself."""
    return None if database is None else database.with_name(f"{database.name}.kernel")


def forget(database: Path | None) -> None:
    """Let no server begin with what the tables said before: they say something else now, at the same position."""
    if file := beside(database):
        file.unlink(missing_ok=True)


def write(path: Path, mark: Mark, saved: Saved) -> None:
    """Write what `World.saved` gives. Replaces what was there, completely or not at all. Raises OSError."""
    begun = path.with_name(f"{path.name}.{os.getpid()}")
    _remove_abandoned(path)
    about = {"format": _FORMAT, "rules": RULES, **mark._asdict(), "words": saved.words}
    columns: dict[str, Any] = {"about": np.frombuffer(json.dumps(about).encode(), np.uint8), **saved.columns}
    for name, texts in saved.texts.items():
        columns[f"{name}{_BYTES}"], columns[f"{name}{_ENDS}"] = texts.saved()
    try:
        with begun.open("wb") as file:
            np.savez(file, **columns)
        begun.replace(path)
    finally:
        begun.unlink(missing_ok=True)


def _remove_abandoned(path: Path) -> None:
    """What processes that were killed in the middle of writing have left."""
    for begun in path.parent.glob(f"{glob.escape(path.name)}.*"):
        if begun.suffix[1:].isdecimal() and time.time() - begun.stat().st_mtime > _ABANDONED_AFTER_S:
            begun.unlink(missing_ok=True)


def read(path: Path) -> tuple[Mark, Saved] | None:
    """What was written, for `World.restore`; None where there is nothing of use."""
    try:
        # Opened here: numpy leaves a file open that it cannot read.
        with path.open("rb") as file, np.load(file, allow_pickle=False) as kept:
            columns = {name: kept[name] for name in kept.files}
        about = json.loads(columns.pop("about").tobytes())
        if (about["format"], about["rules"]) != (_FORMAT, RULES):
            return None
        names = [name.removesuffix(_BYTES) for name in columns if name.endswith(_BYTES)]
        texts = {name: Texts(columns.pop(f"{name}{_BYTES}").tobytes(), columns.pop(f"{name}{_ENDS}")) for name in names}
        return Mark(about["position"], about["sha256"], about["rebuilt"]), Saved(about["words"], texts, columns)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, EOFError, zipfile.BadZipFile):
        return None
