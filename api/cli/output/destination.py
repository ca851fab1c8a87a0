"""Where an export goes: a file, or standard output."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from api.cli.output.console import write
from service.exporting.whole_file import Sink, whole_file


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
