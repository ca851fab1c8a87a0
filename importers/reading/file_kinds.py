"""What a file is, by its first bytes and never by its name: text, a workbook, Parquet, or a map of some format."""

import re
import zipfile
from enum import StrEnum
from typing import BinaryIO

from importers.reading.decoding import BOM

_BEGINNING_BYTES = 4096
_TOPOLOGY = re.compile(rb'"type"\s*:\s*"Topology"')
_KML = re.compile(rb"<(\w+:)?kml[\s>]")
_GEOPACKAGE_AT = 68
"""Where SQLite keeps the application to which a file belongs."""


class FileKind(StrEnum):
    """The kinds of file that are read as rows and are no text with a row a line."""

    WORKBOOK = "a workbook"
    PARQUET = "Parquet"
    SHAPEFILE = "a shapefile"
    GEOPACKAGE = "a GeoPackage"
    KML = "KML"
    TOPOJSON = "TopoJSON"

    @property
    def is_map(self) -> bool:
        return self not in (FileKind.WORKBOOK, FileKind.PARQUET)


def kind_of(file: BinaryIO) -> FileKind | None:
    """None for text, and for what no reader takes. Leaves the file at its beginning."""
    first = file.read(_BEGINNING_BYTES)
    file.seek(0)
    if first.startswith(b"PK\x03\x04"):
        return _in_archive(file, first)
    if first.startswith(b"PAR1"):
        return FileKind.PARQUET
    if first.startswith(b"\0\0\x27\x0a"):
        return FileKind.SHAPEFILE
    if first.startswith(b"SQLite format 3\0") and first[_GEOPACKAGE_AT:][:2] == b"GP":
        return FileKind.GEOPACKAGE
    text = first.removeprefix(BOM).lstrip()
    if text.startswith(b"<") and _KML.search(text):
        return FileKind.KML
    is_topology = text.startswith(b"{") and _TOPOLOGY.search(text) and b'"FeatureCollection"' not in text
    return FileKind.TOPOJSON if is_topology else None


def _in_archive(file: BinaryIO, first: bytes) -> FileKind | None:
    try:
        with zipfile.ZipFile(file) as archive:
            names = [name.lower() for name in archive.namelist()]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError):
        # A workbook that is cut off has lost its list of contents; its reader says so.
        return FileKind.WORKBOOK if b"[Content_Types].xml" in first or b"xl/" in first else None
    finally:
        file.seek(0)
    if any(name.endswith(".shp") for name in names):
        return FileKind.SHAPEFILE
    if any(name.endswith(".kml") for name in names):
        return FileKind.KML
    is_workbook = "xl/workbook.xml" in names or "[content_types].xml" in names
    return FileKind.WORKBOOK if is_workbook else None
