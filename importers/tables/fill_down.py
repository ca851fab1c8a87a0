"""Tables with merged cells: only the first row of a group has the value, the others take it over."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from domain.values.problems import Problem
from importers.reading.row import Row
from importers.tables.column_names import no_column

FILLED_DOWN = "FILLED_DOWN"
"""Repair: an empty cell has the value of the one above it."""


def filled(rows: Iterable[Row], columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows with the empty cells of these columns filled from above.

    Where one of the columns begins a new group, nothing is taken over in those that `columns` names after it: the
    district of the province before is not that of the next. Nor is anything from above a row that cannot be read: it
    may have begun a group. A table that lacks a column is given up, with a problem.
    """
    above: dict[str, Any] = {}
    for row in rows:
        if not row.cells:
            above = {} if row.problems else above
            yield row
            continue
        if missing := tuple(name for name in columns if name not in row.cells):
            yield replace(
                row, cells={}, problems=(Problem(("fill",), "NO_SUCH_COLUMN", no_column(missing, row.cells)),)
            )
            return
        above = _groups(row.cells, columns, above)
        cells = {**row.cells, **above}
        is_changed = any(cells[name] != row.cells[name] for name in columns)
        yield replace(row, cells=cells, repairs=(*row.repairs, *((FILLED_DOWN,) if is_changed else ())))


def _groups(cells: Mapping[str, Any], columns: tuple[str, ...], above: Mapping[str, Any]) -> dict[str, Any]:
    """The values of these columns that hold in a row, by those that held in the row above it."""
    now: dict[str, Any] = {}
    for name in columns:
        cell = cells[name]
        if not _is_empty(cell) and cell != above.get(name):
            above = {}
        now[name] = above.get(name) if _is_empty(cell) else cell
    return now


def _is_empty(cell: Any) -> bool:
    return cell is None or not str(cell).strip()
