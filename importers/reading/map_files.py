"""Features of a shapefile (zipped too), GeoPackage, KML (KMZ) or TopoJSON file as rows, read by GDAL batch by batch.

GDAL comes in the wheel of pyogrio, in the extra `maps`. It is given a file only after its kind was checked here: no
format that names other files or hosts is ever opened.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from typing import Any, BinaryIO
from warnings import catch_warnings, simplefilter

from domain.values.problems import FieldError, Problem
from importers import limits
from importers.reading import coordinate_systems, features, map_sources
from importers.reading.file_kinds import FileKind
from importers.reading.map_sources import MapSource
from importers.reading.row import Row

_FOR_DISPLAY = frozenset({"altitudeMode", "tessellate", "extrude", "visibility", "drawOrder", "icon", "snippet"})
"""Columns of KML that say how it is drawn."""
FOLDER = "@folder"
"""The column with the folder of KML in which a feature lies, where there are several."""


def rows(file: BinaryIO, kind: FileKind, *, layer: str | None = None, encoding: str | None = None) -> Iterator[Row]:
    """Every feature. `layer` may be left out where there is one; those of KML are its folders, and all are read.

    A file that cannot be read gives one row that says why, one that breaks off keeps what came before.
    """
    number = 0
    try:
        with map_sources.opened(file, kind, layer) as source:
            for row in _rows(source, layer, encoding):
                number = row.number
                yield row
        if not number:
            raise FieldError("NO_ROWS", f"the file is {kind}, and has no features: was it written to its end?")
    except FieldError as error:
        yield Row(number + 1, file.tell(), problems=(Problem((), error.code, str(error)),))


def _rows(source: MapSource, layer: str | None, encoding: str | None) -> Iterator[Row]:
    """Raises FieldError."""
    try:
        import pyarrow  # noqa: F401
        import pyogrio  # noqa: F401
        import shapely  # noqa: F401
    except ImportError:
        message = (
            f"the file is {source.kind}; reading it needs pyogrio: pip install 'conflict-timeline[maps]', or make "
            "GeoJSON of it: ogr2ogr -t_srs EPSG:4326 OUT.geojson FILE"
        )
        raise FieldError("EXTRA_MISSING", message) from None
    done = 0
    layers = _layers(source, layer)
    for name in layers:
        for row in _features(source, name, encoding, done):
            done = row.number
            in_folder = row.cells and len(layers) > 1
            yield replace(row, cells={**row.cells, FOLDER: name}) if in_folder else row


def _layers(source: MapSource, wanted: str | None) -> list[str]:
    """Those to be read. Raises FieldError where nobody says which of several."""
    from pyogrio import list_layers

    with _refusing(source), _quiet():
        there = [str(name) for name, _ in list_layers(source.path)]
    if source.kind is FileKind.SHAPEFILE or (len(there) == 1 and wanted is None):
        return there
    if wanted is not None:
        return [map_sources.chosen(wanted, there)]
    return there if source.kind is FileKind.KML else [map_sources.only(there)]


def _features(source: MapSource, layer: str, encoding: str | None, done: int) -> Iterator[Row]:
    """Numbered from `done` on. Raises FieldError."""
    from pyogrio import read_info
    from pyogrio.raw import open_arrow

    options = {"encoding": encoding} if encoding and source.kind is FileKind.SHAPEFILE else {}
    with ExitStack() as stack:
        with _refusing(source), _quiet():
            total = max(int(read_info(source.path, layer=layer)["features"]), 1)
            batches = open_arrow(
                source.path, layer=layer, use_pyarrow=True, batch_size=limits.FEATURES_READ_AT_ONCE, **options
            )
            about, reader = stack.enter_context(batches)
        is_map = about["geometry_type"] is not None
        if is_map and source.kind not in (FileKind.KML, FileKind.TOPOJSON):
            coordinate_systems.check(about["crs"])
        for number, properties in enumerate(_records(source, reader), start=1):
            wkb = properties.pop(about["geometry_name"] or "wkb_geometry", None)
            kept = {name: value for name, value in properties.items() if name not in _FOR_DISPLAY}
            end = min(source.size * number // total, source.size)
            yield features.row(done + number, end, kept, wkb, is_map=is_map)


def _records(source: MapSource, reader: Iterator[Any]) -> Iterator[dict[str, Any]]:
    """Raises FieldError."""
    while True:
        with _refusing(source), _quiet():
            batch = next(reader, None)
            records = [] if batch is None else batch.to_pylist()
        if batch is None:
            return
        yield from records


@contextmanager
def _refusing(source: MapSource) -> Iterator[None]:
    """Whatever GDAL and Arrow raise over a damaged file, as FieldError."""
    try:
        yield
    except UnicodeDecodeError:
        message = (
            "its words are in another encoding: put a .cpg file beside it that names it, WINDOWS-1251 say, or "
            'write encoding = "windows-1251" in the mapping'
        )
        raise FieldError("UNKNOWN_ENCODING", message) from None
    except Exception:
        message = f"the file is {source.kind}, and is damaged or was not copied to its end: get it anew"
        raise FieldError("DAMAGED", message) from None


@contextmanager
def _quiet() -> Iterator[None]:
    """GDAL warns of what it mends; what it cannot is refused."""
    with catch_warnings():
        simplefilter("ignore")
        yield
