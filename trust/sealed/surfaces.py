"""One timeline, from its first event to its backup: all that it has left anywhere, by where that is."""

import io
import logging
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from unittest.mock import patch

import pyarrow.parquet
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from structlog.testing import capture_logs

from api import app as application
from api.http import traces
from api.settings import Settings
from tests.support.serving import serving
from trust.sealed.asking import Asking
from trust.sealed.canaries import CANARIES
from trust.sealed.newsroom import Newsroom
from trust.sealed.search import Search

STORED = ("database", "write-ahead log", "answers", "exports", "backup", "commands")
"""Where the texts of events stand, sealed or not."""
Hits = dict[str, set[str]]
"""By where it was looked, the texts that were found there."""


class Timeline:
    """`data` is the folder of the database's files. Quickly, few pages are read."""

    def __init__(self, url: str, data: Path, folder: Path, is_quick: bool):
        self._url, self._data, self._folder = url, data, folder
        self._is_quick = is_quick
        self._search = Search(CANARIES)
        self.newsroom = Newsroom(url, folder / "desk")
        self.hits: Hits = {}

    def run(self, texts: Mapping[str, str], mistaken: bool) -> None:
        """Write and read everything. `texts` are written, and have short names. `mistaken`: somebody also writes out
        what is meant to be sealed.
        """
        self._serve(texts, mistaken)
        self.newsroom.write(texts)
        if mistaken:
            self.newsroom.mistake(dict(enumerate_names(CANARIES)))
        self._take_out()
        self.hits["commands"] = self._search.texts_in("\n".join(self.newsroom.printed).encode())
        self.look_at_the_database()

    def look_at_the_database(self) -> None:
        """And apart in what it writes ahead: `-wal` beside SQLite's file, `pg_wal`."""
        files = [path for path in self._data.rglob("*") if path.is_file()]
        ahead = [path for path in files if path.name.endswith("-wal") or "pg_wal" in path.parts]
        for where, among in (("database", files), ("write-ahead log", ahead)):
            self.hits[where] = self.hits.get(where, set()) | self._search.texts_in_files(among)

    def look_at(self, where: str, folder: Path) -> None:
        files = [path for path in folder.rglob("*") if path.is_file()]
        self.hits[where] = self._search.texts_in_files(files)

    def _serve(self, texts: Mapping[str, str], mistaken: bool) -> None:
        settings = Settings(
            database_url=self._url, open_writes=True, fold_processes=0, metrics=True, traces=True, log_level="debug"
        )
        with logged() as lines, traced() as exporter, serving(settings) as address, closing(Asking(address)) as asking:
            asking.record(texts)
            if mistaken:
                asking.mistake(CANARIES)
            asking.read_lists()
            asking.follow()
            if mistaken or not self._is_quick:
                asking.read_pages("-n0" if self._is_quick else "")
            self.look_at_the_database()  # with what lies beside it while it is open
            spans = "".join(span.to_json() for span in exporter.get_finished_spans())
        self.hits["answers"] = self._search.texts_in(b"\n".join(asking.answers))
        self.hits["log lines"] = self._search.texts_in("\n".join(lines()).encode())
        self.hits["traces"] = self._search.texts_in(spans.encode())

    def _take_out(self) -> None:
        exports, backup = self._folder / "exports", self._folder / "backup"
        exports.mkdir()
        backup.mkdir()
        self.newsroom.run("export", "-o", exports / "log.jsonl", "--proofs", exports / "log.proofs")
        self.newsroom.run("export", "--sources", "-o", exports / "sources.csv")
        for ending in ("geojson", "csv", "parquet"):
            self.newsroom.run("export", "--as-of", "2021-06-25", "-o", exports / f"day.{ending}")
        # What is packed within a format of its own is looked at unpacked.
        table = pyarrow.parquet.read_table(exports / "day.parquet")
        (exports / "day.parquet.txt").write_text(f"{table.to_pylist()} {table.schema.metadata}", "utf-8")
        self.newsroom.run("events", "--json", "--first", "1000")
        self.newsroom.run("state", "af-imam-sahib", "--as-of", "2021-06-25")
        self.newsroom.run("backup", backup / "timeline.backup")
        self.look_at("exports", exports)
        self.look_at("backup", backup)


def enumerate_names(texts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return ((f"n{number}", text) for number, text in enumerate(texts))


@contextmanager
def logged() -> Iterator[Callable[[], list[str]]]:
    """Whatever is logged, by whom at whatever level, libraries included."""
    stream, root = io.StringIO(), logging.getLogger()
    before = root.level
    # In place of the handlers of others, who need not write it all down again.
    with patch.object(root, "handlers", [logging.StreamHandler(stream)]), capture_logs() as lines:
        root.setLevel(logging.DEBUG)
        try:
            yield lambda: [*map(str, lines), stream.getvalue()]
        finally:
            root.setLevel(before)


@contextmanager
def traced() -> Iterator[InMemorySpanExporter]:
    exporter = InMemorySpanExporter()
    with patch.object(application, "telemetry", lambda is_on: traces.telemetry(is_on, exporter)):
        yield exporter


@contextmanager
def own_temporary_files(folder: Path) -> Iterator[None]:
    """Files that a program makes for a while are made there."""
    with ExitStack() as stack:
        stack.enter_context(patch.object(tempfile, "tempdir", str(folder)))
        yield
