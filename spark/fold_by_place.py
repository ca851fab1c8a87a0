"""The job: an exported log is read, its claims are sent to where their place is folded, and periods come out."""

import gc
import os
import sys
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as f
from pyspark.sql.pandas.types import from_arrow_schema

from domain.events import EventCorrected, StateClaim
from spark import claims, periods
from spark.links import Linked, Links, linked, links
from spark.reference import TYPES as REGISTRATIONS
from spark.reference import Reference, Registration, reference

ROOT = Path(__file__).parent.parent
_CLAIMS = [model.TYPE for model in StateClaim.__args__]
_LINKED = ("position", "id", "known", "target", "payload", "sha256")
_REFERRED = ("position", "id", "known", "type")
_SETTINGS = {
    "spark.sql.session.timeZone": "UTC",
    # Days before 1582 are those of the calendar that Python counts in.
    "spark.sql.parquet.datetimeRebaseModeInWrite": "CORRECTED",
    # A task of the fold: 60,000 claims or so, half a minute. They take long for their size.
    "spark.sql.adaptive.advisoryPartitionSizeInBytes": "4m",
    "spark.executorEnv.PYTHONPATH": str(ROOT),
}


def session(settings: dict[str, str]) -> SparkSession:
    """One whose workers on this machine find this code; `settings` are those of Spark."""
    # Otherwise they would run whichever python3 the PATH has.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    builder = SparkSession.builder.appName("conflict-timeline: fold by place")
    for name, value in (_SETTINGS | settings).items():
        builder = builder.config(name, value)
    return builder.getOrCreate()


class LogIncomplete(ValueError):
    """Periods of a log of which something is missing would be wrong, and nobody would see it."""


def check(log: DataFrame) -> None:
    """Raises LogIncomplete unless every position from 1 to the last is there once."""
    position = f.col("position")
    [(last, count, total)] = _rows(log.agg(f.max(position), f.count(position), f.sum(position)))
    if count and (last != count or total != count * (count + 1) // 2):
        raise LogIncomplete(f"there are {count:,} events up to position {last:,}: export the whole log")


def fold(log: DataFrame, parts: int | None = None) -> DataFrame:
    """The periods of every place at the head of a log under all policies: rows of the table of periods, in no order.

    `log` has the columns that `timeline export --format parquet` writes, from position 1 on. `parts`: among how many
    tasks the places are divided; None: as Spark thinks best.
    """
    events = log.where(f.col("type").isin([*_CLAIMS, EventCorrected.TYPE])).select(*claims.COLUMNS)
    standing = _mapped(events, claims.SCHEMA, claims.claims_in, _links(log))
    divided = standing.repartition(parts, "place") if parts else standing.repartition("place")
    in_order = divided.sortWithinPartitions("place", "position")
    return _mapped(in_order, periods.SCHEMA, periods.periods_of, _reference(log))


def _mapped(rows: DataFrame, schema: pa.Schema, work: Callable[..., Any], known_everywhere: object) -> DataFrame:
    """`work` is given the batches of a part and what every worker has to know."""
    everywhere = rows.sparkSession.sparkContext.broadcast(known_everywhere)

    def worked(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        shared = everywhere.value
        # To look for garbage among what every worker knows, every 700 objects, took a fifth of the time.
        gc.freeze()
        gc.set_threshold(50_000, 20, 100)
        return work(batches, shared)

    return rows.mapInArrow(worked, from_arrow_schema(schema))


def _links(log: DataFrame) -> Links:
    refers = f.col("target").isNotNull() | f.col("payload").contains('"copyOf"')
    referring = [linked(*row) for row in _rows(log.where(refers).select(*_LINKED))]
    there = {event.position for event in referring}
    targets = {event.target for event in referring if event.target} - there
    copied = {event.copy_of for event in referring if event.copy_of} - {event.id for event in referring}
    referred = [*_referred(log, "position", targets), *_referred(log, "id", copied)]
    return links({event.position: event for event in [*referring, *referred]}.values())


def _referred(log: DataFrame, column: str, wanted: Collection[object]) -> list[Linked]:
    """Those that refer to no other themselves, but are referred to by their position or their id."""
    if not wanted:
        return []
    names = log.sparkSession.createDataFrame(pa.table({column: list(wanted)}))
    rows = log.select(*_REFERRED).join(f.broadcast(names), column, "left_semi").select(*_REFERRED)
    return [Linked(position, id, known, type in _CLAIMS) for position, id, known, type in _rows(rows)]


def _reference(log: DataFrame) -> Reference:
    type, payload = f.col("type"), f.col("payload")
    corrects = [payload.contains(f'"{name}"') for name in REGISTRATIONS]
    described = type.isin(*REGISTRATIONS) | ((type == EventCorrected.TYPE) & (corrects[0] | corrects[1]))
    return reference(Registration(*row) for row in _rows(log.where(described).select(*Registration._fields)))


def _rows(frame: DataFrame) -> Iterator[tuple[Any, ...]]:
    for batch in frame.toArrow().to_batches():
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)
