"""The log as Parquet, for engines that read columns: Spark, DuckDB, pandas. The text of each event is exact."""

from collections.abc import Iterable, Sequence
from typing import Any

from service import json_text
from service.exporting.export_log import Progress
from service.exporting.whole_file import Sink
from store.db.connections import Database
from store.read import log
from store.read.log_columns import NAMES, log_columns

FORMAT = "conflict-timeline/log/1"
GROUP_EVENTS = 50_000
"""Events of one group of rows, some 20 MB of text: what a reader takes at a time."""
_MOMENTS, _DAYS, _NUMBERS = ("recorded_at", "known"), ("earliest", "latest"), ("position", "version", "target")


class LogParquet:
    """A file that is being written; rows have the columns of NAMES, moments in UTC and civil days."""

    def __init__(self, file: Sink):
        import pyarrow as pa
        from pyarrow import parquet

        self._pa, self._schema = pa, pa.schema([(name, _type(pa, name)) for name in NAMES])
        self._writer = parquet.ParquetWriter(file, self._schema, compression="zstd")
        self._waiting: list[Sequence[Any]] = []

    def add(self, rows: Iterable[Sequence[Any]]) -> None:
        self._waiting += rows
        if len(self._waiting) >= GROUP_EVENTS:
            self._write_group()

    def end(self, head: int) -> None:
        """`head` is the last position of the log."""
        self._write_group()
        metadata = {"format": FORMAT, "head": json_text.encode(head)}
        self._writer.add_key_value_metadata(metadata)
        self._writer.close()

    def _write_group(self) -> None:
        columns = zip(*self._waiting, strict=True) if self._waiting else [()] * len(NAMES)
        arrays = [self._pa.array(column, field.type) for column, field in zip(columns, self._schema, strict=True)]
        self._writer.write_table(self._pa.Table.from_arrays(arrays, schema=self._schema))
        self._waiting = []


def _type(pa: Any, name: str) -> Any:
    kinds = dict.fromkeys(_MOMENTS, pa.timestamp("us", "UTC")) | dict.fromkeys(_DAYS, pa.date32())
    return (kinds | dict.fromkeys(_NUMBERS, pa.int64())).get(name, pa.string())


async def write_log_parquet(db: Database, after: int, file: Sink, progress: Progress) -> int:
    """Write every event after a position, up to the head of the log as it is now; return how many there are."""
    async with db.read() as conn:
        head = (await log.head(conn)).position
    parquet, count = LogParquet(file), 0
    async for rows in log_columns(db, after, head):
        parquet.add(rows)
        count += len(rows)
        progress(count, head - after)
    parquet.end(head)
    return count
