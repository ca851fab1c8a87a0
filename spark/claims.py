"""Events of an exported log as claims about places: what is sent between the workers."""

from collections.abc import Iterable, Iterator

import pyarrow as pa

from domain.events import StateClaim, content
from spark.links import Links
from store.read.claim_rows import OWN_COLUMNS
from store.read.claims_of_events import rows_of
from store.read.stored_event import event_of

_MOMENTS = {"known", "told"}
_NUMBERS = {"position", "credibility", "told_at", "copy_of"}
_FLAGS = {"changed", "regained"}


def _type(name: str) -> pa.DataType:
    if name in _MOMENTS:
        return pa.timestamp("us", "UTC")
    return pa.int64() if name in _NUMBERS else pa.bool_() if name in _FLAGS else pa.string()


SCHEMA = pa.schema([(name, _type(name)) for name in OWN_COLUMNS])
"""A claim without what its source is known by: that is joined to it where it is folded."""
COLUMNS = ("position", "known", "payload", "sha256")
"""Of the exported log, those that `claims_in` reads."""


def claims_in(batches: Iterable[pa.RecordBatch], links: Links) -> Iterator[pa.RecordBatch]:
    """The claims of these events that stand at the head of the log. Raises DamagedRow."""
    for batch in batches:
        columns = [batch.column(name).to_pylist() for name in COLUMNS]
        rows = [
            row
            for position, known, payload, sha256 in zip(*columns, strict=True)
            if position not in links.annulled
            and isinstance(event := content(event_of(position, payload, sha256)), StateClaim)
            for row in rows_of(
                event, position, known, links.tellings.get(position, (known, position)), links.copies.get(position)
            )
        ]
        if rows:
            yield pa.RecordBatch.from_pylist(rows, schema=SCHEMA)
