"""Rows of a Parquet file, batch by batch; of GeoParquet with the geometry of each. Needs pyarrow, and shapely for
geometries: the extra `maps` brings both."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from domain.values.problems import FieldError, Problem
from importers import limits
from importers.reading import coordinate_systems, features
from importers.reading.row import Row

_DAMAGED = "the Parquet file is damaged, or was not copied to its end: get the file anew"
_MISSING = "the file is Parquet; reading it needs pyarrow and shapely: pip install 'conflict-timeline[maps]'"


def rows(file: BinaryIO) -> Iterator[Row]:
    """Every row; a file that cannot be read gives one that says why, one that breaks off keeps what came before."""
    number = 0
    try:
        for row in _rows(file):
            number = row.number
            yield row
        if not number:
            raise FieldError("NO_ROWS", "the file has columns and no rows: was it written to its end?")
    except FieldError as error:
        yield Row(number + 1, file.tell(), problems=(Problem((), error.code, str(error)),))


def _rows(file: BinaryIO) -> Iterator[Row]:
    """Raises FieldError."""
    try:
        import shapely  # noqa: F401
        from pyarrow import ArrowException, parquet
    except ImportError:
        raise FieldError("EXTRA_MISSING", _MISSING) from None
    size = file.seek(0, 2)
    file.seek(0)
    try:
        opened = parquet.ParquetFile(file, buffer_size=limits.CHUNK_BYTES, pre_buffer=False)
        _check_groups(opened.metadata)
        geometry = _geometry(opened.metadata.metadata or {})
        done = 0
        for batch in opened.iter_batches(batch_size=limits.FEATURES_READ_AT_ONCE):
            for properties in batch.to_pylist():
                done += 1
                end = size * done // max(opened.metadata.num_rows, 1)
                wkb = properties.pop(geometry, None) if geometry else None
                yield features.row(done, end, properties, wkb, is_map=geometry is not None)
    except FieldError:
        raise
    except (ArrowException, OSError, ValueError, OverflowError):
        raise FieldError("DAMAGED", _DAMAGED) from None


def _check_groups(metadata: Any) -> None:
    """Raises FieldError where a group of rows unfolds to more than can be held."""
    sizes = (metadata.row_group(group).total_byte_size for group in range(metadata.num_row_groups))
    if (longest := max(sizes, default=0)) > limits.ROW_GROUP_BYTES_MAX:
        message = f"a group of rows unfolds to {longest:,} bytes: write the file in groups of 100,000 rows"
        raise FieldError("TOO_LONG", message)


def _geometry(metadata: dict[bytes, bytes]) -> str | None:
    """The column of geometries, if it is GeoParquet (geoparquet.org). Raises FieldError, ValueError."""
    if b"geo" not in metadata:
        return None
    geo = json.loads(metadata[b"geo"])
    try:
        name = str(geo["primary_column"])
        column = geo["columns"][name]
        encoding, crs = column["encoding"], _crs(column)
    except (KeyError, TypeError, AttributeError):
        raise FieldError("DAMAGED", _DAMAGED) from None
    if encoding != "WKB":
        raise FieldError("BAD_GEOMETRY", f"geometries are encoded as {encoding}: write the file with WKB")
    coordinate_systems.check(crs)
    return name


def _crs(column: dict[str, Any]) -> str | None:
    """Degrees of WGS 84 where the column does not say; None where it says that nobody knows."""
    crs = column.get("crs", {"name": "OGC:CRS84"})
    if crs is None:
        return None
    id = crs.get("id")
    return f"{id['authority']}:{id['code']}" if id else str(crs.get("name"))
