"""A snapshot as Parquet, after GeoParquet 1.1 (https://geoparquet.org): outlines and points as WKB."""

from collections.abc import Sequence
from datetime import date
from importlib.util import find_spec
from typing import Any

from domain.geo.wkb import wkb
from service import json_text
from service.exporting.flat_features import COLUMNS, LISTS, Json, Page, geometry
from service.exporting.whole_file import Sink

_DAYS = ("date", "knownOn", "lastWord")
_NUMBERS = ("position", "basisVoices")
_GEO = {
    "version": "1.1.0",
    "primary_column": "geometry",
    "columns": {"geometry": {"encoding": "WKB", "geometry_types": []}},
}


def is_available() -> bool:
    """Whether pyarrow is installed, which is an extra of the package."""
    return find_spec("pyarrow") is not None


class Parquet:
    """One file; the coordinates and the terms of the sources are in its metadata, as JSON."""

    def __init__(self, file: Sink, snapshot: Json):
        import pyarrow as pa
        from pyarrow import parquet

        self._schema = pa.schema([(name, _type(pa, name)) for name in (*COLUMNS, "geometry")])
        self._record_batch = pa.RecordBatch
        self._writer = parquet.ParquetWriter(file, self._schema)
        self._describe(geo=_GEO, snapshot=snapshot)

    def add(self, page: Page) -> None:
        rows = [_row(page, feature) for feature in page.features]
        self._writer.write_batch(self._record_batch.from_pylist(rows, schema=self._schema))

    def end(self, sources: Sequence[Json]) -> None:
        self._describe(attributions=sources)
        self._writer.close()

    def _describe(self, **values: Any) -> None:
        self._writer.add_key_value_metadata({name: json_text.encode(value) for name, value in values.items()})


def _type(pa: Any, name: str) -> Any:
    if name in LISTS:
        return pa.list_(pa.string())
    kinds = dict.fromkeys(_DAYS, pa.date32()) | dict.fromkeys(_NUMBERS, pa.int64())
    return (kinds | {"geometry": pa.binary()}).get(name, pa.string())


def _row(page: Page, feature: Any) -> Json:
    values, shape = page.properties(feature), geometry(feature)
    days = {name: values[name] and date.fromisoformat(values[name]) for name in _DAYS}
    return {**values, **days, "geometry": shape and wkb(shape)}
