"""Where GDAL finds a map file: on the disk, beside its parts or inside an archive, checked before it is opened."""

import json
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import BinaryIO
from xml.etree.ElementTree import ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from domain.values.problems import FieldError
from importers import limits
from importers.reading import archives
from importers.reading.file_kinds import FileKind

_ENDINGS = {FileKind.SHAPEFILE: ".shp", FileKind.GEOPACKAGE: ".gpkg", FileKind.KML: ".kml", FileKind.TOPOJSON: ".json"}
_PARTS = (".shx", ".dbf", ".prj")
"""Without the first two a shapefile has no rows, without the third nobody knows what its numbers mean."""


@dataclass(frozen=True, slots=True)
class MapSource:
    """`path` as GDAL takes it; `size` of the file in bytes."""

    kind: FileKind
    path: str
    size: int


@contextmanager
def opened(file: BinaryIO, kind: FileKind, layer: str | None = None) -> Iterator[MapSource]:
    """The file where GDAL can read it, until the end of the block. `layer` chooses among the shapefiles of an archive.

    Raises FieldError where it is a bomb, lacks a part, is too large to be held, or nobody says which.
    """
    is_archive = zipfile.is_zipfile(file)
    file.seek(0)
    size = file.seek(0, 2)
    file.seek(0)
    with _on_disk(file, ".zip" if is_archive else _ENDINGS[kind]) as path:
        if is_archive:
            member = _member(file, kind, layer)
            yield MapSource(kind, f"/vsizip/{{{path}}}/{member}", size)
            return
        if kind is FileKind.SHAPEFILE:
            beside = [other.name.lower() for other in path.parent.iterdir() if other.stem == path.stem]
            _check_parts(path.name, beside)
        elif kind is not FileKind.GEOPACKAGE:
            _check_size(size, kind)
        if kind is FileKind.KML:
            check_kml(file)
        yield MapSource(kind, str(path), size)


def chosen(wanted: str, there: Sequence[str]) -> str:
    """Raises FieldError where it is not there."""
    if match := next((name for name in there if name.strip().casefold() == wanted.strip().casefold()), None):
        return match
    raise FieldError("NO_SUCH_LAYER", f"there is no layer {wanted!r}; there are {_listed(there)}")


def only(there: Sequence[str]) -> str:
    """Raises FieldError where there is not one."""
    if len(there) == 1:
        return there[0]
    if not there:
        raise FieldError("NO_ROWS", "the file has no layers: was it written to its end?")
    quoted = json.dumps(there[0], ensure_ascii=False)
    raise FieldError(
        "WHICH_LAYER",
        f"the file has several layers: {_listed(there)}. Which? sheet = {quoted} in the mapping, or --sheet {quoted}",
    )


def check_kml(file: BinaryIO) -> None:
    """That it is whole XML with the root `kml`, and without entities. Raises FieldError."""
    file.seek(0)
    root = None
    try:
        for _, element in iterparse(file, events=("start", "end")):
            root = root or str(element.tag)
            element.clear()
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise FieldError("NOT_XML", "the file is no whole KML: was it cut off? Save it anew") from None
    finally:
        file.seek(0)
    if root is None or root.rpartition("}")[2] != "kml":
        raise FieldError("NOT_XML", "the file is XML and no KML: get the data itself")


@contextmanager
def _on_disk(file: BinaryIO, ending: str) -> Iterator[Path]:
    """The file itself, or a copy of what comes from elsewhere."""
    name = getattr(file, "name", None)
    if isinstance(name, str) and Path(name).is_file():
        yield Path(name).absolute()
        return
    with tempfile.NamedTemporaryFile(suffix=ending) as copy:
        shutil.copyfileobj(file, copy)
        copy.flush()
        file.seek(0)
        yield Path(copy.name)


def _member(file: BinaryIO, kind: FileKind, layer: str | None) -> str:
    """The file inside the archive that is read. Raises FieldError."""
    names = archives.members(file)
    fitting = {PurePath(name).stem: name for name in names if name.lower().endswith(_ENDINGS[kind])}
    if kind is FileKind.SHAPEFILE:
        member = fitting[chosen(layer, list(fitting)) if layer is not None else only(list(fitting))]
        stem = member[: -len(".shp")]
        _check_parts(member, [name.lower() for name in names if name.startswith(f"{stem}.")])
        return member
    member = fitting.get("doc") or fitting[only(list(fitting))]
    with zipfile.ZipFile(file) as archive:
        _check_size(archive.getinfo(member).file_size, kind)
        with archive.open(member) as unfolded:
            check_kml(unfolded)  # type: ignore[arg-type]
    return member


def _check_parts(name: str, beside: Sequence[str]) -> None:
    """Raises FieldError where a part of a shapefile is missing."""
    if missing := [part for part in _PARTS if not any(other.endswith(part) for other in beside)]:
        parts = ", ".join(name[: -len(".shp")] + part for part in missing)
        message = (
            f"a shapefile is several files, and beside {name} there is no {parts}: put them beside it, or give the ZIP "
            "that has them all; if they are lost, ogr2ogr -a_srs EPSG:4326 OUT.geojson FILE makes GeoJSON of it"
        )
        raise FieldError("INCOMPLETE", message)


def _check_size(size: int, kind: FileKind) -> None:
    most = limits.TOPOJSON_BYTES_MAX if kind is FileKind.TOPOJSON else limits.KML_BYTES_MAX
    if size > most:
        message = (
            f"the file is {kind} of {size:,} bytes, and {most:,} are held at most: make GeoJSON "
            "of it, ogr2ogr OUT.geojson FILE"
        )
        raise FieldError("TOO_LONG", message)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names[: limits.SHEETS_SHOWN_MAX])
