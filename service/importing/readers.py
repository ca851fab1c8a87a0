"""Which reader a file needs: that of its mapping, of a known export, or of the interchange format."""

from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path

from domain.values.problems import Problem, Refused
from importers.datasets.acled import ACLED
from importers.datasets.known_exports import KnownExport
from importers.datasets.ucdp_ged import UCDP_GED
from importers.reading import csv_rows
from importers.tables.mapped_file import MappedFile, read_mapping
from importers.tables.mapping import Mapping
from service.importing.event_files import EventReader
from service.importing.loading import File, Reader
from service.importing.place_lookups import known_places, places_in_areas
from service.importing.snapshot_editions import SnapshotReader
from service.importing.table_editions import TableReader


class Format(StrEnum):
    EVENTS = "events"
    UCDP_GED = "ucdp-ged"
    ACLED = "acled"


EXPORTS: dict[Format, KnownExport] = {Format.UCDP_GED: UCDP_GED, Format.ACLED: ACLED}


@dataclass(frozen=True, slots=True)
class Readers:
    """How to choose readers. `known_at` is the vintage, a day or a moment, of files without their own. Names of an
    export are looked up inside the place `within`; `strict`: one bad row keeps out its whole file.
    """

    mapping: Path | None = None
    format: Format | None = None
    known_at: str | None = None
    within: str | None = None
    strict: bool = False

    def assign(self, files: list[File]) -> list[File]:
        """The files, each with its reader. Raises Refused, OSError."""
        if self.mapping:
            mapping = read_mapping(self.mapping.read_bytes(), str(self.mapping))
            return [replace(file, reader=self.by_mapping(mapping), tolerant=not self.strict) for file in files]
        return [self._by_format(file) for file in files]

    def by_mapping(self, mapping: Mapping) -> Reader:
        lines = MappedFile(mapping, self.known_at).lines
        if mapping.snapshot:
            return SnapshotReader(mapping, lines)
        return TableReader(lines, partial(places_in_areas, mapping=mapping))

    def _by_format(self, file: File) -> File:
        format = self.format or _recognised(file)
        if format is Format.EVENTS:
            return replace(file, reader=EventReader(self.known_at))
        export = EXPORTS[format]
        known_at, within = self.known_at, self.within
        reader = TableReader(
            lambda stream, name, known, reading: export.lines(stream, known_at, known),
            lambda conn: known_places(conn, within),
        )
        return replace(file, reader=reader, tolerant=not self.strict)


def needs_mapping(file: File) -> bool:
    """Whether it is a table, and no export that is known. Raises OSError."""
    try:
        _recognised(file)
    except Refused:
        return True
    return False


def _recognised(file: File) -> Format:
    """By the columns of its first line. Raises Refused where it is an unknown table."""
    with file.open() as stream:
        header = csv_rows.header(stream)
        stream.seek(0)
    fitting = [name for name, export in EXPORTS.items() if export.fits(header)]
    if len(fitting) == 1:
        return fitting[0]
    if file.name.lower().endswith((".csv", ".tsv", ".geojson")):
        message = (
            "is a table, and nothing says what its columns mean: draft that with `timeline mapping`, look at it "
            f"and add --mapping FILE (docs/importing.md), or name a known export: --format {' or '.join(EXPORTS)}"
        )
        raise Refused(Problem((file.name,), "NO_MAPPING", message))
    return Format.EVENTS
