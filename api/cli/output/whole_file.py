"""Files that are there whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Protocol

from api.cli.output.console import write


class Sink(Protocol):
    """Where bytes go: a file, or standard output."""

    def write(self, data: bytes, /) -> object: ...


class StandardOutput:
    """As much of a file as a writer of Parquet asks for."""

    closed = False

    def __init__(self) -> None:
        self._written = 0

    def write(self, data: bytes, /) -> int:
        write(bytes(data))
        self._written += len(data)
        return len(data)

    def tell(self) -> int:
        return self._written

    def flush(self) -> None:
        """It always is."""


@contextmanager
def output_to(path: Path | None) -> Iterator[Sink]:
    """The file of that name, or standard output where there is none."""
    if path is None:
        yield StandardOutput()
        return
    with whole_file(path) as file:
        yield file


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file that appears under its name when it is whole and on the disk, or not at all."""
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(temporary, 0o666 & ~mask)
        os.replace(temporary, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(temporary)
        raise
