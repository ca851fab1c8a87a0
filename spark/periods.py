"""Claims folded into periods, place by place, as the table of periods has them (store/db/projection_tables.py)."""

from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from operator import attrgetter
from typing import Any

import pyarrow as pa

from spark.reference import Reference
from store.db import tables
from store.read.claim_rows import OWN_COLUMNS, ClaimRow
from store.write.projections.periods import folded

COLUMNS = tuple(column.name for column in tables.period.columns)
_DAYS = {"start", "end_before"}
_NUMBERS = {"policies", "voices"}
_ROWS_AT_ONCE = 2_000
_NO_SOURCE = (None, None, None)


def _type(name: str) -> pa.DataType:
    return pa.date32() if name in _DAYS else pa.int64() if name in _NUMBERS else pa.string()


SCHEMA = pa.schema([(name, _type(name)) for name in COLUMNS])


def periods_of(batches: Iterable[pa.RecordBatch], reference: Reference) -> Iterator[pa.RecordBatch]:
    """The periods of all places of these claims, which are sorted by place and position.

    The claims of one place are held in memory, and those of no two.
    """
    by_place = groupby(_claims(batches, reference), attrgetter("place"))
    rows = (row for _, claims in by_place for row in folded(claims, reference.sides))
    while some := [*islice(rows, _ROWS_AT_ONCE)]:
        yield pa.RecordBatch.from_pylist(some, schema=SCHEMA)


def _claims(batches: Iterable[pa.RecordBatch], reference: Reference) -> Iterator[ClaimRow]:
    source = OWN_COLUMNS.index("source")
    for batch in batches:
        columns: list[list[Any]] = [batch.column(name).to_pylist() for name in OWN_COLUMNS]
        for own in zip(*columns, strict=True):
            yield ClaimRow._make((*own, *reference.sources.get(own[source], _NO_SOURCE)))
