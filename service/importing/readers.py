"""Which reader a file needs: that of its mapping, of a known export, or of the interchange format."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import BinaryIO

from domain.values.problems import Problem, Refused
from importers.datasets import export_rows
from importers.datasets.acled import ACLED
from importers.datasets.known_exports import KnownExport
from importers.datasets.ucdp_ged import UCDP_GED
from importers.reading import binary_rows
from importers.reading.file_kinds import FileKind, kind_of
from importers.reading.json_layout import unmapped_rows
from importers.reading.row import Row
from importers.tables.mapped_file import MappedFile, read_mapping
from importers.tables.mapping import Mapping
from service.importing.event_files import EventReader
from service.importing.loading import File, Reader
from service.importing.place_lookups import known_places, places_in_areas
from service.importing.recording import Recording
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
        return replace(file, reader=partial(self._read_export, EXPORTS[format]), tolerant=not self.strict)

    async def _read_export(
        self,
        export: KnownExport,
        name: str,
        size: int,
        stream: BinaryIO,
        recording: Recording,
        done: Callable[[int], None],
    ) -> None:
        """Pages of an answer that are not in the file are reported with it."""
        if note := export_rows.missing_pages(stream):
            recording.result.notes.append(note)
        known_at, within = self.known_at, self.within
        reader = TableReader(
            lambda stream, name, known, reading: export.lines(stream, known_at, known),
            lambda conn: known_places(conn, within),
        )
        await reader(name, size, stream, recording, done)


def needs_mapping(file: File) -> bool:
    """Whether it is a table, and no export that is known. Raises OSError."""
    try:
        _recognised(file)
    except Refused:
        return True
    return False


def _recognised(file: File) -> Format:
    """By the columns of its first row. Raises Refused where it is an unknown table or a map, or cannot be read."""
    with file.open() as stream:
        kind = kind_of(stream)
        header = [] if kind else export_rows.header(stream)
        if kind and (first := next(binary_rows.rows(stream, kind), None)):
            header = list(first.cells)
            _refuse_unreadable(file, first)
        rows_at = None if kind else unmapped_rows(stream)
    fitting = [name for name, export in EXPORTS.items() if export.fits(header)]
    if len(fitting) == 1:
        return fitting[0]
    if kind or rows_at or file.name.lower().endswith((".csv", ".tsv", ".geojson")):
        raise Refused(Problem((file.name,), "NO_MAPPING", _no_mapping(kind, rows_at)))
    return Format.EVENTS


def _refuse_unreadable(file: File, first: Row) -> None:
    """A mapping would not help. It may say which of several sheets or layers is meant. Raises Refused."""
    if problems := [problem for problem in first.problems if not problem.code.startswith("WHICH_")]:
        raise Refused(*(problem.under(file.name) for problem in problems))


def _no_mapping(kind: FileKind | None, rows_at: str | None) -> str:
    what = f'a JSON document with rows at items = "{rows_at}"' if rows_at else kind or "a table"
    otherwise = f"or name a known export: --format {' or '.join(EXPORTS)}"
    if kind and kind.is_map:
        otherwise = "or, if they are the outlines of places, take `timeline places import FILE`"
    return (
        f"is {what}, and nothing says what its columns mean: draft that with `timeline mapping`, look at it "
        f"and add --mapping FILE (docs/importing.md), {otherwise}"
    )
