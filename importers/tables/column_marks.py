"""The marks in the numbers of a table's columns, found by a second look at all of its rows once one needs it."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field

from domain.values.problems import FieldError
from importers.reading.number_marks import MarkEvidence, NumberMarks
from importers.reading.row import Row
from importers.tables import cells
from importers.tables.mapping_nodes import Cell

Origin = tuple[tuple[str, ...], str | None, str | None]
"""What two cells of a mapping share that read the same text: columns, template and match."""


@dataclass(slots=True)
class ColumnMarks:
    """`whole_numbers` are the cells of the mapping that are read as such; `rows_again` gives the rows of the file from
    its beginning, and leaves the file where it was."""

    whole_numbers: Iterable[Cell]
    file_name: str
    rows_again: Callable[[], Iterator[Row]]
    _by_origin: dict[Origin, NumberMarks] = field(default_factory=dict)

    def __call__(self, cell: Cell) -> NumberMarks:
        if not self._by_origin:
            self._by_origin = self._look()
        return self._by_origin[_origin(cell)]

    def _look(self) -> dict[Origin, NumberMarks]:
        by_origin = {_origin(cell): cell for cell in self.whole_numbers}
        evidence = {origin: MarkEvidence() for origin in by_origin}
        for row in self.rows_again():
            for origin, cell in by_origin.items() if row.cells else ():
                with suppress(FieldError):
                    if isinstance(text := cells.number_text(cell, row.cells, self.file_name), str):
                        evidence[origin].add(text)
        return {origin: seen.marks() for origin, seen in evidence.items()}


def _origin(cell: Cell) -> Origin:
    return cell.columns, cell.template, cell.match
