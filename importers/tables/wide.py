"""Wide tables, with a column for each day: every cell of such a column is read as a row of its own."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from domain.values.problems import Problem
from importers.reading.line import part_of
from importers.reading.row import Row
from importers.tables.column_names import listed
from importers.tables.mapping import WideColumns

EMPTY = "nothing in the cell"


def melted(rows: Iterable[Row], wide: WideColumns) -> Iterator[Row]:
    """A row for each cell under a column that matches, beside the columns that do not. Other rows pass through."""
    names: dict[str, str | None] = {}
    for row in rows:
        if not row.cells:
            yield row
            continue
        for header in row.cells.keys() - names.keys():
            names[header] = _name(wide.match, header)
        found = [header for header in row.cells if names[header] is not None]
        if not found:
            message = f"no column is like {wide.match}; there are {listed(row.cells)}: mend `match`"
            yield replace(row, cells={}, problems=(Problem(("columns", "match"), "NO_SUCH_COLUMN", message),))
            return
        beside = {header: cell for header, cell in row.cells.items() if names[header] is None}
        for number, header in enumerate(found):
            cells = beside | {wide.name: names[header], wide.value: row.cells[header]}
            empty = row.cells[header] is None or not str(row.cells[header]).strip()
            yield Row(
                part_of(row.number, number),
                row.end,
                {} if empty else cells,
                repairs=row.repairs if number == 0 else (),
                skipped=EMPTY if empty else None,
            )


def _name(pattern: str, header: str) -> str | None:
    found = re.search(pattern, header)
    return None if found is None else found[1] if found.re.groups else header
